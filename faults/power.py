"""The power fails at any moment: what was synced is there, of the rest some, none, or a part of a block.

A program saves files under the go-between, which writes down all that reaches the disk and each acknowledgement. From
that log the disk is put together as it may look at a cut, and the store is opened on it.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from faults import disk, inspection, places
from faults.disk import Image, Operation
from faults.files import File
from faults.row import Row, named
from faults.shim import Shim, run_under
from shiensys.errors import ShiensysError
from shiensys.store import opening

FULL, SHORT = 1_500, 24  # images
SAVES, SIZE = 60, 60_000  # enough for the write-ahead log to be taken over into the database meanwhile
SEED = 3
OFF = "synchronous=OFF"


@dataclass
class Tally:
    """What the images came to: how many acknowledged files were looked for, and what is wrong with which image."""

    images: int = 0
    looked_for: int = 0
    wrong: list[str] = field(default_factory=list)


def rows(trials: int) -> Iterator[Row]:
    """Cut the power with the store as it is, and with one that doesn't wait for the disk: there it must lose."""
    kept = tally(trials)
    yield Row(
        "power cut",
        kept.images,
        f"{len(kept.wrong)} images with losses{named(kept.wrong)}; {kept.looked_for:,} acknowledged files looked for",
        "0",
        not kept.wrong and kept.looked_for > 0,
    )
    careless = tally(max(trials // 10, 8), careless=True)
    said = f"{len(careless.wrong)} images with losses"
    yield Row(f"power cut, {OFF}", careless.images, said, "the trial notices", bool(careless.wrong))


def tally(images: int, *, careless: bool = False) -> Tally:
    """Look at so many images; ``careless``: the store was told not to wait for the disk."""
    found = Tally()
    chance = random.Random(SEED)
    with TemporaryDirectory(prefix="shiensys-power-") as folder:
        run_under("faults.power", [folder, json.dumps(careless)])
        operations = disk.read(Path(folder, "log"))
        cuts = sorted(chance.choices(range(1, len(operations) + 1), k=images))
        for number, (told, image) in enumerate(_at(operations, cuts, chance)):
            _look(Path(folder, f"image{number}"), told, image, found)
    return found


def _at(operations: list[Operation], cuts: list[int], chance: random.Random) -> Iterator[tuple[int, Image]]:
    """Put the disk together at each cut; gives how many saves had been acknowledged by then, and the image."""
    state, done, told = disk.Disk(), 0, 0
    for number, cut in enumerate(cuts):
        for operation in operations[done:cut]:
            state.do(operation)
            told += operation.kind == disk.MARKED
        done = cut
        yield told, state.image(disk.WAYS[number % len(disk.WAYS)], chance)


def _look(folder: Path, told: int, image: Image, found: Tally) -> None:
    """Open the store on an image and look at it as after a kill; the first acknowledgements have to be there."""
    found.images += 1
    found.looked_for += told
    folder.mkdir()
    for name, content in image.items():
        (folder / Path(name).name).write_bytes(content)
    with places.at(f"sqlite:///{folder / 'store.sqlite3'}"):
        try:
            wrong = [f"{file} is lost" for file in inspection.lost(map(_file, range(told)))]
            wrong += inspection.torn() + inspection.orphans()
        except ShiensysError as error:  # a sentence is good for a user, and a loss all the same
            wrong = [type(error).__name__]
    found.wrong += [", ".join(wrong)] * bool(wrong)


def _file(number: int) -> File:
    """Give the file of a save."""
    return File("22212", str(number % 3), number, SIZE)


def main() -> None:
    """Under the go-between: save the files one after the other into a store, and say which are acknowledged."""
    folder, careless = Path(sys.argv[1]), json.loads(sys.argv[2])
    if careless:
        opening.SQLITE = tuple(OFF if "synchronous" in pragma else pragma for pragma in opening.SQLITE)
    shim = Shim(folder / "store", folder / "log")
    with places.at(f"sqlite:///{folder / 'store' / 'store.sqlite3'}"):
        for number in range(SAVES):
            _file(number).save()
            shim.mark(number)


if __name__ == "__main__":
    main()
