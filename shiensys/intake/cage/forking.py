"""Cells that divide off a keeper: on Linux."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping

from shiensys.intake.cage import environment
from shiensys.intake.cage.ending import Ending
from shiensys.intake.cage.letters import LetterError, read
from shiensys.intake.cage.line import TICK, NoCageError
from shiensys.intake.cage.wire import CHUNK

_PATIENCE = 5.0  # seconds in which a killed cell, or a keeper that nobody needs, is gone
_MODULE = "shiensys.intake.cage.keeper"


class ForkedLine:
    """A line to a cell of a keeper (see ``line.Line``)."""

    def __init__(self, talk: socket.socket, status: socket.socket) -> None:
        self._talk, self._status = talk, status
        self._ending: Ending | None = None
        talk.settimeout(TICK)
        status.settimeout(_PATIENCE)

    def write(self, data: memoryview) -> int:
        """Send; gives how many bytes went."""
        try:
            return self._talk.send(data[:CHUNK])
        except TimeoutError:
            return 0

    def read(self) -> bytes | None:
        """Give what came."""
        try:
            return self._talk.recv(CHUNK)
        except TimeoutError:
            return None
        except ConnectionResetError:
            return b""

    def finish(self) -> Ending:
        """Let the keeper kill it, and hear how it ended."""
        if self._ending is None:
            self._talk.close()
            self._ending = _said(self._status)
            self._status.close()
        return self._ending


def _said(status: socket.socket) -> Ending:
    """Hear from the keeper how a cell ended; unknown where the keeper is gone."""
    try:
        status.shutdown(socket.SHUT_WR)
        return read(Ending, json.loads(status.recv(CHUNK)))
    except (OSError, ValueError, LetterError):
        return Ending(known=False)


class Keeping:
    """The keeper of this process: started when it is first needed, and again when it is gone."""

    def __init__(self, jobs: Mapping[str, str]) -> None:
        self._jobs = jobs
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def line(self) -> ForkedLine:
        """Give a line to a new cell; raises NoCageError."""
        talk, inside = socket.socketpair()
        status, outside = socket.socketpair()
        with inside, outside:
            try:
                self._hand_over(inside, outside)
            except OSError:
                self.stop()
                talk.close()
                status.close()
                raise NoCageError from None
        return ForkedLine(talk, status)

    def start(self) -> None:
        """Start the keeper if none lives; raises NoCageError."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start_anew()

    def stop(self) -> None:
        """End the keeper with all its cells."""
        with self._lock:
            self._close()

    def _hand_over(self, *sockets: socket.socket) -> None:
        """Hand sockets to the keeper, to a new one if the old one is gone."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start_anew()
            try:
                self._send(*sockets)
            except OSError:
                self._start_anew()
                self._send(*sockets)

    def _send(self, *sockets: socket.socket) -> None:
        """Send open sockets."""
        assert self._control is not None
        socket.send_fds(self._control, [b"."], [one.fileno() for one in sockets])

    def _start_anew(self) -> None:
        """Start a keeper."""
        self._close()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = _started(theirs.fileno(), self._jobs)
        atexit.register(self.stop)

    def _close(self) -> None:
        """Close the socket, at which the keeper ends."""
        atexit.unregister(self.stop)
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


def _started(control: int, jobs: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a keeper that hears on an open socket."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", _MODULE, str(control), *(f"{name}={at}" for name, at in jobs.items())],
        env=environment.inside(),
        cwd=os.sep,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[control],
        start_new_session=True,
    )
