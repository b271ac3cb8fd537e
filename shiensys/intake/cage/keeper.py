"""The keeper: a process that has all readers loaded, and divides itself for every file. It opens none itself.

It is started by ``forking`` with one socket. Over it comes one end of another for every file: on that the keeper
hands out the line to a cell, and says at last how the cell ended. When its other end closes the cell is killed; when
the first socket closes all are, and the keeper ends. Once there was a moment for it to warm up, one cell is always
ready, so that a file needn't wait for it.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import selectors
import signal
import socket
import stat
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from shiensys.intake.cage import cell, ending, jobs, kernel, walls, workspace

_MOMENT = 0.5  # seconds of idleness in which to warm up: a command that reads one file is done by then


@dataclass
class _Cell:
    """A cell that lives. ``status``: where its end is told; None while it waits for a file."""

    pid: int
    gone: int  # open file that tells when it has ended
    line: socket.socket  # to be handed out
    words: int  # open file that takes what it writes at last
    folder: Path
    status: socket.socket | None = None


class Keeper:
    """Keeps the cells of one server."""

    def __init__(
        self, control: socket.socket, home: Path, known: Mapping[str, str], warming: tuple[jobs.Warming, ...]
    ) -> None:
        self._control, self._home, self._known = control, home, known
        self._warming: tuple[jobs.Warming, ...] | None = warming
        self._readable = walls.readable()
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ, None)
        self._cells: dict[int, _Cell] = {}  # by what tells their end
        self._ready: _Cell | None = None
        self._number = 0

    def run(self) -> None:
        """Keep cells until the server is gone."""
        while True:
            if self._ready is None and self._warming is None:
                self._ready = self._divide()
            found = self._selector.select(self._patience())
            if not found:
                self._warm_up()
            for key, _ in found:
                if key.fileobj is self._control:
                    if not self._welcome():
                        self._end_all()
                        return
                elif isinstance(key.data, int) and key.fd in self._cells:
                    self._bury(self._cells.pop(key.fd))
                elif isinstance(key.data, _Cell):
                    self._let_go(key.data)

    def _patience(self) -> float | None:
        """Give the seconds after which to warm up: soon where many files come, never while one is read."""
        if self._warming is None or self._cells:
            return None
        return _MOMENT if self._number < 2 else 0

    def _warm_up(self) -> None:
        """Get ready; what waits at the first moment, as the command line's one file does, is read before."""
        for warm in self._warming or ():
            warm(self._home)
        self._warming = None
        _freeze()

    def _divide(self) -> _Cell:
        """Make a new cell."""
        self._number += 1
        folder = self._home / str(self._number)
        folder.mkdir()
        words = os.memfd_create("words")
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            _become_a_cell(theirs.fileno(), words, folder, self._known, self._readable)
        theirs.close()
        made = _Cell(pid, os.pidfd_open(pid), ours, words, folder)
        self._cells[made.gone] = made
        self._selector.register(made.gone, selectors.EVENT_READ, pid)
        return made

    def _welcome(self) -> bool:
        """Give a cell to whoever sent a socket; tells whether the server still lives."""
        data, handed, _, _ = socket.recv_fds(self._control, 1, 1)
        for status in handed:
            self._hand_out(socket.socket(fileno=status))
        return bool(data)

    def _hand_out(self, status: socket.socket) -> None:
        """Hand out the line to a cell, and hear when nobody waits for it any more."""
        given, self._ready = self._ready or self._divide(), None
        given.status = status
        self._selector.register(status, selectors.EVENT_READ, given)
        with suppress(OSError), given.line:
            socket.send_fds(status, [b"."], [given.line.fileno()])

    def _let_go(self, given: _Cell) -> None:
        """Kill a cell that nobody waits for."""
        if given.status is None or given.gone not in self._cells:
            return  # it has just ended by itself
        self._selector.unregister(given.status)
        with suppress(ProcessLookupError):
            os.kill(given.pid, signal.SIGKILL)

    def _bury(self, dead: _Cell) -> None:
        """Clean up after a cell and say how it ended."""
        if dead is self._ready:
            self._ready = None
        self._selector.unregister(dead.gone)
        os.close(dead.gone)
        dead.line.close()
        _, status, used = os.wait4(dead.pid, 0)
        words = os.pread(dead.words, ending.LONGEST_WORDS, 0)
        os.close(dead.words)
        workspace.remove(dead.folder)
        ended = ending.of_status(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, words)
        if dead.status is not None:
            with suppress(KeyError, ValueError):
                self._selector.unregister(dead.status)
            with suppress(OSError), dead.status:
                dead.status.sendall(json.dumps(asdict(ended)).encode())

    def _end_all(self) -> None:
        """Kill all cells and clean up after them."""
        for living in self._cells.values():
            os.kill(living.pid, signal.SIGKILL)
        for living in self._cells.values():
            self._bury(living)


def _freeze() -> None:
    """Leave what there is to all cells as shared pages."""
    gc.collect()
    gc.freeze()


def _become_a_cell(talk: int, words: int, folder: Path, known: Mapping[str, str], readable: tuple[Path, ...]) -> None:
    """Turn this process, just divided, into a cell; never comes back."""
    try:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        os.dup2(words, 2)
        _let_go_of_files(talk)
        cell.live(talk, talk, folder, known, readable)
    finally:
        os._exit(1)


def _let_go_of_files(talk: int) -> None:
    """Put nothing in the place of every open file but the line and what libraries read (their tables).

    A number that was closed would be given to the next file that is opened, and whoever still holds it, as the
    library of projections does, would close that one.
    """
    nothing = os.open(os.devnull, os.O_RDWR)
    for fd in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
        if fd not in (0, 1, 2, talk, nothing) and not _is_table(fd):
            os.dup2(nothing, fd)


def _is_table(fd: int) -> bool:
    """Tell a file on disk that is open for reading only; one that isn't open any more counts as such."""
    try:
        return stat.S_ISREG(os.fstat(fd).st_mode) and fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY
    except OSError:
        return True


def main(arguments: list[str]) -> None:
    """Keep cells. ``arguments``: the socket's number, then each job as name=function."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a key pressed in the terminal is for the server, which then goes
    control = socket.socket(fileno=int(arguments[0]))
    known = dict(entry.split("=", 1) for entry in arguments[1:])
    with workspace.home() as home:
        tempfile.tempdir = str(home)
        warming = jobs.imported(known)
        _freeze()
        Keeper(control, home, known, warming).run()


if __name__ == "__main__":
    main(sys.argv[1:])
