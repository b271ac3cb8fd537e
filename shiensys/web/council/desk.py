"""One window at a meeting: who writes where, and what it has brought so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from shiensys.city import City

ID = re.compile(r"[0-9a-f]{12,64}")  # of a piece, or of a window, as browsers make them
MOST_AT_ONCE = 200  # pieces that one message may bring


@dataclass(frozen=True)
class Clash:
    """Somebody else changed a note meanwhile. ``revision``: theirs, None where they took it off."""

    revision: int | None
    text: str
    said: str


@dataclass
class Desk:
    """What one session has brought to one question so far. ``done``: ids kept for good, in order of arrival."""

    done: dict[str, None] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    clashes: dict[str, Clash] = field(default_factory=dict)
    draft: tuple[str, str] = ("", "")
    dropped: set[str] = field(default_factory=set)
    trouble: str = ""


@dataclass(frozen=True)
class Seat:
    """Who writes where. ``who``: as records keep it."""

    city: City
    meeting_id: str
    question: str
    who: str
