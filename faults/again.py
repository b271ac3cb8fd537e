"""The same file over and over, one after the other and by many hands at once: one version."""

from __future__ import annotations

from collections.abc import Iterator

from faults import inspection, places
from faults.files import File
from faults.hands import hands
from faults.row import Row, named
from shiensys.store import versions

FULL, SHORT = 100, 10  # one after the other
HANDS = 20  # at once
FILE = File("22212", "", 1)


def rows(trials: int) -> Iterator[Row]:
    """Save at once in an empty store, then one after the other, on both databases."""
    for name, place in places.BOTH.items():
        with place() as fresh, places.at(fresh()):
            with hands(_save, HANDS) as many:
                said = many.do(*[FILE] * HANDS)
            said += [_save(FILE) for _ in range(trials)]
            stored = len(versions.history(FILE.city))
            wrong = inspection.torn() + inspection.lost([FILE])
        new = said.count(True)
        failed = [what for what in said if what not in (True, False)]
        yield Row(
            f"same file again, {name}",
            len(said),
            f"{stored} version, {new} said to be new, {len(failed)} failed{named(failed + wrong)}",
            "1 version",
            (stored, new, failed, wrong) == (1, 1, [], []),
        )


def _save(file: File) -> bool:
    """Save; gives whether it was new."""
    return file.save().new
