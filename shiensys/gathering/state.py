"""A name for the state of a city's data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from shiensys.store.versions import Version


def state(current: Iterable[Version]) -> str:
    """Hash what is current, with the places in which it stands."""
    marks = "\0".join(f"{v.kind}/{v.part}/{v.id}/{v.table_sha256}" for v in current)
    return hashlib.sha256(marks.encode()).hexdigest()[:16]
