"""Every n-th operation on the disk fails, n after n, until a save gets through: each failure leaves nothing behind."""

from __future__ import annotations

import errno
import itertools
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from faults import inspection, places
from faults.files import File
from faults.row import Row, error_name, named
from faults.shim import Shim, run_under
from shiensys.store.database import StoreError

FULL, SHORT = 10_000, 4  # operations after which it is given up: a save has far fewer
BEFORE, AFTER, NEXT = (File("22212", "", number, size=60_000) for number in range(3))


def rows(trials: int) -> Iterator[Row]:
    """Fail one operation, and all from one on, in a store that is open, closed or not yet there."""
    found = json.loads(run_under("faults.unwritable", [str(trials)]).splitlines()[-1])
    for case, said in found.items():
        yield Row(
            f"I/O error, {case}",
            said["failed"],
            f"{len(said['wrong'])} partial, lost or without a sentence{named(said['wrong'])}; "
            f"got through: {said['through']}",
            "0 partial",
            not said["wrong"] and said["failed"] > 0 and (said["through"] or trials < FULL),
        )


def main() -> None:
    """Under the go-between: try all cases; print what was found as JSON."""
    found = {}
    stores = {"store open": _open, "store closed": _closed, "no store yet": _none}
    with TemporaryDirectory(prefix="shiensys-unwritable-") as folder:
        shim = Shim(Path(folder))
        for (name, prepare), lasting in itertools.product(stores.items(), (False, True)):
            case = f"{name}, {'all from one on fail' if lasting else 'one fails'}"
            found[case] = _case(shim, Path(folder, case), prepare, lasting=lasting, most=int(sys.argv[1]))
    print(json.dumps(found))


def _case(shim: Shim, folder: Path, prepare: Callable[[], list[File]], *, lasting: bool, most: int) -> dict[str, Any]:
    """Fail the first operation, the second and so on, each in a store of its own, until a save meets no failure."""
    wrong: list[str] = []
    for number in range(1, most + 1):
        with places.at(f"sqlite:///{folder / str(number)}/store.sqlite3"):
            there = prepare()
            shim.fail(number, errno.EIO, lasting=lasting)
            met, found = _tried(there, shim)
            wrong += [f"{number}: {what}" for what in found]
            if not met:
                return {"failed": number - 1, "wrong": wrong, "through": True}
    return {"failed": most, "wrong": wrong, "through": False}


def _tried(there: list[File], shim: Shim) -> tuple[bool, list[str]]:
    """Save while something fails, then without; gives whether it met a failure, and what is wrong."""
    wrong = []
    try:
        AFTER.save()
        there = [*there, AFTER]
    except StoreError as error:
        wrong += [] if str(error) else ["no sentence"]
    except Exception as error:  # a traceback on the page
        wrong.append(error_name(error))
    met = shim.failures > 0
    shim.fail(0, 0, lasting=False)
    try:
        wrong += [f"{file} is lost" for file in inspection.lost(there)] + inspection.torn() + inspection.orphans()
        NEXT.save()
        wrong += [f"{file} is lost" for file in inspection.lost([*there, NEXT])]
    except StoreError as error:
        wrong.append(f"not usable afterwards: {error.key}")
    return met, wrong


def _open() -> list[File]:
    """A store with a file, open."""
    BEFORE.save()
    return [BEFORE]


def _closed() -> list[File]:
    """A store with a file, which somebody has to open again."""
    BEFORE.save()
    places.forget()
    return [BEFORE]


def _none() -> list[File]:
    """No store at all."""
    return []


if __name__ == "__main__":
    main()
