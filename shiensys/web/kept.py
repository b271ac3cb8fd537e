"""What was worked out once, found again by a plain look-up: the key names the state of the data.

Streamlit's own cache hashes every argument by its type, which cost a sixth of a page's whole work.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import Any, TypeVar

import streamlit as st

T = TypeVar("T")
ENTRIES = 1024  # of all kinds together: some 31 districts × views of a city or two


@dataclass
class _Entry:
    """One value, or none so far. Who holds the lock works it out; the others wait for it."""

    lock: RLock = field(default_factory=RLock)
    value: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """Values by key; beyond ``entries`` the one that nobody asked for the longest time goes."""

    entries: int
    _held: OrderedDict[tuple[Hashable, ...], _Entry] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """Give the value of ``key``, made at the first time; what ``make`` raises is raised, and nothing kept.

        >>> shelf = Shelf(entries=2)
        >>> shelf.get(("chart", "v1"), lambda: 1), shelf.get(("chart", "v1"), lambda: 2)
        (1, 1)
        """
        entry = self._entry(key)
        with entry.lock:
            if not entry.value:
                entry.value = (make(),)
            value: T = entry.value[0]
            return value

    def _entry(self, key: tuple[Hashable, ...]) -> _Entry:
        """Find an entry or make room for it."""
        with self._lock:
            entry = self._held.setdefault(key, _Entry())
            self._held.move_to_end(key)
            if len(self._held) > self.entries:
                self._held.popitem(last=False)
            return entry


def kept(key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
    """Give what all sessions share under ``key``. Nobody may write into it."""
    return _shelf().get(key, make)


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf:
    """Give the one shelf of the process."""
    return Shelf(ENTRIES)
