"""What a whole process costs: CPU of all its threads, and the most memory that it held.

A process is born with the memory of the one that starts it on its account. So this file, run by itself, is a small one
in between: it starts the process and prints its costs.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

# Arrow's usual pool keeps more of what it has read; polars has a pool of its own
SETTINGS = {"ARROW_DEFAULT_MEMORY_POOL": "jemalloc"}


class Cost(NamedTuple):
    """CPU in seconds (user and system), memory in MB (resident, at its peak)."""

    cpu: float
    memory: float


def cost(script: Path, arguments: Sequence[str]) -> Cost:
    """Run a script to its end; raises CalledProcessError where it fails."""
    between = [sys.executable, "-S", __file__, str(script), *arguments]
    told = subprocess.run(between, env=os.environ | SETTINGS, stdout=subprocess.PIPE, text=True, check=True)
    cpu, memory = told.stdout.split()[-2:]
    return Cost(float(cpu), float(memory))


def _run(command: Sequence[str]) -> int:
    """Run a command, print its costs, give how it ended."""
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(_run([sys.executable, *sys.argv[1:]]))
