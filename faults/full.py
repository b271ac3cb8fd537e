"""The disk has so much room left and no more: a save gets through whole, or says that the disk is full."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from faults import inspection, places
from faults.files import File
from faults.row import Row, error_name, named
from faults.shim import Shim, run_under
from shiensys.store.database import StoreError

FULL, SHORT = 100, 4  # levels of free space
BEFORE, AFTER = (File("22212", "", number, size=60_000) for number in range(2))
ENOUGH = 16 << 20  # bytes that no save needs
SENTENCE = "store.full"


def rows(trials: int) -> Iterator[Row]:
    """Try so many levels, from no room to just enough, in a store that is open, closed or not yet there."""
    found = json.loads(run_under("faults.full", [str(trials)]).splitlines()[-1])
    for case, said in found.items():
        yield Row(
            f"disk full, {case}",
            trials,
            f"{len(said['wrong'])} partial, unreadable or without the sentence{named(said['wrong'])}; "
            f"{said['refused']} refused, up to {said['needed']:,} bytes",
            "0",
            not said["wrong"] and 0 < said["refused"] < trials,
        )


def main() -> None:
    """Under the go-between: try all levels; print what was found as JSON."""
    levels, found = int(sys.argv[1]), {}
    with TemporaryDirectory(prefix="shiensys-full-") as folder:
        shim = Shim(Path(folder))
        for case, state in (("store open", "open"), ("store closed", "closed"), ("no store yet", "none")):
            found[case] = _case(shim, Path(folder, state), state, levels)
    print(json.dumps(found))


def _case(shim: Shim, folder: Path, state: str, levels: int) -> dict[str, Any]:
    """Find how much room a save needs, then leave less and less of it."""
    needed = _needed(shim, folder, state)
    wrong: list[str] = []
    refused = 0
    for level in range(levels):
        free = needed * level // (levels - 1)
        with places.at(f"sqlite:///{folder / str(level)}/store.sqlite3"):
            there = _prepared(state)
            passed, found = _tried(shim, there, free)
            refused += not passed
            wrong += [f"{free} bytes free: {what}" for what in found]
    return {"wrong": wrong, "refused": refused, "needed": needed}


def _needed(shim: Shim, folder: Path, state: str) -> int:
    """Measure how much room a save takes at its widest: a log beside the store goes again when that is closed."""
    with places.at(f"sqlite:///{folder / 'measured'}/store.sqlite3"):
        _prepared(state)
        shim.leave(ENOUGH)
        AFTER.save()
        used = ENOUGH - shim.lowest
        shim.leave(-1)
    return used


def _prepared(state: str) -> list[File]:
    """Bring about the state that the save begins in; gives what is stored by then."""
    if state == "none":
        return []
    BEFORE.save()
    if state == "closed":
        places.forget()
    return [BEFORE]


def _tried(shim: Shim, there: list[File], free: int) -> tuple[bool, list[str]]:
    """Save and read with little room, save with room; gives whether the first passed, and what is wrong."""
    wrong: list[str] = []
    shim.leave(free)
    try:
        AFTER.save()
        passed, there = True, [*there, AFTER]
    except StoreError as error:
        passed = False
        wrong += [] if error.key == SENTENCE else [error.key]
    except Exception as error:  # a traceback on the page
        passed = False
        wrong.append(error_name(error))
    if there:
        wrong += _looked(there, "while the disk is full")
    shim.leave(-1)
    AFTER.save()
    return passed, wrong + _looked([*there, AFTER], "afterwards")


def _looked(there: list[File], when: str) -> list[str]:
    """Look at the whole store; gives what is wrong."""
    try:
        found = [f"{file} is lost" for file in inspection.lost(there)] + inspection.torn() + inspection.orphans()
    except StoreError as error:
        found = [error.key]
    return [f"{when}: {what}" for what in found]


if __name__ == "__main__":
    main()
