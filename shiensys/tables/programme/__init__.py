"""The small records of the programme: each kind of record, and the name of its table in the store."""

from shiensys.tables.programme.helping import Match, Request, Voice
from shiensys.tables.programme.meetings import Attendance, Decision, Draft, Meeting, Note, Proposal, Vote
from shiensys.tables.programme.people import Body, Contact, Council, Event, Member, Post, Step
from shiensys.tables.programme.record import Change, Kept, Record, new_id
from shiensys.tables.programme.registry import Edit, Pair

KINDS: dict[str, type[Record]] = {  # in an order in which each finds what it links to
    "bodies": Body,
    "contacts": Contact,
    "posts": Post,
    "councils": Council,
    "members": Member,
    "steps": Step,
    "events": Event,
    "meetings": Meeting,
    "attendances": Attendance,
    "notes": Note,
    "votes": Vote,
    "decisions": Decision,
    "proposals": Proposal,
    "drafts": Draft,
    "requests": Request,
    "matches": Match,
    "voices": Voice,
    "edits": Edit,
    "pairs": Pair,
}
NAMES: dict[type[Record], str] = {kind: name for name, kind in KINDS.items()}

__all__ = [
    "KINDS", "NAMES", "Attendance", "Body", "Change", "Contact", "Council", "Decision", "Draft", "Edit", "Event",
    "Kept", "Match", "Meeting", "Member", "Note", "Pair", "Post", "Proposal", "Record", "Request", "Step", "Voice",
    "Vote", "new_id",
]  # fmt: skip
