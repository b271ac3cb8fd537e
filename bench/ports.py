"""Ports on 127.0.0.1 for servers that are only about to be started."""

from __future__ import annotations

import random
import socket

_FIRST, _END = 15_000, 32_000  # below those that the system hands out to whoever connects
_MOST = 100  # tries


def free_port() -> int:
    """Find a port that nobody uses now, and that hardly anybody will take before a server has started on it."""
    for _ in range(_MOST):
        port = random.SystemRandom().randrange(_FIRST, _END)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no free port")
