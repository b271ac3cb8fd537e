"""What stands on a meeting's board: read once for all who look on, and again only when somebody changed something."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from threading import Lock

import streamlit as st

from shiensys.store import records
from shiensys.tables.programme import Attendance, Decision, Draft, Kept, Meeting, Note, Vote

PAUSE = 0.25  # seconds for which the number of the last change is believed: 50 who look on ask 4 times, not 50

_MADE = attrgetter("record.id")  # ids made in the page begin with the moment


@dataclass(frozen=True)
class Board:
    """``number``: of the last change that may be in it. ``notes``: newest said first; the rest in order of making."""

    number: int
    meeting: Kept[Meeting]
    notes: tuple[Kept[Note], ...]
    votes: tuple[Kept[Vote], ...]
    decisions: tuple[Kept[Decision], ...]
    attendances: tuple[Kept[Attendance], ...]

    def notes_on(self, question: str) -> tuple[Kept[Note], ...]:
        """Give what was said to one question."""
        return tuple(each for each in self.notes if each.record.question == question)

    def votes_on(self, question: str) -> tuple[Kept[Vote], ...]:
        """Give the options of one question."""
        return tuple(each for each in self.votes if each.record.question == question)

    def note(self, note_id: str) -> Kept[Note] | None:
        """Give one note; None where there is none."""
        return next((each for each in self.notes if each.record.id == note_id), None)


@dataclass
class _Watch:
    """When a city's number was asked last, and what it was."""

    lock: Lock = field(default_factory=Lock)
    asked: float = float("-inf")
    number: int = 0


def number(code: str, *, at_once: bool = False) -> int:
    """Give the number of a city's last change. ``at_once``: ask the store whatever others heard a moment ago."""
    watch = _watch(code)
    with watch.lock:
        if at_once or time.monotonic() - watch.asked >= PAUSE:
            watch.number, watch.asked = records.latest(code), time.monotonic()
        return watch.number


def board(code: str, meeting_id: str, *, at_once: bool = False) -> Board:
    """Give a meeting's board; raises UnknownRecordError."""
    return _board(code, meeting_id, number(code, at_once=at_once))


@dataclass(frozen=True)
class Before:
    """What stood in a note before it was changed. ``until``: the moment of that change, UTC."""

    text: str
    until: dt.datetime


def before(code: str, kept: Kept[Note]) -> tuple[Before, ...]:
    """Give what stood in a note before, the newest first; nothing where it never was changed."""
    return _before(code, kept.record.id, kept.revision) if kept.revision > 1 else ()


def drafts(code: str, meeting_id: str, question: str, who: str) -> tuple[Kept[Draft], ...]:
    """Give what somebody has begun to write to a question, in whichever browser; the newest last."""
    kept = records.of(code, Draft, meeting_id=meeting_id, question=question)
    return tuple(each for each in kept if each.who == who and each.record.text)


@st.cache_resource(max_entries=256, show_spinner=False)
def _before(code: str, note_id: str, revision: int) -> tuple[Before, ...]:
    """Read the texts of a note, up to one state of it."""
    told = [each for each in records.history(code, Note, note_id) if each.revision <= revision and each.content]
    pairs = [Before(str(old.content["text"]), new.at) for old, new in pairwise(told)]
    return tuple(reversed(pairs))


@st.cache_resource(max_entries=64, show_spinner=False)
def _watch(code: str) -> _Watch:
    return _Watch()


@st.cache_resource(max_entries=32, show_spinner=False)
def _board(code: str, meeting_id: str, number: int) -> Board:
    """Read a board for one state of the records."""
    notes = records.of(code, Note, meeting_id=meeting_id)
    return Board(
        number=number,
        meeting=records.find(code, Meeting, meeting_id),
        notes=tuple(sorted(notes, key=lambda kept: (kept.record.said_at, kept.record.id), reverse=True)),
        votes=tuple(sorted(records.of(code, Vote, meeting_id=meeting_id), key=_MADE)),
        decisions=tuple(sorted(records.of(code, Decision, meeting_id=meeting_id), key=_MADE)),
        attendances=records.of(code, Attendance, meeting_id=meeting_id),
    )
