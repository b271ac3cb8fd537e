"""Cells that are started anew for every file: where a process can't safely divide itself (Windows, macOS)."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from typing import IO

from shiensys.intake.cage import ending, environment, workspace
from shiensys.intake.cage.ending import Ending
from shiensys.intake.cage.line import TICK, NoCageError
from shiensys.intake.cage.wire import CHUNK

_MODULE = "shiensys.intake.cage.cell"
_PATIENCE = 20.0  # seconds in which a killed process is gone, on a slow machine too
_WAITING = 4  # chunks that may wait to be read or written


class SpawnedLine:
    """A line to a process of its own (see ``line.Line``). Pipes can't be waited for everywhere, so threads do."""

    def __init__(self, jobs: Mapping[str, str]) -> None:
        self._left = ExitStack()
        self._inward: queue.Queue[bytes | None] = queue.Queue(_WAITING)
        self._outward: queue.Queue[bytes] = queue.Queue(_WAITING)
        self._ending: Ending | None = None
        self._words = _last_words(self._left)
        folder = self._left.enter_context(workspace.home())
        try:
            self._process = _started(folder, jobs, self._words.fileno())
        except OSError:
            self._left.close()
            raise NoCageError from None
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._feed, self._hear)]
        for thread in self._threads:
            thread.start()

    def write(self, data: memoryview) -> int:
        """Send; gives how many bytes went."""
        if self._process.poll() is not None:
            raise BrokenPipeError
        piece = bytes(data[:CHUNK])
        try:
            self._inward.put(piece, timeout=TICK)
        except queue.Full:
            return 0
        return len(piece)

    def read(self) -> bytes | None:
        """Give what came."""
        try:
            return self._outward.get(timeout=TICK)
        except queue.Empty:
            return None

    def leave(self) -> None:
        """Clean up after one that has answered."""
        self.finish()

    def finish(self) -> Ending:
        """Kill it and say how it ended."""
        if self._ending is None:
            self._ending = self._finished()
        return self._ending

    def _finished(self) -> Ending:
        """End the process, its threads and its folder."""
        try:
            status = self._process.wait(0.1)  # it may just be ending by itself
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        while any(thread.is_alive() for thread in self._threads):
            _emptied(self._inward)
            self._inward.put(None)
            _emptied(self._outward)
            self._threads[1].join(0.05)
            self._threads[0].join(0.05)
        self._process.stdout.close()  # type: ignore[union-attr]
        self._words.seek(0)
        ended = ending.of_status(status, 0.0, self._words.read(ending.LONGEST_WORDS))
        self._left.close()
        return ended

    def _feed(self) -> None:
        """Write what is to go in until there is no more."""
        sink = self._process.stdin
        assert sink is not None
        try:
            while (piece := self._inward.get()) is not None:
                sink.write(piece)
                sink.flush()
        except OSError:
            pass  # it ended; whoever reads hears so
        finally:
            with suppress(OSError):
                sink.close()

    def _hear(self) -> None:
        """Read what comes until the end."""
        source = self._process.stdout
        assert source is not None
        while piece := os.read(source.fileno(), CHUNK):
            self._outward.put(piece)
        self._outward.put(b"")


def _last_words(left: ExitStack) -> IO[bytes]:
    """Give an open file without a name, for what a process writes at last."""
    return left.enter_context(tempfile.TemporaryFile())


def _started(folder: os.PathLike[str], jobs: Mapping[str, str], words: int) -> subprocess.Popen[bytes]:
    """Start a process that is a cell."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", _MODULE, os.fspath(folder), *(f"{name}={at}" for name, at in jobs.items())],
        env=environment.inside(),
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=words,
    )


def _emptied(waiting: queue.Queue[bytes | None] | queue.Queue[bytes]) -> None:
    """Throw away what waits, so that whoever wants to put something in can."""
    while True:
        try:
            waiting.get_nowait()
        except queue.Empty:
            return


class Spawning:
    """Makes such lines."""

    def __init__(self, jobs: Mapping[str, str]) -> None:
        self._jobs = jobs

    def line(self) -> SpawnedLine:
        """Give a line to a new process; raises NoCageError."""
        return SpawnedLine(self._jobs)

    def start(self) -> None:
        """Nothing can be got ready."""

    def stop(self) -> None:
        """Nothing is kept."""
