"""Many processes open one store that nobody has opened before, at the same moment: readers, savers, a backup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from faults import inspection, places
from faults.files import WHO, File
from faults.hands import Hands, hands
from faults.row import Row, named
from shiensys.store import backup, cities

FULL, SHORT = 200, 2  # new stores
HANDS = 12  # at once
READ, SAVE, KEEP = "read", "save", "keep"
DONE = "done"


def rows(trials: int) -> Iterator[Row]:
    """Open new stores on both databases."""
    for name, place in places.BOTH.items():
        with place() as fresh, hands(_do, HANDS) as many:
            wrong = [what for _ in range(trials) for what in _opened(many, fresh())]
        yield Row(
            f"new store opened by {HANDS} at once, {name}",
            trials,
            f"{len(wrong)} failed, lost or torn{named(wrong)}",
            "0",
            not wrong,
        )


def _opened(many: Hands, address: str) -> list[str]:
    """Let all open one store and do their part; gives what went wrong."""
    files = [File("22212", str(number), number) for number in range(HANDS)]
    tasks = [(SAVE, READ, SAVE, KEEP)[number % 4] for number in range(HANDS)]
    said = many.do(*((address, task, file) for task, file in zip(tasks, files, strict=True)))
    with places.at(address):
        saved = [file for task, file in zip(tasks, files, strict=True) if task == SAVE]
        wrong = [f"{file} is lost" for file in inspection.lost(saved)] + inspection.torn() + inspection.orphans()
    return [f"{task}: {what}" for task, what in zip(tasks, said, strict=True) if what != DONE] + wrong


def _do(given: tuple[str, str, File]) -> str:
    """Open the store as a process that has just started, and do one thing."""
    address, task, file = given
    with places.at(address):
        if task == SAVE:
            file.save()
        elif task == READ:
            cities.everything()
        else:
            with TemporaryDirectory(prefix="shiensys-opening-") as folder:
                backup.backup(Path(folder, "store.backup"), who=WHO)
    return DONE
