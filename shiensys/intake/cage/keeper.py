"""The keeper: a process that has all readers loaded, and divides itself for every file. It opens none itself.

It is started by ``forking`` with one socket, over which come pairs of sockets: one that its new cell talks over, one
on which the keeper says how the cell ended. When the other side of the latter closes, the cell is killed; when the
first socket closes, all are, and the keeper ends.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from shiensys.intake.cage import cell, ending, jobs, kernel, walls, workspace

_MOST_FDS = 1 << 20


@dataclass(frozen=True)
class _Held:
    """A cell that lives."""

    pid: int
    status: socket.socket
    words: int  # open file that takes what it writes at last
    folder: Path


class Keeper:
    """Keeps the cells of one server."""

    def __init__(self, control: socket.socket, home: Path, known: Mapping[str, str]) -> None:
        self._control, self._home, self._known = control, home, known
        self._readable = walls.readable()
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ, None)
        self._cells: dict[int, _Held] = {}  # by the open file that tells their end
        self._number = 0

    def run(self) -> None:
        """Keep cells until the server is gone."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._control:
                    if not self._welcome():
                        self._end_all()
                        return
                elif isinstance(key.data, int) and key.fd in self._cells:
                    self._bury(key.fd)
                elif isinstance(key.data, _Held):
                    self._let_go(key.data)

    def _welcome(self) -> bool:
        """Make a new cell for the sockets that came; tells whether the server still lives."""
        data, handed, _, _ = socket.recv_fds(self._control, 1, 2)
        if not data:
            return False
        if len(handed) != 2:
            for fd in handed:
                os.close(fd)
            return True
        talk, status = handed
        self._number += 1
        folder = self._home / str(self._number)
        folder.mkdir()
        words = os.memfd_create("words")
        pid = os.fork()
        if pid == 0:
            _become_a_cell(talk, words, folder, self._known, self._readable)
        os.close(talk)
        self._watch(_Held(pid, socket.socket(fileno=status), words, folder))
        return True

    def _watch(self, held: _Held) -> None:
        """Hear when it ends, and when nobody waits for it any more."""
        gone = os.pidfd_open(held.pid)
        self._cells[gone] = held
        self._selector.register(gone, selectors.EVENT_READ, held.pid)
        self._selector.register(held.status, selectors.EVENT_READ, held)

    def _let_go(self, held: _Held) -> None:
        """Kill a cell that nobody waits for."""
        with suppress(ProcessLookupError):
            os.kill(held.pid, signal.SIGKILL)
        self._selector.unregister(held.status)

    def _bury(self, gone: int) -> None:
        """Clean up after a cell and say how it ended."""
        held = self._cells.pop(gone)
        self._selector.unregister(gone)
        os.close(gone)
        _, status, used = os.wait4(held.pid, 0)
        words = os.pread(held.words, ending.LONGEST_WORDS, 0)
        os.close(held.words)
        workspace.remove(held.folder)
        ended = ending.of_status(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, words)
        with suppress(KeyError):
            self._selector.unregister(held.status)
        with suppress(OSError):
            held.status.sendall(json.dumps(asdict(ended)).encode())
        held.status.close()

    def _end_all(self) -> None:
        """Kill all cells and clean up after them."""
        for held in self._cells.values():
            os.kill(held.pid, signal.SIGKILL)
        for gone in [*self._cells]:
            self._bury(gone)


def _become_a_cell(talk: int, words: int, folder: Path, known: Mapping[str, str], readable: tuple[Path, ...]) -> None:
    """Turn this process, just divided, into a cell; never comes back."""
    try:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        os.dup2(words, 2)
        os.closerange(3, talk)
        os.closerange(talk + 1, _MOST_FDS)
        cell.live(talk, talk, folder, known, readable)
    finally:
        os._exit(1)


def main(arguments: list[str]) -> None:
    """Keep cells. ``arguments``: the socket's number, then each job as name=function."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a key pressed in the terminal is for the server, which then goes
    control = socket.socket(fileno=int(arguments[0]))
    known = dict(entry.split("=", 1) for entry in arguments[1:])
    with workspace.home() as home:
        tempfile.tempdir = str(home)
        jobs.made_ready(known, home)
        gc.collect()
        gc.freeze()  # so that cells share these pages
        Keeper(control, home, known).run()


if __name__ == "__main__":
    main(sys.argv[1:])
