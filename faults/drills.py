"""Backups written while others save, and read back elsewhere: the same to the last hash."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from faults import inspection, places
from faults.files import WHO, File
from faults.row import Row, named
from shiensys.store import backup
from shiensys.store.database import reading
from shiensys.store.schema import audit, contents, current, versions

FULL, SHORT = 20, 2
SAVERS = 2  # at work while the backup is written
BEFORE = 10  # files that are there when a drill begins
Held = dict[str, set[tuple[object, ...]]]  # rows by table, of those that say what is stored


@dataclass
class _Saver:
    """Somebody who saves one file after the other. ``saved``: those that were acknowledged."""

    number: int
    saved: list[File] = field(default_factory=list)

    def work(self, ended: threading.Event) -> None:
        """Go on until the backup is written."""
        for turn in itertools.count():
            if ended.is_set():
                return
            file = File(f"{self.number:05d}", str(turn % 3), self.number * 10_000 + turn, size=20_000)
            file.save()
            self.saved.append(file)


def rows(trials: int) -> Iterator[Row]:
    """Drill from each database into itself and into the other, in turns."""
    wrong: list[str] = []
    saved = 0
    with places.sqlite() as files, places.postgresql() as server, TemporaryDirectory() as folder:
        ways = itertools.cycle(itertools.product((files, server), repeat=2))
        for number, (source, target) in zip(range(trials), ways, strict=False):
            found, meanwhile = _drill(source(), target(), Path(folder, f"{number}.backup"))
            wrong += found
            saved += meanwhile
    said = f"{len(wrong)} differences{named(wrong)}; {saved:,} files saved while the backups were written"
    yield Row("backup and restore", trials, said, "hashes equal", not wrong and saved > 0)


def _drill(source: str, target: str, path: Path) -> tuple[list[str], int]:
    """Back up under load, restore elsewhere; gives what differs, and how many files were saved meanwhile."""
    with places.at(source):
        before = [File("22212", "", number) for number in range(BEFORE)]
        for file in before:
            file.save()
        savers = [_Saver(number) for number in range(1, SAVERS + 1)]
        written = _under_load(savers, path)
        there = _held()
    with places.at(target):
        restored = backup.restore(path, who=WHO)
        held = _held()
        wrong = [f"{file} is lost" for file in inspection.lost(before)] + inspection.torn() + inspection.orphans()
    # a backup is one moment: of the versions, which are never changed, the first ones
    first = {row for row in there["versions"] if row in held["versions"]}
    wrong += ["versions differ"] * (first != held["versions"] or len(first) != written.versions)
    wrong += ["tables differ"] * (not held["contents"] <= there["contents"])
    wrong += ["audit differs"] * (len(held["audit"] & there["audit"]) != written.audit_rows)
    wrong += ["counts differ"] * ((restored.versions, restored.audit_rows) != (written.versions, written.audit_rows))
    return wrong, sum(len(saver.saved) for saver in savers)


def _under_load(savers: list[_Saver], path: Path) -> backup.Backup:
    """Write the backup while others save."""
    ended = threading.Event()
    threads = [threading.Thread(target=saver.work, args=(ended,)) for saver in savers]
    for thread in threads:
        thread.start()
    try:
        while not all(saver.saved for saver in savers):
            ended.wait(0.01)
        written = backup.backup(path, who=WHO)
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    return written


def _held() -> Held:
    """Read what is stored: each row by its hashes."""
    queries = {
        "versions": select(versions.c.id, versions.c.source_sha256, versions.c.table_sha256),
        "contents": select(contents.c.version_id, contents.c.content),
        "audit": select(audit.c.id, audit.c.sha256),
        "current": select(current.c.city, current.c.part, current.c.version_id),
    }
    with reading() as connection:
        return {name: {tuple(row) for row in connection.execute(query)} for name, query in queries.items()}
