"""A Streamlit script served by a process of its own, and the CPU time that the process takes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from bench.ports import free_port

ROOT = Path(__file__).parents[1]
APP = ROOT / "app.py"
PEERS = Path(__file__).parent / "peers"
_START_SECONDS, _STOP_SECONDS = 180, 15
_USER, _CHILDREN_SYSTEM = 11, 15  # utime … cstime after the name, proc(5)


@dataclass(frozen=True)
class Server:
    """A running server: the process's id and its port on 127.0.0.1."""

    pid: int
    port: int

    @property
    def cpu(self) -> float:
        """CPU seconds of the process, its threads and its ended children so far, to a hundredth."""
        after_name = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return sum(int(ticks) for ticks in after_name[_USER:_CHILDREN_SYSTEM]) / os.sysconf("SC_CLK_TCK")


@contextmanager
def demonstration() -> Iterator[dict[str, str]]:
    """Load the demonstration cities into a store of their own; gives the setting that names it."""
    with tempfile.TemporaryDirectory() as folder:
        setting = {"SHIENSYS_DATABASE_URL": f"sqlite:///{folder}/demonstration.sqlite3"}
        command = [sys.executable, "-m", "shiensys", "demo"]
        subprocess.run(command, cwd=ROOT, env=os.environ | setting, check=True, capture_output=True)
        yield setting


@contextmanager
def served(script: Path, **environment: str) -> Iterator[Server]:
    """Serve a script under the app's own settings until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(process, port)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:  # a visitor's run may hold it up
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the server answers; raises RuntimeError when it ended or takes too long."""
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start on port {port}")
