"""What is said over a line: the task in, words on the way, and the answer; all of it within time."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from shiensys.intake.cage import letters, limits, wire
from shiensys.intake.cage.line import Line
from shiensys.intake.findings import Finding, RefusedError
from shiensys.intake.look import Look, Tell, to_nobody
from shiensys.intake.request import Progress, silent
from shiensys.intake.upload import Upload
from shiensys.text import language, say

_LOG = logging.getLogger(__name__)
_MOST_WORDS = 20_000  # frames on the way: a reader sends twenty a second
_NO_NAME = re.compile(r"[^\w./:\\-]")
_warned: set[str] = set()  # walls that are missing are logged once


class SilentError(Exception):
    """Nothing was heard in time."""


class BrokenOffError(Exception):
    """The cell ended before it had answered."""


class FailedError(Exception):
    """The reader failed, or said what no reader says."""


@dataclass
class Conversation:
    """One with one cell. ``progress`` may raise whatever ends it."""

    line: Line
    progress: Progress = silent
    tell: Tell = to_nobody
    look: Look | None = None
    _share: float = 0.0
    _what: str = field(default_factory=lambda: say("cage.opening"))
    _began: float = field(default_factory=time.monotonic)
    _heard: float = field(default_factory=time.monotonic)

    def ask(self, job: str, upload: Upload, arguments: Mapping[str, object], tables: Mapping[str, bytes]) -> None:
        """Send the task; a cell that ends meanwhile is heard of in the answer."""
        try:
            for part in _parts(job, upload, arguments, tables):
                self._send(memoryview(part))
        except OSError:
            return

    def answer(self) -> wire.Frame:
        """Hear the cell out; gives its last frame. Raises RefusedError, SilentError, FailedError, BrokenOffError."""
        frames, count = wire.Frames(), 0
        while (piece := self.line.read()) != b"":
            if piece is None:
                self._wait()
                continue
            self._heard = time.monotonic()
            try:
                for frame in frames.fed(piece):
                    count += 1
                    if count > _MOST_WORDS:
                        raise FailedError
                    if self._is_last(frame):
                        return frame
            except (wire.WireError, letters.LetterError):
                raise FailedError from None
        raise BrokenOffError

    def _is_last(self, frame: wire.Frame) -> bool:
        """Take one frame; raises RefusedError where it holds the findings of one."""
        head = frame.head
        if "share" in head:
            self._share, self._what = letters.read(float, head["share"]), letters.read(str, head["what"])
            self.progress(self._share, self._what)
        elif "look" in head:
            self.look = letters.read(Look, head["look"])
            self.tell(self.look)
        elif "missing" in head:
            _warn_of(letters.read(tuple[str, ...], head["missing"]))
        elif "refused" in head:
            raise RefusedError(sayable(letters.read(tuple[Finding, ...], head["refused"])), self.look)
        elif "failed" in head:
            _log_failure(letters.read(dict[str, str], head["failed"]))
            raise FailedError
        return "done" in head

    def _send(self, data: memoryview) -> None:
        """Send all of something."""
        while data:
            sent = self.line.write(data)
            data = data[sent:]
            if sent:
                self._heard = time.monotonic()
            else:
                self._wait()

    def _wait(self) -> None:
        """Show that it goes on, which may end it; raises SilentError when it took too long."""
        now = time.monotonic()
        if now - self._heard > limits.QUIET_SECONDS or now - self._began > limits.WHOLE_SECONDS:
            raise SilentError
        self.progress(self._share, self._what)


def sayable(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give findings that have a sentence each; raises LetterError where one hasn't: no reader wrote it."""
    found = tuple(findings)
    try:
        for finding in found:
            str(finding)
    except (LookupError, ValueError, TypeError, AttributeError):
        raise letters.LetterError from None
    return found


def _parts(job: str, upload: Upload, arguments: Mapping[str, object], tables: Mapping[str, bytes]) -> Iterator[bytes]:
    """Give all that is sent, piece by piece."""
    asked = {"job": job, "language": language(), "name": upload.name, "folder": upload.folder}
    yield wire.head_bytes({**asked, "arguments": letters.written(arguments)})
    for name, content in tables.items():
        yield wire.head_bytes({"table": name}, len(content))
        yield content
    for name, content in {**upload.beside, upload.name: upload.content}.items():
        yield wire.head_bytes({"file": name}, len(content))
        yield content
    yield wire.head_bytes({"begin": True})


def _log_failure(said: Mapping[str, str]) -> None:
    """Log what a reader stumbled over: the error's kind and our line, never a value."""
    kind, line = (_NO_NAME.sub("", said.get(name, ""))[:100] for name in ("kind", "line"))
    _LOG.error("a reader failed: %s at %s", kind, line)


def _warn_of(missing: tuple[str, ...]) -> None:
    """Log once which walls this system doesn't have."""
    new = {_NO_NAME.sub(" ", name)[:40] for name in missing} - _warned
    if new and len(_warned) < 20:
        _warned.update(new)
        _LOG.warning("uploaded files are read without: %s (see docs/security.md)", ", ".join(sorted(new)))
