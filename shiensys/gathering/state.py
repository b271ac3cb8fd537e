"""A name for the state of a city's data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from shiensys.store.versions import Version


def state(current: Iterable[Version], number: int = 0) -> str:
    """Hash what is current, with the places in which it stands. ``number``: of the page's last change."""
    marks = "\0".join(f"{v.kind}/{v.part}/{v.id}/{v.table_sha256}" for v in current)
    marks += f"\0{number}" if number else ""
    return hashlib.sha256(marks.encode()).hexdigest()[:16]
