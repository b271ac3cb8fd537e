"""Where the figures on the survey come from, and what must be said beside them."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.answer import Evidence
from shiensys.answers.card import fiction
from shiensys.answers.evidence import survey_credit
from shiensys.answers.survey.answer import By, Denominator
from shiensys.answers.survey.released import Told
from shiensys.answers.survey.turnout import response
from shiensys.answers.units import WHOLE
from shiensys.city import City
from shiensys.tables.indicators import Indicator
from shiensys.text import persons, say, share


def of_rates(
    city: City, indicator: Indicator, now: Told | None, then: Told | None, denominator: Denominator
) -> tuple[Evidence, ...]:
    """Say where the rates of an indicator come from: this survey, and the one before where it is shown."""
    rule = rule_words(indicator, denominator)
    told = [of_survey(city, each, indicator.name, rule) for each in (now, then) if each is not None]
    return tuple(told)


def of_survey(city: City, told: Told, what: str, rule: str) -> Evidence:
    """Say where figures of one survey come from."""
    files = survey_credit(city, told.round.name)
    whole = told.release.whole
    return Evidence(
        what=what,
        source=say("answers.joint").join(part for part in (told.round.name, files) if part),
        date=told.round.date.date(),
        unit=say("survey.answer.unit"),
        n=None if whole is None or pd.isna(whole["n"].iloc[0]) else int(whole["n"].iloc[0]),
        over=over(city),
        rule=rule,
    )


def over(city: City) -> str:
    """Say over whom: whoever the survey speaks for."""
    who = say("survey.answer.over")
    residents = city.asked.persons.sum()
    if not city.asked.without_care or not residents > 0:
        return who
    return say("answers.over.counted", over=who, n=persons(residents))


def rule_words(indicator: Indicator, denominator: Denominator) -> str:
    """Say how an indicator was judged, whose rule it is, and over whom the share is."""
    parts = [
        say("survey.answer.rule", status=say(f"survey.answer.status.{indicator.status}"), source=indicator.source),
        indicator.note,
        say(f"survey.answer.denominator.{denominator}"),
    ]
    return say("survey.answer.joint").join(part.rstrip(say("survey.answer.joint")) for part in parts if part)


def notes(city: City, now: Told | None, table: pd.DataFrame, by: By) -> tuple[str, ...]:
    """Give what must be printed beside rates: fiction first, then what intervals don't cover."""
    if now is None:
        return fiction(city)
    came_back = response(city, now, "city").get(WHOLE, float("nan"))
    answered = (
        say("survey.answer.note.response", share=share(float(came_back), 0))
        if pd.notna(came_back)
        else say("survey.answer.note.no_response")
    )
    told = [say("survey.answer.note.estimate"), say("survey.answer.note.interval"), answered]
    told += [say("survey.answer.note.rounded")]
    told += [say(f"survey.answer.note.{state}") for state in ("few", "protected") if (table["state"] == state).any()]
    if by == "district" and table["together"].ne("").any():
        told.append(say("survey.answer.note.together"))
    if by in ("age", "sex") and table.empty:
        told.append(say("survey.answer.note.not_by"))
    return (*fiction(city), *told)


def nothing(city: City) -> tuple[str, ...]:
    """Say that there is nothing to show, and what would bring it."""
    return (*fiction(city), say("survey.answer.note.none_asked" if city.rounds else "survey.answer.note.no_survey"))
