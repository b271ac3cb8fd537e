"""What the targets of a plan and their results say, and how the columns are headed."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from shiensys.answers.ageing.plans.results import Result
from shiensys.answers.answer import Column
from shiensys.text import date, era_year, language, number, say, share

COLUMNS = (
    "indicator", "unit_id", "name", "level", "order", "date", "year_words", "target", "result", "style",
    "target_words", "result_words", "difference_words", "state", "state_words", "source",
)  # fmt: skip
FISCAL_END = (3, 31)


@dataclass(frozen=True)
class State:
    """``name``: reached, short, open, neutral; ``over``: the year is over; ``higher``: better, worse, neutral."""

    name: str
    over: bool
    higher: str


def row(about: Mapping[str, object], told: Result, state: State) -> dict[str, object]:
    """Write one row of the table; ``about``: indicator, unit, date, target and style."""
    style, target = str(about["style"]), float(str(about["target"]))
    day = about["date"]
    assert isinstance(day, dt.date)
    return {
        **about,
        "year_words": year(day),
        "result": told.value,
        "target_words": figure(target, style) if target == target else say("aims.words.no_target"),
        "result_words": _result(told, style, over=state.over),
        "difference_words": _difference(told.value - target, style),
        "state": state.name,
        "state_words": _state(target, told, state),
        "source": told.source,
    }


def year(last: dt.date) -> str:
    """Name the fiscal year that ends on a day; another day is written as it is.

    >>> year(dt.date(2027, 3, 31)), year(dt.date(2026, 10, 1))
    ('令和8年度', '令和8年10月1日')
    """
    if (last.month, last.day) != FISCAL_END:
        return date(last)
    first = dt.date(last.year - 1, 4, 1)
    return say("aims.year", year=era_year(first) if language() == "ja" else str(first.year))


def figure(value: float, style: str) -> str:
    """Write a figure in its unit.

    >>> figure(0.085, "share"), figure(1200, "persons"), figure(12.5, "number"), figure(12, "number")
    ('8.5%', '1,200人', '12.5', '12')
    """
    if style == "share":
        return share(value)
    if style in ("persons", "households"):
        return say("common.persons" if style == "persons" else "common.households", n=round(value))
    return number(value, 0 if float(value).is_integer() else 1)


def _result(told: Result, style: str, *, over: bool) -> str:
    """Write a result with its range where it has one, or that there is none yet."""
    if math.isnan(told.value):
        return say("aims.words.no_result" if over else "aims.words.not_yet")
    if told.low == told.high:
        return figure(told.value, style)
    low, high = figure(told.low, style), figure(told.high, style)
    return say("aims.words.about", middle=figure(told.value, style), low=low, high=high)


def _difference(difference: float, style: str) -> str:
    """Say by how much a result differs from its target; blank where either isn't known."""
    if math.isnan(difference):
        return ""
    size = (
        say("aims.points", n=number(abs(difference) * 100, 1)) if style == "share" else figure(abs(difference), style)
    )
    if size in (say("aims.points", n=number(0, 1)), figure(0, style)):
        return say("aims.difference.none")
    return say("aims.difference.above" if difference > 0 else "aims.difference.below", size=size)


def _size(difference: float, style: str) -> str:
    """Write a difference without its sign; of shares in points."""
    return say("aims.points", n=number(difference * 100, 1)) if style == "share" else figure(difference, style)


def _state(target: float, told: Result, state: State) -> str:
    """Say what state a target is in."""
    if state.name != "open":
        return say(f"aims.state.{state.name}")
    if math.isnan(target):
        return say("aims.state.no_target")
    if math.isnan(told.value):
        return say("aims.state.no_result" if state.over else "aims.state.not_yet")
    return say("aims.state.within")


def headline(table: pd.DataFrame, indicators: Sequence[str]) -> tuple[str, ...]:
    """Count what is reached, over the years that have a result."""
    if not indicators:
        return (say("aims.headline.none"),)
    counts = {name: int((table["state"] == name).sum()) for name in ("reached", "short", "open", "neutral")}
    whole = say("aims.headline.counts", n=len(indicators), **counts)
    told = table[(table["level"] == "city") & table["state"].isin(["reached", "short"])]
    if told.empty:
        return (whole,)
    last = told.sort_values("date", kind="stable").iloc[-1]
    words = {name: last[name] for name in ("indicator", "year_words", "target_words", "result_words", "state_words")}
    return (say("aims.headline.city", **words), whole)


def notes(table: pd.DataFrame, strangers: Sequence[str]) -> tuple[str, ...]:
    """Say what must be known beside targets and results."""
    told = [say("aims.note.own")]
    told += [say("aims.note.within")] if (table["state_words"] == say("aims.state.within")).any() else []
    told += [say("aims.note.neutral")] if (table["state"] == "neutral").any() else []
    told += [say("aims.note.unknown_areas", names=say("answers.reason_joint").join(strangers))] if strangers else []
    return tuple(told)


def columns() -> tuple[Column, ...]:
    """Head the columns for files: words, and the figures as numbers (shares 0..1)."""
    codes = ("level", "style", "state")
    return (
        *reading(),
        Column("date", say("aims.column.date"), "date"),
        *(Column(name, say(f"aims.column.{name}"), "decimal") for name in ("target", "result")),
        *(Column(name, say(f"aims.column.{name}")) for name in codes),
    )


def reading() -> tuple[Column, ...]:
    """Head the columns for reading; figures are written with their units."""
    return tuple(Column(name, say(f"aims.column.{name}")) for name in _HEADED)


_HEADED = (
    "indicator", "name", "year_words", "target_words", "result_words", "difference_words", "state_words", "source",
)  # fmt: skip
