"""What a file is taken for, so that its owner can see it and say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Seen:
    """One column of the file. ``column``: ours that it is taken for, None: it isn't read.

    ``samples``: first different values, for its owner's eyes in the same sitting; never stored, never logged.
    ``by_heading``: the heading itself says more than the column's name (an age, a level of care), so that nobody else
    can say it.
    """

    heading: str
    samples: tuple[str, ...]
    column: str | None
    by_heading: bool = False


@dataclass(frozen=True)
class Look:
    """What a sheet or layer is taken for.

    ``heading_row``: from 1, None where a layer has none. ``shape``: what files of the same shape share: their
    headings, as a hash. ``ours``: all columns that this kind of file can have (intake.headings.printed names them).
    """

    sheet: str
    heading_row: int | None
    rows: int
    columns: tuple[Seen, ...]
    ours: tuple[str, ...]
    shape: str


Tell = Callable[[Look], None]


def to_nobody(_look: Look) -> None:
    """Tell nobody."""
