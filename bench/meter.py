"""What goes over the wire: a go-between that hands every byte on and counts those that come from the server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer

_PIECE = 65_536  # bytes


class Meter(ThreadingTCPServer):
    """A go-between on a free port of 127.0.0.1. ``received``: bytes from the server so far, headers included."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, behind: int) -> None:
        super().__init__(("127.0.0.1", 0), _Pair)
        self.behind = behind
        self.port = int(self.server_address[1])
        self.received = 0
        self._lock = threading.Lock()

    def count(self, size: int) -> None:
        """Add bytes that came from the server."""
        with self._lock:
            self.received += size


class _Pair(BaseRequestHandler):
    """One connection of a browser, and its own to the server."""

    server: Meter

    def handle(self) -> None:
        """Hand on both ways until both have ended."""
        with socket.create_connection(("127.0.0.1", self.server.behind)) as server:
            asking = threading.Thread(target=_hand_on, args=(self.request, server, None), daemon=True)
            asking.start()
            _hand_on(server, self.request, self.server)
            asking.join()


def _hand_on(source: socket.socket, target: socket.socket, meter: Meter | None) -> None:
    """Hand on what comes from one side until it ends."""
    with suppress(OSError):  # the other side has hung up
        while piece := source.recv(_PIECE):
            if meter:
                meter.count(len(piece))
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def metered(port: int) -> Iterator[Meter]:
    """Stand between a browser and the server on a port until the block ends."""
    with Meter(port) as meter:
        threading.Thread(target=meter.serve_forever, daemon=True).start()
        yield meter
        meter.shutdown()
