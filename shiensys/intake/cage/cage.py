"""The cage of this process: its cells, of which only so many live at once."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Protocol

from shiensys.intake.cage.conversation import BrokenOffError, Conversation, FailedError, SilentError
from shiensys.intake.cage.forking import Keeping
from shiensys.intake.cage.jobs import JOBS
from shiensys.intake.cage.line import TICK, Line, NoCageError
from shiensys.intake.cage.spawning import Spawning
from shiensys.intake.cage.wire import Frame
from shiensys.intake.findings import Where, refuse
from shiensys.intake.look import Look, Tell, to_nobody
from shiensys.intake.request import Progress, silent
from shiensys.intake.upload import Upload
from shiensys.text import say

MOST_CELLS = (os.cpu_count() or 1) + 1  # at once; one more than can work, so that a small file passes a large one


class Maker(Protocol):
    """What makes lines to new cells."""

    def line(self) -> Line:
        """Give a line to a new cell; raises NoCageError."""

    def start(self) -> None:
        """Get ready, so that the first line comes sooner."""

    def stop(self) -> None:
        """End all cells."""


class Cage:
    """Cells for some jobs. ``maker``: how they are made, else as the system lets."""

    def __init__(self, jobs: Mapping[str, str], maker: Maker | None = None) -> None:
        self.maker: Maker = maker or (Keeping(jobs) if sys.platform == "linux" else Spawning(jobs))
        self._free = threading.BoundedSemaphore(MOST_CELLS)

    def run(
        self,
        job: str,
        upload: Upload,
        arguments: Mapping[str, object],
        tables: Mapping[str, bytes],
        progress: Progress = silent,
        tell: Tell = to_nobody,
    ) -> tuple[Frame, Look | None]:
        """Do a job with a file in a cell of its own; gives its last frame and what the file was taken for.

        Raises RefusedError, with the one sentence for it where the cell died.
        """
        with self._room(progress):
            for last in (False, True):
                talk = Conversation(self._line(upload), progress, tell)
                try:
                    talk.ask(job, upload, arguments, tables)
                    answer = talk.answer()
                    talk.line.leave()
                    return answer, talk.look
                except SilentError:
                    refuse("cage_time", Where(upload.name))
                except FailedError:
                    refuse("cage_crashed", Where(upload.name))
                except BrokenOffError:
                    ended = talk.line.finish()
                    if ended.known:
                        refuse(ended.finding, Where(upload.name))
                    if last:  # the keeper itself was killed, twice: the file may well be good
                        refuse("cage_unavailable", Where(upload.name))
                finally:
                    talk.line.finish()
        raise AssertionError

    def _line(self, upload: Upload) -> Line:
        """Get a cell."""
        try:
            return self.maker.line()
        except NoCageError:
            refuse("cage_unavailable", Where(upload.name))

    @contextmanager
    def _room(self, progress: Progress) -> Iterator[None]:
        """Wait until a cell may be made."""
        while not self._free.acquire(timeout=TICK):
            progress(0.0, say("cage.waiting"))
        try:
            yield
        finally:
            self._free.release()


@lru_cache(maxsize=1)
def own() -> Cage:
    """Give the cage of this process."""
    return Cage(JOBS)
