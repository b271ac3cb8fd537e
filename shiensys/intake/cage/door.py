"""The way into the cage: a file and what is said about it go in, a packed table or findings come out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from shiensys.intake.cage import cage, limits, reading
from shiensys.intake.cage.conversation import sayable
from shiensys.intake.cage.letters import LetterError
from shiensys.intake.findings import Where, refuse
from shiensys.intake.packed import Packed
from shiensys.intake.readers import reader
from shiensys.intake.request import Progress, Request, silent
from shiensys.intake.upload import Upload


def read(kind: str, upload: Upload, request: Request) -> Packed:
    """Read and check a file. ``request.path`` says nothing: the file is ``upload``.

    Raises RefusedError, which carries the look where there was one; UnknownKindError. Whatever ``request.progress``
    raises ends the reading at once.
    """
    reader(kind)
    limits.check_size(kind, upload)
    arguments, tables = reading.asked(kind, request)
    frame, look = cage.own().run("read", upload, arguments, tables, request.progress, request.tell)
    try:
        table = reading.answered(frame.head["done"], frame.body, look)
        sayable(table.findings)
    except LetterError:
        refuse("cage_crashed", Where(upload.name))
    return table


def run(job: str, upload: Upload, arguments: Mapping[str, object], *, progress: Progress = silent) -> bytes:
    """Do another job of ``jobs.JOBS`` with a file, and give what it made of it; raises RefusedError."""
    return cage.own().run(job, upload, arguments, {}, progress)[0].body


def prepare() -> None:
    """Start what the first file would have to wait for; comes back at once. Where it can't, the first file says so."""
    with suppress(OSError):
        cage.own().maker.start()
