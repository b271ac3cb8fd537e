"""Results that the product itself can tell for an indicator of the plan, where the city's file has none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

import pandas as pd

from shiensys.answers.ageing.answer import Key
from shiensys.answers.ageing.certified.certification import certification
from shiensys.answers.ageing.counts.trend import trend
from shiensys.answers.answer import SAID, Level
from shiensys.answers.survey.answer import By
from shiensys.answers.survey.menu import listing
from shiensys.answers.survey.rates import rates
from shiensys.city import City
from shiensys.tables.plan import usual
from shiensys.text import say

SHARES: dict[str, Key] = {"older": "older", "old": "old", "oldest": "oldest", "alone": "alone"}
PERSONS: dict[str, Key] = {
    "older_persons": "older",
    "old_persons": "old",
    "oldest_persons": "oldest",
    "alone_households": "alone",
}
CERTIFIED = {"certified": "crude", "certified_adjusted": "adjusted"}
SURVEY_GROUPS = ("risks", "participation", "helpers")
BLANK = pd.DataFrame({"unit_id": [], "date": [], "value": []})


@dataclass(frozen=True)
class Result:
    """``value``: of the unit's fiscal year. ``low``, ``high``: of its range, alike where it is counted."""

    value: float
    low: float
    high: float
    source: str


def key_of(indicator: str, unit: str) -> str:
    """Give the product's figure that a plan's indicator is, in the plan's unit; blank for none.

    >>> key_of("認定率", "share"), key_of("高齢化率", "persons"), key_of("単身高齢世帯", "persons")
    ('certified', 'older_persons', '')
    """
    key = usual(indicator).key
    if unit == "share":
        return "" if key in PERSONS else key
    counted = (each for each in (key, f"{key}_{unit}") if each in PERSONS and each.endswith(unit))
    return next(counted, "")


def in_year(table: pd.DataFrame, unit_id: str, last: dt.date) -> Result | None:
    """Take a unit's newest figure of the year that ends on ``last``; None where it has none. ``table``: of figures."""
    rows = table[(table["unit_id"] == unit_id) & table["value"].notna()]
    rows = rows[[_within(each, last) for each in rows["date"]]].sort_values("date")
    if rows.empty:
        return None
    row = rows.iloc[-1]
    source = say("aims.source.own", what=row["what"], day=row["date"])
    return Result(float(row["value"]), float(row["low"]), float(row["high"]), source)


def _within(day: dt.date, last: dt.date) -> bool:
    """Tell whether a day is in the year that ends on ``last``.

    >>> [_within(day, dt.date(2026, 3, 31)) for day in (dt.date(2025, 3, 31), dt.date(2025, 4, 1))]
    [False, True]
    """
    return (pd.Timestamp(last) - pd.DateOffset(years=1)).date() < day <= last


def figures(city: City, key: str, level: Level) -> pd.DataFrame:
    """Ask the answer that tells an indicator: ``unit_id``, ``date``, ``value``, ``low``, ``high``, ``what``."""
    if key in SHARES or key in PERSONS:
        column = "value" if key in SHARES else "persons"
        told = trend(city, SHARES.get(key) or PERSONS[key], level)
        table = told.table.assign(value=told.table[column])
        return table.assign(low=table["value"], high=table["value"], what=told.measure.name)
    if key in CERTIFIED:
        return _certified(city, CERTIFIED[key], level)
    return _surveyed(city, key, level)


def _certified(city: City, column: str, level: Level) -> pd.DataFrame:
    """Give the share certified; only where a unit's figure is its own and not told together with others."""
    told = certification(city, level)
    if not told.evidence or told.evidence[0].date is None:
        return BLANK
    rows = told.table[(told.table["state"] == "shown") & (told.table["together"] == "")]
    value = rows[column]
    return rows.assign(value=value, low=value, high=value, date=told.evidence[0].date, what=told.evidence[0].what)


def _surveyed(city: City, key: str, level: Level) -> pd.DataFrame:
    """Give the share by the newest survey, with its range."""
    if key not in {each.key for group in SURVEY_GROUPS for each in listing(city, group)}:
        return BLANK
    told = rates(city, key, cast(By, level))
    if told.survey is None:
        return BLANK
    rows = told.table[told.table["state"].isin(SAID)]
    figures = {"value": rows["share"], "low": rows["share_low"], "high": rows["share_high"]}
    return rows.assign(**figures, date=told.survey[1], what=told.survey[0])
