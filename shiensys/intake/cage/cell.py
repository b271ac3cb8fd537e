"""Inside the cage: raise the walls, take the file, do the job, say what came of it, and end."""

from __future__ import annotations

import errno
import os
import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from shiensys import text
from shiensys.intake.cage import jobs, letters, walls, wire
from shiensys.intake.findings import RefusedError
from shiensys.intake.look import Look
from shiensys.intake.upload import safe_name

OUT_OF_MEMORY = 77  # how a cell ends that could say so no other way
_BETWEEN_WORDS = 0.05  # seconds: nobody reads faster
_OURS = f"{os.sep}shiensys{os.sep}"


def live(inward: int, outward: int, folder: Path, known: Mapping[str, str], read: tuple[Path, ...]) -> NoReturn:
    """Do one job that is asked for on ``inward``, and end this process.

    ``folder``: its workspace, ``known``: function by job, ``read``: what may be opened beside the workspace.
    """
    ended = 1
    try:
        wire.send(outward, {"missing": walls.raise_all(folder, read)})
        wire.send(outward, *_worked(inward, outward, folder, known))
        ended = 0
    except MemoryError:
        ended = OUT_OF_MEMORY
    except (EOFError, BrokenPipeError):
        pass  # nobody waits any more
    finally:
        os._exit(ended)


def _worked(inward: int, outward: int, folder: Path, known: Mapping[str, str]) -> tuple[dict[str, object], bytes]:
    """Take a task and do it; gives the last frame."""
    try:
        name, task = _task(inward, outward, folder)
        result = jobs.found(known, name)(task)
    except RefusedError as error:
        return {"refused": letters.written(error.findings)}, b""
    except (MemoryError, EOFError, BrokenPipeError):
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EFBIG):  # the workspace is memory, and full
            raise MemoryError from None
        return _failed(error)
    except Exception as error:  # whatever a hostile file makes a library raise; its words may quote the file
        return _failed(error)
    return {"done": dict(result.values)}, result.content


def _task(inward: int, outward: int, folder: Path) -> tuple[str, jobs.Task]:
    """Receive what is asked, then tables and files until all are there."""
    asked, _ = wire.receive_head(inward)
    text.use_language(str(asked["language"]))
    workplace = folder / "file" / (safe_name(str(asked["folder"])) if asked["folder"] else "_")
    workplace.mkdir(parents=True)
    tables: dict[str, bytes] = {}
    while True:
        head, length = wire.receive_head(inward)
        if "table" in head:
            tables[str(head["table"])] = wire.receive_exactly(inward, length)
        elif "file" in head:
            wire.receive_file(inward, length, workplace / safe_name(str(head["file"])))
        else:
            break
    path = workplace / safe_name(str(asked["name"]))
    told = _Told(outward)
    return str(asked["job"]), jobs.Task(path, _mapping(asked["arguments"]), tables, told.progress, told.look)


def _mapping(value: object) -> Mapping[str, object]:
    """Take arguments as JSON holds them: each job reads its own."""
    return value if isinstance(value, dict) else {}


class _Told:
    """What is told on the way."""

    def __init__(self, outward: int) -> None:
        self._outward = outward
        self._last = 0.0

    def progress(self, share: float, what: str) -> None:
        """Tell how far the job is, but not more often than it can be read."""
        now = time.monotonic()
        if now - self._last >= _BETWEEN_WORDS or share >= 1:
            self._last = now
            wire.send(self._outward, {"share": float(share), "what": what})

    def look(self, look: Look) -> None:
        """Tell what the file is taken for."""
        wire.send(self._outward, {"look": letters.written(look)})


def _failed(error: Exception) -> tuple[dict[str, object], bytes]:
    """Say that the reader failed, and where."""
    return {"failed": {"kind": type(error).__name__, "line": _innermost(error)}}, b""


def _innermost(error: BaseException) -> str:
    """Name the line of ours where it happened: a file and a number, no contents."""
    frames = traceback.extract_tb(error.__traceback__, limit=-50)
    ours = [frame for frame in frames if _OURS in frame.filename and "site-packages" not in frame.filename]
    last = (ours or frames)[-1]
    return f"{last.filename.rpartition(_OURS)[2]}:{last.lineno}"


def main(arguments: list[str]) -> NoReturn:
    """Live in a process that was not forked: tasks come on standard input, answers go to standard output.

    ``arguments``: the workspace, then each job as name=function.
    """
    inward, outward = os.dup(0), os.dup(1)
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    known = dict(entry.split("=", 1) for entry in arguments[1:])
    jobs.imported(known)
    live(inward, outward, Path(arguments[0]), known, walls.readable())


if __name__ == "__main__":
    main(sys.argv[1:])
