"""One city's programme: its records, gathered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from shiensys.tables.programme import NAMES, Kept, Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Programme:
    """The records of a city. ``number``: of its last change; another one whenever anything changed.

    ``kept``: by name of kind, oldest change first; a kind without records may be missing.
    """

    city: str
    number: int = 0
    kept: Mapping[str, tuple[Kept[Any], ...]] = field(default_factory=dict, hash=False)

    def kept_of(self, kind: type[R]) -> tuple[Kept[R], ...]:
        """Give the records of a kind with who changed them last, when, and their revision."""
        return self.kept.get(NAMES[kind], ())

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Give the records of a kind."""
        return tuple(each.record for each in self.kept_of(kind))

    def find(self, kind: type[R], record_id: str | None) -> Kept[R] | None:
        """Give one record; None where there is none of this id."""
        return next((each for each in self.kept_of(kind) if each.record.id == record_id), None)
