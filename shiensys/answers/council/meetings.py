"""The meetings of councils: which there were and are, where, who came, what was talked about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from shiensys.answers.answer import Answer, Column
from shiensys.answers.card import card, fiction
from shiensys.answers.council import days
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.programme import Programme
from shiensys.tables.programme import Attendance, Body, Council, Decision, Meeting
from shiensys.text import era_year, language, say

CITY_TIER = 1
_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)  # meetings without a day stand last


class UnknownMeetingError(ShiensysError, LookupError):
    """There is no such meeting, or it isn't open to who asks."""


@dataclass(frozen=True)
class Listed:
    """One meeting as a list shows it. ``bodies``: that came. ``open_decisions``: of it, not done yet.

    ``past``: its day is over. ``warning``: one sentence where a meeting of the past left something open, else blank.
    """

    meeting: Meeting
    council: Council
    when: str
    form: str
    bodies: tuple[str, ...]
    open_decisions: int
    past: bool
    warning: str


def meetings(
    programme: Programme, *, everybody: bool, council_id: str | None = None, today: dt.date | None = None
) -> tuple[Listed, ...]:
    """List meetings, the newest first and those without a day last; ``council_id``: of one council alone.

    ``everybody``: only those that are closed and published.
    """
    now = today or days.today()
    councils = {each.id: each for each in programme.of(Council)}
    some = [each for each in programme.of(Meeting) if is_public(each) or not everybody]
    mine = [each for each in some if each.council_id in councils and council_id in (None, each.council_id)]
    return tuple(listed(programme, each, now) for each in sorted(mine, key=_begins, reverse=True))


def is_public(meeting: Meeting) -> bool:
    """Tell whether everybody may read of a meeting: it is over, and somebody published it."""
    return meeting.published and meeting.state == "closed"


def listed(programme: Programme, meeting: Meeting, today: dt.date) -> Listed:
    """Tell of one meeting; raises UnknownMeetingError where its council is gone."""
    left = [each for each in programme.of(Decision) if each.meeting_id == meeting.id and each.state == "open"]
    on = days.day_of(meeting.begins)
    past = meeting.state == "closed" or (on is not None and on < today)
    return Listed(
        meeting=meeting,
        council=council_of(programme, meeting),
        when=when(meeting),
        form=say(f"council.form.{meeting.form}"),
        bodies=bodies(programme, meeting.id),
        open_decisions=len(left),
        past=past,
        warning=_warning(meeting, len(left), past=past),
    )


def find(programme: Programme, meeting_id: str, *, everybody: bool) -> Meeting:
    """Give a meeting; raises UnknownMeetingError. ``everybody``: only where it is closed and published."""
    kept = programme.find(Meeting, meeting_id)
    if kept is None or (everybody and not is_public(kept.record)):
        raise UnknownMeetingError("council.unknown_meeting")
    return kept.record


def council_of(programme: Programme, meeting: Meeting) -> Council:
    """Give the council that meets; raises UnknownMeetingError."""
    kept = programme.find(Council, meeting.council_id)
    if kept is None:
        raise UnknownMeetingError("council.unknown_meeting")
    return kept.record


def when(meeting: Meeting) -> str:
    """Write when a meeting is; of one by post, when it had been planned."""
    told = days.when(meeting.begins, meeting.ends)
    if not told:
        return say("council.no_day")
    return say("council.planned_for", when=told) if meeting.form in ("by_post", "cancelled") else told


def bodies(programme: Programme, meeting_id: str) -> tuple[str, ...]:
    """Name the bodies that came, in the order in which they were written down; each once."""
    known = {each.id: each.name for each in programme.of(Body)}
    came = [each for each in programme.of(Attendance) if each.meeting_id == meeting_id]
    return tuple(dict.fromkeys(known.get(each.body_id or "", each.name) for each in came))


def year(on: dt.date) -> str:
    """Write the fiscal year of a day.

    >>> year(dt.date(2020, 2, 15))
    '令和元年度'
    """
    first = days.fiscal_year(on).year
    # a year in which an era changed is called after the new one, though it began before it (令和元年度)
    return say("council.year", year=era_year(dt.date(first, 12, 31)) if language() == "ja" else str(first))


def listing(city: City, programme: Programme, *, everybody: bool, council_id: str | None = None) -> Answer:
    """List meetings as a table to read and to take along: one row a meeting, the newest first."""
    found = meetings(programme, everybody=everybody, council_id=council_id, today=city.today)
    joint = say("answers.reason_joint")
    rows = [
        {
            "council": each.council.name,
            "title": each.meeting.title,
            "when": each.when,
            "form": each.form,
            "place": each.meeting.place,
            "bodies": joint.join(each.bodies),
            "contents": each.meeting.contents,
            "open_decisions": each.open_decisions,
        }
        for each in found
    ]
    keys = ("council", "title", "when", "form", "place", "bodies", "contents", "open_decisions")
    shown = keys[:-1] if everybody else keys
    columns = tuple(
        Column(key, say(f"council.column.{key}"), "number" if key == "open_decisions" else "text") for key in shown
    )
    title = say("council.title.meetings", city=city.record.name)
    table = pd.DataFrame(rows, columns=list(keys))
    return Answer(card(city), title, table, columns, (), notes=fiction(city))


def _begins(meeting: Meeting) -> tuple[dt.datetime, str]:
    """Order meetings by their begin."""
    return (_NEVER if meeting.begins is None else days.there(meeting.begins), meeting.id)


def _warning(meeting: Meeting, left: int, *, past: bool) -> str:
    """Say what a meeting of the past left open."""
    told = []
    if past and meeting.state != "closed":
        told.append(say("council.warning.not_closed"))
    if past and left:
        told.append(say("council.warning.open_decisions", n=left))
    return say("council.sentence_joint").join(told)
