"""Days that are typed in, in any writing that people use: 令和8年11月14日, R8.11.14, 2026/11/14."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from shiensys.errors import ShiensysError
from shiensys.intake.sheets import dates
from shiensys.text import date, language, say

LONGEST = 40  # characters


class DayError(ShiensysError, ValueError):
    """What was typed is no day, or none that can be meant."""


def field(label: str, first: dt.date | None, *, key: str) -> str:
    """Let a day be typed; gives what stands there. ``first``: the day that stands there at first."""
    return st.text_input(
        label, written(first), key=key, placeholder=say("councilpage.day.example"), max_chars=LONGEST, width=260
    )


def written(day: dt.date | None) -> str:
    """Write a day so that it can be read again; None is blank.

    >>> written(dt.date(2026, 11, 14)), written(None)
    ('令和8年11月14日', '')
    """
    if day is None:
        return ""
    return date(day) if language() == "ja" else day.isoformat()


def read(text: str, label: str, *, first: dt.date, last: dt.date) -> dt.date | None:
    """Read a day from ``first`` to ``last``; blank is None. Raises DayError, which names the field ``label``.

    >>> read("R8.11.14", "日", first=dt.date(2000, 1, 1), last=dt.date(2030, 1, 1))
    datetime.date(2026, 11, 14)
    """
    if not text.strip():
        return None
    found = dates.parse(text.strip())
    if found is None:
        raise DayError("councilpage.day.unread", field=label)
    if not first <= found <= last:
        raise DayError("councilpage.day.outside", field=label, first=first, last=last)
    return found
