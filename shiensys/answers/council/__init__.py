"""What councils talk about: meetings, this district's figures for the five questions, decisions, voices, minutes."""

from shiensys.answers.council.meetings import Listed, UnknownMeetingError, listing, meetings
from shiensys.answers.council.minutes import Minutes, minutes, published
from shiensys.answers.council.open_decisions import Opening, Pending, carried, left_open, opening
from shiensys.answers.council.proposals import Gathered, Proposed, proposals
from shiensys.answers.council.screens import Screen, prepared, screen
from shiensys.answers.council.voices import Heard, Inbox, answered, inbox, voices

__all__ = [
    "Gathered",
    "Heard",
    "Inbox",
    "Listed",
    "Minutes",
    "Opening",
    "Pending",
    "Proposed",
    "Screen",
    "UnknownMeetingError",
    "answered",
    "carried",
    "inbox",
    "left_open",
    "listing",
    "meetings",
    "minutes",
    "opening",
    "prepared",
    "proposals",
    "published",
    "screen",
    "voices",
]
