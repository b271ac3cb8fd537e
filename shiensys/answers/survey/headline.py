"""What the survey says first: of the city, then of how many units nothing can be told."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.headline import counted
from shiensys.answers.survey import words
from shiensys.answers.survey.answer import By
from shiensys.city import City
from shiensys.tables.indicators import Indicator
from shiensys.text import say, share


def of_rates(city: City, indicator: Indicator, table: pd.DataFrame, whole: pd.DataFrame, by: By) -> tuple[str, ...]:
    """Say the city's share, what became of it, and what isn't shown."""
    row = whole.iloc[0]
    if row["state"] == "no_answers":
        key = "survey.answer.headline.not_asked" if city.rounds else "survey.answer.headline.no_survey"
        return (say(key, name=indicator.name),)
    said = [_city(indicator, row)]
    if row["direction"] in ("more", "fewer", "open"):
        said.append(say("survey.answer.headline.change", words=row["change_words"]))
    return (*said, *_marks(table, by))


def _city(indicator: Indicator, row: pd.Series) -> str:
    """Say the share of the whole city, as the answers say it."""
    part = row["direct"] if pd.notna(row["direct"]) else row["share"]
    if pd.isna(part):
        return say("survey.answer.headline.protected", whom=indicator.whom)
    return say(
        "survey.answer.headline.city",
        whom=indicator.whom,
        fraction=words.fraction(float(part)),
        share=share(float(part)),
        n=int(row["answered"]),
    )


def _marks(table: pd.DataFrame, by: By) -> list[str]:
    """Say how many units have few answers, and how many are protected."""
    if by == "city":
        return []
    return [
        say(f"survey.answer.headline.{key}", units=_units(int((table["state"] == state).sum()), by))
        for state, key in (("few", "few"), ("protected", "protected_units"))
        if (table["state"] == state).any()
    ]


def _units(n: int, by: By) -> str:
    """Write a number of units."""
    return counted(n, by) if by in ("district", "area", "city") else say("survey.answer.count", n=n)
