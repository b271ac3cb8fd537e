"""What was said of the registry in the page: cells changed, entries added, pairs judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shiensys.tables.programme.record import Record, choice, line

VERDICTS = ("same", "different")


@dataclass(frozen=True, kw_only=True)
class Edit(Record):
    """What somebody changed of one resource in the page; its ``id`` is that of the resource.

    ``cells``: new values by column of tables.resources.Resources, days as ISO text, None for blank; ``was``: what the
    list said then. ``new``: the resource stands in no list and has all its cells here.
    """

    cells: Mapping[str, Any] = field(default_factory=dict)
    was: Mapping[str, Any] = field(default_factory=dict)
    new: bool = False


@dataclass(frozen=True, kw_only=True)
class Pair(Record):
    """Two resources that looked like one, and what somebody judged. ``kept``: the one that stays of a same pair."""

    first: str = line(needed=True)
    second: str = line(needed=True)
    verdict: str = choice(VERDICTS)
    kept: str = line()
