"""The minutes of a meeting: everything that a city publishes of it, and what its members need for the next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shiensys.answers.answer import CityCard
from shiensys.answers.card import card, fiction
from shiensys.answers.council import days
from shiensys.answers.council.meetings import bodies, council_of, find, meetings, year
from shiensys.answers.council.open_decisions import due_words, state_words
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Attendance, Decision, Meeting, Note, Record, Vote
from shiensys.tables.programme.meetings import QUESTIONS
from shiensys.text import date, say

WITHOUT_MEETING = ("by_post", "cancelled")  # forms of which day and place are those that were planned


@dataclass(frozen=True)
class Hands:
    """Hands counted for one option."""

    option: str
    hands: int


@dataclass(frozen=True)
class Said:
    """What was said to one question. ``lines``: a note each, in the order in which they were said."""

    question: str
    title: str
    lines: tuple[str, ...]
    hands: tuple[Hands, ...]


@dataclass(frozen=True)
class Decided:
    """One decision in words: ``due`` is a day alone, ``by`` says that it is one."""

    what: str
    who: str
    due: str
    by: str
    state: str


@dataclass(frozen=True)
class Minutes:
    """The minutes of one meeting, in words; a text is blank where nothing is known.

    ``lead``: what must be said first (papers were sent in place of meeting). ``year``: the fiscal year. ``sources``:
    where it is known from. ``notes``: that it is made up, or part of a demonstration.
    """

    city: CityCard
    council: str
    title: str
    year: str
    begins: dt.datetime | None
    lead: str
    form: str
    when_heading: str
    when: str
    place: str
    bodies: tuple[str, ...]
    agenda: tuple[str, ...]
    contents: tuple[str, ...]
    said: tuple[Said, ...]
    decisions: tuple[Decided, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]


def minutes(city: City, programme: Programme, meeting_id: str, *, everybody: bool, authors: bool = False) -> Minutes:
    """Write the minutes of a meeting. ``everybody``: only of one that is closed and published.

    ``authors``: tell which seat or body said what; they aren't published unless somebody wants it. Raises
    UnknownMeetingError.
    """
    meeting = find(programme, meeting_id, everybody=everybody)
    council = council_of(programme, meeting)
    mine = _of(programme, meeting_id)
    day = days.day_of(meeting.begins)
    planned = meeting.form in WITHOUT_MEETING
    return Minutes(
        city=card(city),
        council=council.name,
        title=meeting.title,
        year=year(day) if day else "",
        begins=meeting.begins,
        lead=say(f"council.lead.{meeting.form}") if planned else "",
        form=say(f"council.form.{meeting.form}"),
        when_heading=say("council.heading.planned" if planned else "council.heading.when"),
        when=days.when(meeting.begins, meeting.ends) or say("council.no_day"),
        place=meeting.place,
        bodies=bodies(programme, meeting_id),
        agenda=lines(meeting.agenda),
        contents=lines(meeting.contents),
        said=_said(mine, authors=authors),
        decisions=tuple(_decided(each) for each in mine if isinstance(each, Decision)),
        sources=tuple(dict.fromkeys(each.source for each in (meeting, *mine) if each.source)),
        notes=_notes(city, meeting, mine),
    )


def published(city: City, programme: Programme, council_id: str) -> tuple[Minutes, ...]:
    """Write the minutes of all meetings of a council that everybody may read, the newest first."""
    found = meetings(programme, everybody=True, council_id=council_id, today=city.today)
    return tuple(minutes(city, programme, each.meeting.id, everybody=True) for each in found)


def lines(text: str) -> tuple[str, ...]:
    """Split a text into its lines, without blank ones.

    >>> lines(" 報告\\r\\n\\n 意見交換 ")
    ('報告', '意見交換')
    """
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _of(programme: Programme, meeting_id: str) -> tuple[Record, ...]:
    """Give the records of a meeting."""
    kinds: tuple[type[Attendance | Note | Vote | Decision], ...] = (Attendance, Note, Vote, Decision)
    return tuple(each for kind in kinds for each in programme.of(kind) if each.meeting_id == meeting_id)


def _said(mine: tuple[Record, ...], *, authors: bool) -> tuple[Said, ...]:
    """Sort what was said and counted by question; questions of which nobody spoke are left out."""
    notes = sorted(
        (each for each in mine if isinstance(each, Note)), key=lambda note: (days.there(note.said_at), note.id)
    )
    votes = [each for each in mine if isinstance(each, Vote)]
    told = [
        Said(
            question=question,
            title=say(f"council.question.{question}"),
            lines=tuple(_line(each, authors=authors) for each in notes if each.question == question),
            hands=tuple(Hands(each.option, each.hands) for each in votes if each.question == question),
        )
        for question in QUESTIONS
    ]
    return tuple(each for each in told if each.lines or each.hands)


def _line(note: Note, *, authors: bool) -> str:
    """Write one note in one paragraph."""
    text = "\n".join(lines(note.text))
    return say("council.said_by", author=note.author, text=text) if authors and note.author else text


def _decided(decision: Decision) -> Decided:
    """Write one decision."""
    who, by = decision.who or say("council.nobody"), due_words(decision)
    return Decided(decision.what, who, date(decision.due) if decision.due else by, by, state_words(decision))


def _notes(city: City, meeting: Meeting, mine: tuple[Record, ...]) -> tuple[str, ...]:
    """Say what of it is made up."""
    if meeting.made_up:
        return (say("council.note.made_up"),)
    if any(each.made_up for each in mine):
        return (say("council.note.partly_made_up"),)
    # a real meeting of a demonstration's city stays real: only figures by district are made up
    return () if meeting.source else fiction(city)
