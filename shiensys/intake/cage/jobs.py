"""What can be done with a file inside the cage: each job by name, and the function that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from shiensys.intake.look import Tell, to_nobody
from shiensys.intake.request import Progress, silent

JOBS: Mapping[str, str] = MappingProxyType(
    {"read": "shiensys.intake.cage.reading:read", "mark": "shiensys.intake.cage.marking:mark"}
)


@dataclass(frozen=True)
class Task:
    """A job inside the cage. ``path``: of the file; ``arguments``: as JSON holds them; ``tables``: Parquet by name."""

    path: Path
    arguments: Mapping[str, object] = field(default_factory=dict)
    tables: Mapping[str, bytes] = field(default_factory=dict)
    progress: Progress = silent
    tell: Tell = to_nobody


@dataclass(frozen=True)
class Result:
    """What came of it. ``values``: as ``letters`` writes them."""

    content: bytes
    values: Mapping[str, object] = field(default_factory=dict)


Job = Callable[[Task], Result]
Warming = Callable[[Path], None]  # in a folder of its own


def found(jobs: Mapping[str, str], name: str) -> Job:
    """Import the function of a job; raises LookupError for a name that isn't among ``jobs``."""
    module, _, function = jobs[name].partition(":")
    job: Job = getattr(import_module(module), function)
    return job


def imported(jobs: Mapping[str, str]) -> tuple[Warming, ...]:
    """Import all jobs; gives what gets those ready that can: their modules have a ``warm``."""
    modules = [import_module(function.partition(":")[0]) for function in jobs.values()]
    return tuple(module.warm for module in modules if hasattr(module, "warm"))
