"""What a forecast says of the whole city and of all its units, in two or three sentences."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.answers.ageing.forecasts.made import Made
from shiensys.answers.ageing.forecasts.passing import PASSED
from shiensys.answers.answer import Level
from shiensys.answers.headline import counted
from shiensys.text import say, share

TOLD_YEAR = 2040  # the year that the state's plans look to: most people 65+ in the nation


def title(done: Made) -> str:
    """Give the title, with the day that the forecast starts from."""
    if done.forecast is None or done.base is None:
        return say("forecast.title.none")
    return say("forecast.title.expected", base=done.base.date())


def headline(
    done: Made, table: pd.DataFrame, everywhere: pd.DataFrame, level: Level, *, without: int
) -> tuple[str, ...]:
    """Say how many are 65+ in the city now and then, and how many units pass the first bound; else why nothing is.

    ``without``: units without a forecast; the notes name their districts.
    """
    if done.forecast is None:
        return (done.why,)
    day = told_day([day.date() for day in done.forecast.days])
    sentences = [_city(everywhere, day)]
    if level != "city":
        sentences.append(_units(table, day, level))
        sentences.append(say("forecast.headline.without", units=counted(without, level)) if without else "")
    told = tuple(sentence for sentence in sentences if sentence)
    return told or (say("forecast.headline.no_older"),)


def told_day(days: list[dt.date]) -> dt.date:
    """Choose the step to speak of: the first in or after TOLD_YEAR, else the last.

    >>> told_day([dt.date(2035, 4, 1), dt.date(2040, 4, 1), dt.date(2050, 4, 1)])
    datetime.date(2040, 4, 1)
    """
    return next((day for day in days if day.year >= TOLD_YEAR), days[-1])


def _city(everywhere: pd.DataFrame, day: dt.date) -> str:
    """Say how many are 65+ in the whole city, now and then."""
    older = everywhere[everywhere["key"] == "older"]
    now, then = older[~older["expected"].astype(bool)], older[older["date"] == day]
    if now.empty or then.empty or not now["words"].iloc[0] or not then["words"].iloc[0]:
        return ""
    return say("forecast.headline.city", now=now["words"].iloc[0], then=then["words"].iloc[0])


def _units(table: pd.DataFrame, day: dt.date, level: Level) -> str:
    """Say in how many units a share of the first bound is passed, now and then."""
    older = table[(table["key"] == "older") & table["share"].notna()]
    now, then = older[~older["expected"].astype(bool)], older[older["date"] == day]
    if then.empty:
        return ""
    past = [int((shares >= PASSED[0]).sum()) for shares in (now["share"], then["share"])]
    told = {"bound": share(PASSED[0], 0), "year": str(day.year), "of": counted(then["unit_id"].nunique(), level)}
    if not any(past):
        return say("forecast.headline.units_none", **told)
    return say("forecast.headline.units", now=counted(past[0], level), then=counted(past[1], level), **told)
