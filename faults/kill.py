"""The saving process is killed at every stage of a save: what was said to be saved is there, the rest left nothing."""

from __future__ import annotations

import os
import random
import select
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from faults import inspection, places
from faults.files import File
from faults.row import Row, named
from faults.stages import STAGES, TOLD, Stage, die
from shiensys.store import database

FULL, SHORT = 3_000, 2 * len(STAGES)
EACH = 50  # trials after which the whole store is looked at, and left for a new one
LONGEST = 60.0  # seconds of one save
SEED = 9


class NotReachedError(AssertionError):
    """A stage that no save came to: the trial tried nothing."""


@dataclass
class Tally:
    """What the trials of one database came to. ``wrong``: sentences, one for each thing that must not be."""

    acknowledged: int = 0
    unacknowledged: int = 0
    survived: int = 0  # saved although nobody was told
    stages: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def rows(trials: int) -> Iterator[Row]:
    """Try both databases."""
    for name, place in places.BOTH.items():
        with place() as fresh:
            found = tally(fresh, trials)
        yield Row(
            f"kill -9 of the saving process, {name}",
            trials,
            f"{len(found.wrong)} lost, torn or orphaned{named(found.wrong)} over {len(found.stages)} stages; "
            f"{found.unacknowledged:,} killed before the acknowledgement ({found.survived} of them saved)",
            "0 over ≥ 10 stages, half before it",
            not found.wrong and len(found.stages) >= 10 and 2 * found.unacknowledged >= trials,
        )


def tally(fresh: places.Fresh, trials: int) -> Tally:
    """Kill so many saves, stage by stage; every store is opened for the first time by a save that is killed."""
    found, chance = Tally(), random.Random(SEED)
    for first in range(0, trials, EACH):
        with places.at(fresh()):
            _batch(range(first, min(first + EACH, trials)), found, chance)
    return found


def _batch(numbers: range, found: Tally, chance: random.Random) -> None:
    """Kill the saves of one store one after the other, then look at all of it."""
    told: list[File] = []
    for number in numbers:
        stage = STAGES[number % len(STAGES)]
        file = File(f"{number:05d}", "", number) if number % 3 else File("99999", str(number % 2), number)
        if stage.name.endswith("city written") or "city is" in stage.name:
            file = File(f"{number:05d}", "", number)  # only a city that is new is written
        acknowledged = killed(file, stage, chance)
        found.stages[stage.name] += 1
        found.acknowledged += acknowledged
        found.unacknowledged += not acknowledged
        found.survived += not acknowledged and not inspection.lost([file])
        told += [file] * acknowledged
        found.wrong += inspection.orphans(file.city)
        database.engine(database.url()).dispose()  # the next saving process is forked from this one
    found.wrong += [f"lost: {file}" for file in inspection.lost(told)] + inspection.torn() + inspection.orphans()


def killed(file: File, stage: Stage, chance: random.Random) -> bool:
    """Fork a process that saves a file and is killed at a stage; gives whether it had told its user by then."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _save(file, stage, writing)
    os.close(writing)
    said = _listen(reading, child, stage, chance)
    _, status = os.waitpid(child, 0)
    os.close(reading)
    if os.WTERMSIG(status) != signal.SIGKILL:
        raise NotReachedError(f"{stage.name}: ended with {status}")
    return TOLD in said


def _save(file: File, stage: Stage, writing: int) -> None:
    """In the saving process: save, tell, and die by the stage or at the end."""
    try:
        stage.arm(lambda word: _say(writing, word))
        file.save()
        if stage.told or stage.within is not None:
            _say(writing, TOLD)
            time.sleep(0 if stage.told else LONGEST)
            die()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(3)  # an error, or a stage that never came


def _say(writing: int, word: bytes) -> None:
    """Tell the process that watches."""
    os.write(writing, word)


def _listen(reading: int, child: int, stage: Stage, chance: random.Random) -> bytes:
    """Hear what the saving process says until it is dead, and kill it when its time has come."""
    said, ends = b"", time.monotonic() + LONGEST
    while select.select([reading], [], [], max(0.0, ends - time.monotonic()))[0] and (word := os.read(reading, 1)):
        said += word
        if stage.within is not None and said == word:
            time.sleep(chance.uniform(0, stage.within))
            os.kill(child, signal.SIGKILL)
    return said
