"""Fields that are typed in: days in any writing, notes that name nobody. What is typed stays until it is stored."""

from __future__ import annotations

import datetime as dt
import unicodedata

import streamlit as st

from shiensys.intake.sheets.dates import parse
from shiensys.text import date, say
from shiensys.web import markup
from shiensys.web.matching import private, telling

_SURE = "-sure"  # after a note's key: the visitor looked at it again
_DIGITS = 6  # of persons or yen: more is a slip


def day(where: str, key: str, label: str, first: dt.date, *fields: str) -> None:
    """Let the visitor type a day. ``first``: what stands there at first; ``fields``: of the record, told of below."""
    st.session_state.setdefault(key, date(first))
    st.text_input(label, key=key, placeholder=say("matchpage.day.placeholder"), persist_state="session", width=260)
    telling.below(where, *fields)


def read_day(where: str, key: str, field: str, today: dt.date) -> dt.date | None:
    """Read a day that was typed; None where it is none or to come, which is then told at ``field``."""
    written = str(st.session_state.get(key, "")).strip()
    found = parse(written) if written else None
    if found is None:
        telling.wrong(where, {field: say("matchpage.day.unread")})
    elif found > today:
        telling.wrong(where, {field: say("matchpage.day.ahead", day=found)})
        return None
    return found


def note(where: str, key: str, *, label: str = "") -> None:
    """Let the visitor write a note; where it seems to lead to a person it is asked about before it is kept."""
    st.text_area(label or say("programme.field.note"), key=key, height=100, persist_state="session")
    st.html(markup.block("p", say("matchpage.note.nobody"), "hint"))
    telling.below(where, "note")
    if telling.is_wrong(where, "note") and private.hints(str(st.session_state.get(key, ""))):
        st.checkbox(say("matchpage.note.sure"), key=key + _SURE)


def doubt(key: str) -> str:
    """Say what in a note seems to lead to a person; blank where nothing does, or the visitor looked at it again."""
    found = private.hints(str(st.session_state.get(key, "")))
    if not found or st.session_state.get(key + _SURE):
        return ""
    named = say("matchpage.joint").join(say(f"matchpage.private.{each}") for each in found)
    return say("matchpage.note.private", what=named)


def may_keep(where: str, key: str) -> bool:
    """Tell whether a note may be kept; where it may not, that is told at its field."""
    told = doubt(key)
    if told:
        telling.wrong(where, {"note": told})
    return not told


def noted(before: str, key: str) -> str:
    """Give a note with what was added under it."""
    return "\n".join(part for part in (before, str(st.session_state.get(key, "")).strip()) if part)


def whole(written: str) -> int | None:
    """Read a whole number as people write it; None where it is none.

    >>> whole("３人"), whole("1,500円"), whole("2〜3"), whole("")
    (3, 1500, None, None)
    """
    plain = unicodedata.normalize("NFKC", written).strip().rstrip("人名円").replace(",", "").strip()
    return int(plain) if plain.isdecimal() and len(plain) <= _DIGITS else None
