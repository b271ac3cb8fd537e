"""Many inputs at once: each lane is a process that forks a caged one for every few hundred inputs."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import NoReturn

from faults.fuzzing import inputs, judging, seeds
from faults.fuzzing.judging import DIED, Verdict
from shiensys.intake.cage import limits, walls

BATCH = 250  # inputs of one caged process
_BATCH_SECONDS = 3_600  # CPU of a caged process at the most; each of its inputs has the cage's own limit
_BEGUN, _PEAK = "begun", "peak"


def judged(numbers: range, lanes: int) -> tuple[list[Verdict], int]:
    """Judge inputs in so many lanes at once; gives their verdicts, and the most memory that a process held, bytes."""
    _warm()
    batches = [range(first, min(first + BATCH, numbers.stop)) for first in range(numbers.start, numbers.stop, BATCH)]
    pipes = [_lane(batches[lane::lanes]) for lane in range(lanes)]
    found: list[Verdict] = []
    peak = 0
    for child, reading in pipes:
        with os.fdopen(reading, encoding="utf-8") as lines:
            for line in lines:
                entry = json.loads(line)
                if entry[0] == _PEAK:
                    peak = max(peak, entry[1])
                else:
                    found.append(Verdict(*entry))
        os.waitpid(child, 0)
    return sorted(found, key=lambda verdict: verdict.number), peak


def _warm() -> None:
    """Import and make once what every forked process would else make again."""
    seeds.document(), seeds.shapefile()
    for table in seeds.tables():
        judging.request(table.kind)
    judging.request(seeds.BOUNDARIES)


def _lane(batches: list[range]) -> tuple[int, int]:
    """Fork a lane; gives its id and where its lines come out."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        os.close(reading)
        with tempfile.TemporaryFile("w+", encoding="utf-8") as kept, os.fdopen(writing, "w", encoding="utf-8") as out:
            for batch in batches:  # kept until the end: nobody reads this lane while another is read
                kept.writelines(json.dumps(line) + "\n" for line in _batch(batch))
            kept.seek(0)
            out.writelines(kept)
    finally:
        os._exit(0)


def _batch(batch: range) -> Iterator[tuple[object, ...]]:
    """Judge a batch; a caged process that dies takes one input with it, and another goes on behind that."""
    numbers = batch
    while numbers:
        begun = numbers.start
        lines, status = _caged(numbers)
        for line in lines:
            if line[0] == _BEGUN:
                begun = int(str(line[1]))
            else:
                yield line
        if os.waitstatus_to_exitcode(status) == 0:
            return
        yield astuple(Verdict(begun, DIED, where=str(os.waitstatus_to_exitcode(status))))
        numbers = range(begun + 1, batch.stop)


def _caged(numbers: range) -> tuple[list[list[object]], int]:
    """Fork a process, raise the cage's walls around it, and let it judge; gives its lines and how it ended."""
    reading, writing = os.pipe()
    with tempfile.TemporaryDirectory(prefix="shiensys-fuzz-") as folder:
        child = os.fork()
        if child == 0:
            _judge(numbers, Path(folder), writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as lines:
            found = [json.loads(line) for line in lines]
        _, status = os.waitpid(child, 0)
    return found, status


def _judge(numbers: range, folder: Path, writing: int) -> NoReturn:
    """In the caged process: judge one input after the other, and say so line by line."""
    ended = 1
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        alone = limits.CPU_SECONDS
        limits.CPU_SECONDS = _BATCH_SECONDS  # type: ignore[misc]
        walls.raise_all(folder, walls.readable())
        limits.CPU_SECONDS = alone  # type: ignore[misc]
        for number in numbers:
            _tell(writing, _BEGUN, number)
            judging.one_more()
            _tell(writing, *astuple(judging.verdict(inputs.made(number), folder)))
        _tell(writing, _PEAK, judging.peak_bytes())
        ended = 0
    finally:
        os._exit(ended)


def _tell(writing: int, *line: object) -> None:
    """Write a line at once."""
    os.write(writing, (json.dumps(line) + "\n").encode())
