"""What a meeting opens with: what was decided last time and where it stands, and what is carried over."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from shiensys.answers.council import days
from shiensys.answers.council.meetings import council_of
from shiensys.programme import Programme
from shiensys.tables.programme import Decision, Kept, Meeting
from shiensys.text import date, say

UNDONE = ("open",)  # states of a decision that somebody still has to see to


@dataclass(frozen=True)
class Pending:
    """One decision of a meeting before. ``kept``: to change it by. ``overdue``: days since it was due, 0 where none.

    ``words``: what, who, by when and where it stands, in one sentence. ``times``: how often it was carried over.
    """

    kept: Kept[Decision]
    meeting: Meeting
    overdue: int
    times: int
    state: str
    due: str
    words: str

    @property
    def decision(self) -> Decision:
        """The decision itself."""
        return self.kept.record


@dataclass(frozen=True)
class Opening:
    """``last``: the meeting before, None for the first. ``decided``: all that it decided, open ones first.

    ``older``: what still is open of meetings before that one. ``sentences``: the same in short, to begin with.
    """

    last: Meeting | None
    decided: tuple[Pending, ...]
    older: tuple[Pending, ...]
    sentences: tuple[str, ...]


def opening(programme: Programme, meeting: Meeting, *, today: dt.date | None = None) -> Opening:
    """Say what a meeting begins with; raises UnknownMeetingError where its council is gone."""
    council_of(programme, meeting)
    now = today or days.today()
    past = before(programme, meeting)
    if not past:
        return Opening(None, (), (), (say("council.opening.first"),))
    found = {each.id: each for each in past}
    all_of = [pending(programme, kept, now) for kept in _of(programme, set(found))]
    last = past[0]
    decided = sorted((each for each in all_of if each.meeting.id == last.id), key=_urgent)
    older = sorted((e for e in all_of if e.meeting.id != last.id and e.decision.state in UNDONE), key=_urgent)
    return Opening(last, tuple(decided), tuple(older), _sentences(last, decided, older))


def before(programme: Programme, meeting: Meeting) -> tuple[Meeting, ...]:
    """List the meetings of the same council before one, the newest first; those without a day come last."""
    others = [each for each in programme.of(Meeting) if each.council_id == meeting.council_id and each.id != meeting.id]
    if meeting.begins is None:
        earlier = [each for each in others if each.state == "closed"]
    else:
        begins = days.there(meeting.begins)
        earlier = [each for each in others if each.begins is not None and days.there(each.begins) < begins]
    day = dt.datetime.min.replace(tzinfo=dt.UTC)
    return tuple(sorted(earlier, key=lambda each: days.there(each.begins) if each.begins else day, reverse=True))


def left_open(
    programme: Programme, *, council_id: str | None = None, today: dt.date | None = None
) -> tuple[Pending, ...]:
    """List all open decisions of meetings, the longest overdue first; ``council_id``: of one council alone."""
    now = today or days.today()
    mine = {each.id for each in programme.of(Meeting) if council_id in (None, each.council_id)}
    found = [pending(programme, kept, now) for kept in _of(programme, mine) if kept.record.state in UNDONE]
    return tuple(sorted(found, key=_urgent))


def pending(programme: Programme, kept: Kept[Decision], today: dt.date) -> Pending:
    """Tell where one decision stands."""
    decision = kept.record
    meeting = programme.find(Meeting, decision.meeting_id)
    assert meeting is not None, "a decision belongs to a meeting: the store sees to it"
    late = decision.state in UNDONE and decision.due is not None and decision.due < today
    overdue = (today - decision.due).days if late and decision.due else 0
    state, due, times = state_words(decision), due_words(decision), _carried_before(programme, decision)
    told = [
        say(
            "council.decision.words",
            what=decision.what,
            who=decision.who or say("council.nobody"),
            due=due,
            state=state,
        )
    ]
    told += [say("council.decision.overdue", n=overdue)] if overdue else []
    told += [say("council.decision.times", n=times)] if times else []
    return Pending(kept, meeting.record, overdue, times, state, due, say("council.sentence_joint").join(told))


def carried(decision: Decision, meeting: Meeting, *, on: dt.date) -> tuple[Decision, Decision]:
    """Carry a decision over to a meeting: the old one, ended, and the new one that stands open there.

    The new one's id follows from both, so that two people who carry it over at once make one decision, not two.
    """
    new = replace(
        decision, id=carried_id(decision.id, meeting.id), meeting_id=meeting.id, state="open", ended=None, outcome=""
    )
    return replace(decision, state="carried", ended=on), new


def carried_id(decision_id: str, meeting_id: str) -> str:
    """Give the id that a decision has in the meeting that it is carried over to."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{decision_id}/{meeting_id}").hex


def state_words(decision: Decision) -> str:
    """Say where a decision stands, with the day."""
    told = say(f"council.decision.state.{decision.state}")
    return say("council.decision.since", state=told, day=date(decision.ended)) if decision.ended else told


def due_words(decision: Decision) -> str:
    """Say by when something is to be done."""
    return say("council.decision.due", day=date(decision.due)) if decision.due else say("council.decision.no_due")


def _carried_before(programme: Programme, decision: Decision) -> int:
    """Count how often a decision was carried over until it came here."""
    earlier = [each for each in programme.of(Decision) if each.state == "carried"]
    times, now = 0, decision
    while True:
        source = next((each for each in earlier if carried_id(each.id, now.meeting_id) == now.id), None)
        if source is None:
            return times
        times, now = times + 1, source


def _of(programme: Programme, meetings: set[str]) -> list[Kept[Decision]]:
    """Give the decisions of some meetings."""
    return [kept for kept in programme.kept_of(Decision) if kept.record.meeting_id in meetings]


def _urgent(each: Pending) -> tuple[bool, int, dt.date]:
    """Order decisions: open ones first, the longest overdue of them first, then what is due first."""
    return (each.decision.state not in UNDONE, -each.overdue, each.decision.due or dt.date.max)


def _sentences(last: Meeting, decided: list[Pending], older: list[Pending]) -> tuple[str, ...]:
    """Say in short how last time's decisions stand."""
    day = days.day_of(last.begins)
    named = days.day(day) if day else last.title
    if not decided:
        told = [say("council.opening.none_decided", meeting=named)]
    else:
        done = sum(each.decision.state not in UNDONE for each in decided)
        told = [say("council.opening.decided", meeting=named, n=len(decided), done=done, left=len(decided) - done)]
    if older:
        told.append(say("council.opening.older", n=len(older)))
    late = [each.overdue for each in (*decided, *older) if each.overdue]
    if late:
        told.append(say("council.opening.overdue", n=len(late), days=max(late)))
    return tuple(told)
