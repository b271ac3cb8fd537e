"""What a reader makes of one input, behind the walls of the cage."""

from __future__ import annotations

import datetime as dt
import json
import resource
import shutil
import sys
import time
import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd

from faults.fuzzing import inputs, seeds
from faults.fuzzing.inputs import Input
from shiensys.intake.cage import jobs, letters, limits, reading
from shiensys.intake.findings import Finding, RefusedError
from shiensys.intake.look import Look
from shiensys.intake.request import Request
from shiensys.tables.frames import from_bytes

PACKED, REFUSED, UNCAUGHT, PANIC, DIED = "packed", "refused", "uncaught", "panic", "died"
OPENED_EACH = 10  # a bare parser is asked about every tenth input
TODAY = dt.date(2026, 11, 1)


@dataclass(frozen=True)
class Verdict:
    """What became of an input. ``seconds``: CPU; ``where``: kind and line of an error; ``opened``: None if unasked."""

    number: int
    outcome: str
    seconds: float = 0.0
    where: str = ""
    opened: bool | None = None


def verdict(one: Input, folder: Path) -> Verdict:
    """Read one input in this process, which has raised its walls: the folder is the only place to write in."""
    before = time.process_time()
    try:
        outcome, where = _read(one, folder), ""
    except Exception as error:
        outcome, where = UNCAUGHT, _line(error)
    except BaseException as error:  # a Rust library panics past Exception
        outcome, where = PANIC, _line(error)
    seconds = time.process_time() - before
    asked = inputs.opened(one) if one.number % OPENED_EACH == 0 else None
    return Verdict(one.number, outcome, seconds, where, asked)


def _read(one: Input, folder: Path) -> str:
    """Do the job that the cage does."""
    workplace = folder / "file" / "_"
    shutil.rmtree(workplace, ignore_errors=True)
    workplace.mkdir(parents=True)
    for name, content in inputs.files_of(one.upload).items():
        (workplace / name).write_bytes(content)
    arguments, tables = reading.asked(one.kind, request(one.kind))
    try:
        done = reading.read(jobs.Task(workplace / one.upload.name, arguments, tables, tell=_through))
    except RefusedError as error:
        _through(error.findings)
        str(error)  # its sentences can be said
        return REFUSED
    from_bytes(reading.answered(done.values, done.content, None).content)
    return PACKED


def _through(told: Look | tuple[Finding, ...]) -> None:
    """Pass through the wall of the cage what a reader tells: it has to be readable outside."""
    written = json.loads(json.dumps(letters.written(told)))
    if isinstance(told, Look):
        letters.read(Look, written)
    else:
        letters.read(tuple[Finding, ...], written)


@cache
def request(kind: str) -> Request:
    """Say about a file what a user would have said."""
    ground = None if kind in (seeds.BOUNDARIES, "district-list") else _ground()
    said = {"survey": "R7", "date": dt.date(2026, 1, 31)}
    return Request(Path(), seeds.CITY, TODAY, districts=ground, **said)


@cache
def _ground() -> gpd.GeoDataFrame:
    """Give the demonstration's districts, as the city would hold them."""
    asked = Request(seeds.FOLDER / "districts.geojson", seeds.CITY, TODAY)
    table = jobs.found(jobs.JOBS, "read")(jobs.Task(asked.path, *reading.asked(seeds.BOUNDARIES, asked)))
    found = from_bytes(table.content)
    assert isinstance(found, gpd.GeoDataFrame)
    return found


def _line(error: BaseException) -> str:
    """Name the error's kind and the innermost line of ours."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/shiensys/" in frame.filename] or frames
    return f"{type(error).__name__} at {ours[-1].filename.rpartition('/shiensys/')[2]}:{ours[-1].lineno}"


def one_more() -> None:
    """Allow this process the time that the next input may take."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 1 + limits.CPU_SECONDS, most))


def peak_bytes() -> int:
    """Give the most memory that this process has held."""
    kilobyte = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * kilobyte
