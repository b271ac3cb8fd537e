"""Keeping what is filled in on the page, and saying in place what can't be kept."""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Iterable

import streamlit as st

from shiensys import recording
from shiensys.answers import council
from shiensys.answers.council import Pending
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.store import records
from shiensys.store.records import ChangedError
from shiensys.tables.programme import Attendance, Kept, Meeting, Record
from shiensys.web.apart import apart
from shiensys.web.visitor import visitor

_SAID = "council-said"


def made_id() -> str:
    """Give an id for a new record that sorts by the moment in which it was made."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(10)}"


def kept(city: City, record: Record, revision: int | None = None, *, said: str = "") -> bool:
    """Store a record; says why where that can't be, with what stands now where somebody else was faster.

    ``said``: a sentence for after the page has run again.
    """
    try:
        recording.save(city, record, who=visitor().name, revision=revision)
    except ChangedError as changed:
        st.error(str(changed))
        if changed.theirs is not None:
            st.html(apart(record, changed.theirs))
        return False
    except ShiensysError as trouble:
        st.error(str(trouble))
        return False
    if said:
        st.session_state[_SAID] = said
    return True


def told() -> None:
    """Say once what was kept just now."""
    if _SAID in st.session_state:
        st.success(st.session_state.pop(_SAID))


def attendances(
    city: City, meeting_id: str, names: Iterable[str], now: Iterable[Kept[Attendance]], bodies: dict[str, str]
) -> bool:
    """Write down which bodies came: adds those that are missing, takes off those that are no longer named.

    ``bodies``: ids by name.
    """
    wanted, there = dict.fromkeys(name.strip() for name in names if name.strip()), list(now)
    have = {each.record.name for each in there}
    for name in wanted:
        new = Attendance(id=made_id(), meeting_id=meeting_id, name=name, body_id=bodies.get(name))
        if name not in have and not kept(city, new):
            return False
    for each in there:
        if each.record.name not in wanted:
            _take_off(city, each)
    return True


def carried(city: City, pending: Pending, meeting: Meeting) -> bool:
    """Carry a decision over to a meeting; where two do so at once it is carried once."""
    old, new = council.carried(pending.decision, meeting, on=city.today)
    try:
        recording.save(city, new, who=visitor().name)
    except ChangedError:
        pass  # somebody else has just carried it here
    except ShiensysError as trouble:
        st.error(str(trouble))
        return False
    return kept(city, old, pending.kept.revision)


def _take_off(city: City, each: Kept[Attendance]) -> None:
    """Take one body off, unless somebody else just did."""
    with contextlib.suppress(ChangedError):  # it is as somebody else wanted it a moment ago
        records.remove(city.record.code, Attendance, each.record.id, revision=each.revision, who=visitor().name)
