"""What the reader chooses on the page on ageing; every choice stands in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal, get_args

import streamlit as st

from shiensys.answers.ageing.answer import FORECAST_KEYS, ForecastKey, Key, Measure
from shiensys.text import date, say
from shiensys.web import choose

Part = Literal["trend", "forecast", "need", "aims"]
PARTS: tuple[Part, ...] = get_args(Part)


def part() -> Part:
    """Let the reader choose what the page is about."""
    return choose.one_of(PARTS, key="part", label=say("agepage.part"), words=lambda each: say(f"agepage.part.{each}"))


def measure(measures: Sequence[Measure]) -> Key:
    """Let the reader choose an indicator."""
    names = {each.key: each.name for each in measures}
    chosen = st.selectbox(
        say("agepage.measure"),
        list(names),
        format_func=names.__getitem__,
        key="measure",
        bind="query-params",
        filter_mode=None,
        width=270,
    )
    return chosen or measures[0].key


def group() -> ForecastKey:
    """Let the reader choose whose number is foretold."""
    return choose.one_of(
        FORECAST_KEYS, key="ages", label=say("agepage.measure"), words=lambda each: say(f"agepage.ages.{each}")
    )


def day(days: Sequence[dt.date], *, key: str, first: dt.date, expected: bool = False) -> dt.date:
    """Let the reader go through days with a slider; a single day needs none.

    ``first``: where it stands at first; ``expected``: all days but the first of them are to come.
    """
    if len(days) < 2:
        return days[0]
    words = {each.isoformat(): _words(each, to_come=expected and each != days[0]) for each in days}
    chosen = st.select_slider(
        say("agepage.day"),
        options=list(words),
        value=first.isoformat(),
        format_func=words.__getitem__,
        key=key,
        bind="query-params",
    )
    return dt.date.fromisoformat(chosen)


def one_day(days: Sequence[dt.date], *, key: str, label: str, first: dt.date, counted: int) -> dt.date:
    """Let the reader choose one of many days. ``counted``: how many of them aren't to come."""
    words = {each.isoformat(): _words(each, to_come=place >= counted) for place, each in enumerate(days)}
    chosen = st.selectbox(
        label,
        list(words),
        index=list(days).index(first),
        format_func=words.__getitem__,
        key=key,
        bind="query-params",
        filter_mode=None,
        width=220,
    )
    return dt.date.fromisoformat(chosen) if chosen else first


def _words(day: dt.date, *, to_come: bool) -> str:
    """Name a day, and that it is to come."""
    return say("agepage.day.expected", day=date(day)) if to_come else date(day)
