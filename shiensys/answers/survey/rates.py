"""The share of whom something is true, by unit: how far it can be told, and what it was in the survey before."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.answers.card import card
from shiensys.answers.survey import evidence, headings, headline
from shiensys.answers.survey.adjusting import adjusted
from shiensys.answers.survey.answer import STATES, By, Denominator, Rates
from shiensys.answers.survey.before import compared_with
from shiensys.answers.survey.cells import by_unit
from shiensys.answers.survey.menu import find, named
from shiensys.answers.survey.released import Told, source, told, wanted_for
from shiensys.answers.survey.told import worded
from shiensys.answers.survey.turnout import response
from shiensys.city import City
from shiensys.text import say

FIGURES = ("answered", "direct", "direct_low", "direct_high", "share", "share_low", "share_high")


def rates(
    city: City, key: str, by: By = "district", *, denominator: Denominator = "judged", before: bool = False
) -> Rates:
    """Tell of how many an indicator is true; raises UnknownIndicatorError. See Rates for the columns.

    ``before``: set the survey before beside it.
    """
    indicator = find(city, key)
    wanted = dict.fromkeys(("district", *wanted_for(by, adjusted=True)))
    now = told(city, indicator, denominator, source(city), wanted)
    then = told(city, indicator, denominator, source(city, back=1), wanted) if before else None
    table = worded(_table(city, now, then, by))
    whole = worded(_table(city, now, then, "city")) if by != "city" else table
    return Rates(
        city=card(city),
        title=say("survey.answer.title", name=indicator.name),
        table=table,
        columns=headings.columns(by, before=then is not None),
        evidence=evidence.of_rates(city, indicator, now, then, denominator),
        headline=headline.of_rates(city, indicator, table, whole, by),
        notes=evidence.notes(city, now, table, by),
        reading=headings.reading(by, before=then is not None),
        indicator=named(indicator),
        by=by,
        denominator=denominator,
        counts={state: int((table["state"] == state).sum()) for state in STATES},
        everywhere={name: float(whole[name].iloc[0]) for name in FIGURES},
        survey=_survey(now),
        earlier=_survey(then),
    )


def _table(city: City, now: Told | None, then: Told | None, by: By) -> pd.DataFrame:
    """Put the figures of a level together."""
    table = by_unit(city, None if now is None else now.release, by)
    table = table.join(adjusted(city, now, by)).join(response(city, now, by))
    return table.join(compared_with(table, city, then, by))


def _survey(of: Told | None) -> tuple[str, dt.date] | None:
    """Name a survey with its day."""
    return None if of is None else (of.round.name, of.round.date.date())
