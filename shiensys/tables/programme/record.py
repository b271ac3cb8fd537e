"""What a small record of the programme is: fields with their limits, an id, and what the store knows of it."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Generic, TypeVar

LINE, PAGE = 200, 10_000  # characters: one line; what somebody writes at one go
OF, MOST, NEEDED, OPTIONS, LEAST = "of", "most", "needed", "options", "least"  # what a field's metadata may say


def line(*, needed: bool = False, most: int = LINE) -> Any:
    """Make a field of one line of text; ``needed``: it may not be blank."""
    return field(default="" if not needed else MISSING, metadata={MOST: most, NEEDED: needed})


def page(*, needed: bool = False) -> Any:
    """Make a field of longer text."""
    return line(needed=needed, most=PAGE)


def choice(options: tuple[str, ...], default: str | None = None) -> Any:
    """Make a field that holds one of some codes."""
    told = {OPTIONS: options, MOST: LINE}
    return field(metadata=told) if default is None else field(default=default, metadata=told)


def several(options: tuple[str, ...]) -> Any:
    """Make a field that holds some of some codes, ``tuple[str, ...]``."""
    return field(default=(), metadata={OPTIONS: options})


def link(kind: str, *, needed: bool = True) -> Any:
    """Make a field that holds the id of a record of the same city; ``kind``: its table in the store."""
    told = {OF: kind, NEEDED: needed, MOST: LINE}
    return field(metadata=told) if needed else field(default=None, metadata=told)


def count(*, least: int = 0, default: int | None = None) -> Any:
    """Make a field that holds a whole number, None where it isn't known."""
    return field(default=default, metadata={LEAST: least})


def new_id() -> str:
    """Give an id that no other record has."""
    return uuid.uuid4().hex


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record has. ``source``: where it is known from, blank: the city entered it itself.

    ``made_up``: it is part of a demonstration and tells of nothing real.
    """

    id: str = field(default_factory=new_id, metadata={NEEDED: True, MOST: LINE})
    source: str = line()
    made_up: bool = False


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Kept(Generic[R]):
    """A record as it is stored. ``revision``: from 1, one more with every change. ``at``: UTC."""

    record: R
    revision: int
    at: dt.datetime
    who: str


@dataclass(frozen=True)
class Change:
    """One change of one record. ``number`` grows over all records. ``act``: one of ACTS.

    ``content``: the record as it was from then on, its fields by name; empty where it was erased.
    """

    number: int
    kind: str
    record_id: str
    revision: int
    at: dt.datetime
    who: str
    act: str
    content: dict[str, Any]


ACTS = ("add", "change", "remove", "erase")


def names(kind: type[Record]) -> tuple[str, ...]:
    """Name the fields of a kind of record."""
    return tuple(each.name for each in fields(kind))
