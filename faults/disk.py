"""A disk as its power cut leaves it, put together from a log of what was written and what was synced."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Image = dict[str, bytes]  # content by name
CREATED, WRITTEN, CUT, SYNCED, REMOVED, RENAMED, MARKED = "owtsurm"
SECTOR = 512  # bytes that a disk writes whole or not at all
_HEAD = struct.Struct("<cQIQ")


@dataclass(frozen=True)
class Operation:
    """One line of the log. ``offset``: where it is written, what a file is cut to, or the number of a mark."""

    kind: str
    offset: int
    name: str
    content: bytes


def read(log: Path) -> list[Operation]:
    """Read the log of the go-between."""
    content, place, found = log.read_bytes(), 0, []
    while place < len(content):
        kind, offset, named, length = _HEAD.unpack_from(content, place)
        text, place = place + _HEAD.size, place + _HEAD.size + named + length
        name = content[text : text + named].decode()
        found.append(Operation(kind.decode(), offset, name, content[text + named : place]))
    return found


@dataclass
class _File:
    """``safe``: what is on the disk for good; ``waiting``: what was done since the last sync."""

    safe: bytearray = field(default_factory=bytearray)
    waiting: list[Operation] = field(default_factory=list)
    there: bool = False  # its name is on the disk for good


class Disk:
    """Files with what is safe of them. A synced file's name is safe too, as Linux's file systems have it."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}

    def do(self, operation: Operation) -> None:
        """Take one operation."""
        if operation.kind == MARKED:
            return
        file = self._files.setdefault(operation.name, _File())
        if operation.kind == RENAMED:
            self._files[operation.content.decode()] = self._files.pop(operation.name)
        elif operation.kind == REMOVED:
            del self._files[operation.name]  # as a journal has it: in order with the syncs
        elif operation.kind == SYNCED:
            for one in file.waiting:
                _apply(file.safe, one)
            file.waiting, file.there = [], True
        else:
            file.waiting.append(operation)

    def image(self, survives: Survives, chance: random.Random) -> Image:
        """Give the files as a power cut at this moment leaves them."""
        found = {}
        for name, file in self._files.items():
            content, there = bytearray(file.safe), file.there
            for operation in file.waiting:
                for part in survives(operation, chance):
                    _apply(content, part)
                    there = True
            if there and not name.endswith("-shm"):  # memory that only looks like a file
                found[name] = bytes(content)
        return found


def _apply(content: bytearray, operation: Operation) -> None:
    """Do one operation to a file."""
    if operation.kind == CUT:
        del content[operation.offset :]
        content.extend(bytes(operation.offset - len(content)))
    elif operation.kind == WRITTEN:
        content.extend(bytes(max(0, operation.offset - len(content))))
        content[operation.offset : operation.offset + len(operation.content)] = operation.content


def _none(_operation: Operation, _chance: random.Random) -> list[Operation]:
    """Nothing that wasn't synced."""
    return []


def _some(operation: Operation, chance: random.Random) -> list[Operation]:
    """Some of what wasn't synced, in whatever order the disk found good."""
    return [operation] if chance.random() < 0.5 else []


def _torn(operation: Operation, chance: random.Random) -> list[Operation]:
    """Some sectors of what wasn't synced."""
    starts = range(0, len(operation.content), SECTOR)
    parts = [(start, operation.content[start : start + SECTOR]) for start in starts if chance.random() < 0.7]
    return [Operation(WRITTEN, operation.offset + start, operation.name, part) for start, part in parts]


def _all(operation: Operation, _chance: random.Random) -> list[Operation]:
    """All of it, as after a kill."""
    return [operation]


Survives = Callable[[Operation, random.Random], list[Operation]]
WAYS: tuple[Survives, ...] = (_none, _some, _torn, _all)
