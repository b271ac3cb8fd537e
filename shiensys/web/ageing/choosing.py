"""What the reader chooses on the page on ageing; every choice stands in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal, get_args

import streamlit as st

from shiensys.answers.ageing.answer import FORECAST_KEYS, ForecastKey, Key, Measure
from shiensys.answers.answer import Level
from shiensys.city import City
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


def level(city: City) -> Level:
    """Let the reader choose districts or 圏域."""
    return choose.level(areas=bool(city.districts["area"].notna().any()))


def day(days: Sequence[dt.date], *, key: str, first: dt.date, expected: bool = False) -> dt.date:
    """Let the reader go through days with a slider; a single day needs none.

    ``first``: where it stands at first; ``expected``: all days but the first of them are to come.
    """
    if len(days) < 2:
        return days[0]
    words = named(days, counted=1 if expected else len(days))
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
    words = named(days, counted=counted)
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


def named(days: Sequence[dt.date], *, counted: int) -> dict[str, str]:
    """Name days, by day as YYYY-MM-DD: by their year where that tells them apart. All but ``counted`` are to come.

    >>> named([dt.date(2026, 1, 1), dt.date(2030, 1, 1)], counted=1)
    {'2026-01-01': '2026年', '2030-01-01': '2030年(見通し)'}
    >>> named([dt.date(2026, 1, 1), dt.date(2026, 10, 1)], counted=2)
    {'2026-01-01': '令和8年1月1日', '2026-10-01': '令和8年10月1日'}
    """
    apart = len({each.year for each in days}) == len(days)
    words = [say("agepage.year", year=str(each.year)) if apart else date(each) for each in days]
    return {
        each.isoformat(): name if place < counted else say("agepage.day.expected", day=name)
        for place, (each, name) in enumerate(zip(days, words, strict=True))
    }
