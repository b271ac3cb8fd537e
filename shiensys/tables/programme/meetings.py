"""A council's meetings: who came, what was said, counted and decided, and what goes up to the city."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from shiensys.tables.programme.record import Record, choice, count, line, link, page

FORMS = ("in_person", "by_post", "online", "cancelled")
MEETING_STATES = ("planned", "open", "closed")
QUESTIONS = ("trouble", "resources", "lacking", "how", "who", "other")  # the five, and what belongs to none
DECISION_STATES = ("open", "done", "carried", "dropped")
PROPOSAL_STATES = ("proposed", "taken_up", "agreed", "declined")


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """One meeting of a council. ``contents``: as the city publishes them. ``published``: everybody may read it.

    ``by_post``: papers were sent in place of meeting; ``begins`` and ``place`` then tell what was planned.
    """

    council_id: str = link("councils")
    title: str = line(needed=True)
    form: str = choice(FORMS, "in_person")
    begins: dt.datetime | None = None
    ends: dt.datetime | None = None
    place: str = line()
    agenda: str = page()
    contents: str = page()
    state: str = choice(MEETING_STATES, "planned")
    published: bool = False


@dataclass(frozen=True, kw_only=True)
class Attendance(Record):
    """A body that came to a meeting. ``body_id``: where the city lists it."""

    meeting_id: str = link("meetings")
    name: str = line(needed=True)
    body_id: str | None = link("bodies", needed=False)
    persons: int | None = count()


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """What somebody said to one of QUESTIONS. ``author``: seat or body, no name. ``said_at``: UTC."""

    meeting_id: str = link("meetings")
    question: str = choice(QUESTIONS)
    text: str = page(needed=True)
    author: str = line()
    said_at: dt.datetime = field()


@dataclass(frozen=True, kw_only=True)
class Vote(Record):
    """Hands counted for one option."""

    meeting_id: str = link("meetings")
    question: str = choice(QUESTIONS)
    option: str = line(needed=True)
    hands: int = count(default=0)


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """What was decided: what, who, by when. ``ended``: day on which it was done, carried over or dropped."""

    meeting_id: str = link("meetings")
    what: str = page(needed=True)
    who: str = line()
    due: dt.date | None = None
    state: str = choice(DECISION_STATES, "open")
    ended: dt.date | None = None
    outcome: str = page()


@dataclass(frozen=True, kw_only=True)
class Proposal(Record):
    """What a district's council proposes to the whole city. ``kind``: of support, blank for none."""

    council_id: str = link("councils")
    meeting_id: str | None = link("meetings", needed=False)
    kind: str = line()
    text: str = page(needed=True)
    proposed: dt.date = field()
    state: str = choice(PROPOSAL_STATES, "proposed")
    answer: str = page()
    answered: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Draft(Record):
    """What somebody is writing and hasn't sent. ``writer``: one browser; its ``id`` is meeting/question/writer."""

    meeting_id: str = link("meetings")
    question: str = choice(QUESTIONS)
    writer: str = line(needed=True)
    text: str = page()
