"""The go-between of ``shim.c``: made by the system's compiler, spoken to from inside a program under it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

SOURCE = Path(__file__).with_suffix(".c")
_ROOT = SOURCE.parents[1]


class NoCompilerError(RuntimeError):
    """There is no C compiler, or this system knows no LD_PRELOAD: faults of the disk can't be tried."""


@cache
def library() -> Path:
    """Compile the go-between; gives its file. Raises NoCompilerError."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        raise NoCompilerError("a C compiler on Linux is needed")
    made = Path(mkdtemp(prefix="shiensys-shim-")) / "shim.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", str(made), str(SOURCE), "-ldl", "-lpthread"], check=True)
    return made


def run_under(module: str, arguments: Iterable[str]) -> str:
    """Run a module of ours with the go-between before its files; gives what it prints."""
    return run(["-m", module, *arguments])


def run(arguments: Iterable[str]) -> str:
    """Run Python with the go-between before its files; gives what it prints."""
    environment = os.environ | {"LD_PRELOAD": str(library())}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


class Shim:
    """The go-between as seen from inside a program that runs under it."""

    def __init__(self, folder: Path, log: Path | None = None) -> None:
        """Let files under a folder count, and write down what becomes of them."""
        self._calls = ctypes.CDLL(None)
        self._calls.shim_left.restype = ctypes.c_long
        self._calls.shim_lowest.restype = ctypes.c_long
        self._calls.shim_operations.restype = ctypes.c_long
        self._calls.shim_failures.restype = ctypes.c_long
        self._calls.shim_watch(os.fsencode(folder), os.fsencode(log) if log else None)

    def mark(self, number: int) -> None:
        """Write a mark among the operations: what was acknowledged by now."""
        self._calls.shim_mark(ctypes.c_uint64(number))

    def fail(self, after: int, error: int, *, lasting: bool) -> None:
        """Let an operation end with an error: the ``after``-th from now, and all later ones if it lasts; 0: none."""
        self._calls.shim_fail(ctypes.c_long(after), int(lasting), error)

    def kill(self, after: int) -> None:
        """End the process at the ``after``-th operation from now; 0: never."""
        self._calls.shim_kill(ctypes.c_long(after))

    def leave(self, free: int) -> None:
        """Leave so many bytes free; -1: no limit."""
        self._calls.shim_budget(ctypes.c_long(free))

    @property
    def left(self) -> int:
        """How many bytes are still free."""
        return int(self._calls.shim_left())

    @property
    def lowest(self) -> int:
        """How few bytes were free at any moment since some were left."""
        return int(self._calls.shim_lowest())

    @property
    def operations(self) -> int:
        """How many operations there were."""
        return int(self._calls.shim_operations())

    @property
    def failures(self) -> int:
        """How many operations failed since something was last told to go wrong."""
        return int(self._calls.shim_failures())
