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

_PATIENCE = 20.0  # seconds in which a killed cell, or a keeper that nobody needs, is gone, on a slow machine too
_MODULE = "shiensys.intake.cage.keeper"


class ForkedLine:
    """A line to a cell of a keeper (see ``line.Line``). ``status``: over it the keeper hands the line itself out."""

    def __init__(self, status: socket.socket) -> None:
        self._status = status
        self._talk: socket.socket | None = None
        self._ending: Ending | None = None
        status.settimeout(TICK)

    def write(self, data: memoryview) -> int:
        """Send; gives how many bytes went."""
        try:
            return self._connected().send(data[:CHUNK])
        except TimeoutError:
            return 0

    def read(self) -> bytes | None:
        """Give what came."""
        try:
            return self._connected().recv(CHUNK)
        except TimeoutError:
            return None
        except OSError:
            return b""

    def leave(self) -> None:
        """Let the keeper clean up after one that has answered, without waiting for it."""
        if self._ending is None:
            self._ending = Ending()
            self._close()

    def finish(self) -> Ending:
        """Let the keeper kill it, and hear how it ended."""
        if self._ending is None:
            if self._talk is None:
                self._ending = Ending(known=False)
            else:
                self._ending = _said(self._status)
            self._close()
        return self._ending

    def _connected(self) -> socket.socket:
        """Give the line; raises TimeoutError while the keeper isn't ready, another OSError where it is gone."""
        if self._talk is None:
            _, handed, _, _ = socket.recv_fds(self._status, 1, 1)
            if not handed:
                raise BrokenPipeError
            self._talk = socket.socket(fileno=handed[0])
            self._talk.settimeout(TICK)
        return self._talk

    def _close(self) -> None:
        """Close all."""
        self._status.close()
        if self._talk is not None:
            self._talk.close()


def _said(status: socket.socket) -> Ending:
    """Hear from the keeper how a cell ended; unknown where the keeper is gone."""
    try:
        status.settimeout(_PATIENCE)
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
        status, outside = socket.socketpair()
        with outside:
            try:
                self._hand_over(outside)
            except OSError:
                status.close()
                self.stop()
                raise NoCageError from None
        return ForkedLine(status)

    def start(self) -> None:
        """Start the keeper if none lives; raises OSError where no process can be started."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start_anew()

    def stop(self) -> None:
        """End the keeper with all its cells."""
        with self._lock:
            self._close()

    def _hand_over(self, end: socket.socket) -> None:
        """Hand a socket to the keeper, to a new one if the old one is gone."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start_anew()
            try:
                self._send(end)
            except OSError:
                self._start_anew()
                self._send(end)

    def _send(self, end: socket.socket) -> None:
        """Send an open socket."""
        assert self._control is not None
        socket.send_fds(self._control, [b"."], [end.fileno()])

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
