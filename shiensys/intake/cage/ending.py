"""How a cell ended, and what that says of the file."""

from __future__ import annotations

import signal
from dataclasses import dataclass

from shiensys.intake.cage import limits
from shiensys.intake.cage.cell import OUT_OF_MEMORY

_LAST_WORDS = (b"memory allocation of", b"bad_alloc", b"out of memory", b"Cannot allocate memory")
LONGEST_WORDS = 4096  # bytes


@dataclass(frozen=True)
class Ending:
    """``signal``: that ended it, 0 none; ``code``: it ended by itself with; ``cpu``: seconds that it took.

    ``starved``: its last words were of memory. ``known``: False where nobody is left who could say.
    """

    signal: int = 0
    code: int = 0
    cpu: float = 0.0
    starved: bool = False
    known: bool = True

    @property
    def finding(self) -> str:
        """Name the sentence for it.

        >>> Ending(code=OUT_OF_MEMORY).finding, Ending(signal=6).finding
        ('cage_memory', 'cage_crashed')
        """
        if self.cpu >= limits.CPU_SECONDS or self.signal == _TIME_IS_UP:
            return "cage_time"
        if self.starved or self.code == OUT_OF_MEMORY or self.signal == _KILLED:  # by the kernel: nobody else does
            return "cage_memory"
        return "cage_crashed"


_TIME_IS_UP = getattr(signal, "SIGXCPU", -1)
_KILLED = getattr(signal, "SIGKILL", -1)


def of_status(status: int, cpu: float, words: bytes) -> Ending:
    """Read how a process ended: ``status`` is an exit code, or a signal below zero.

    ``words``: what it wrote at last; looked through for memory, and forgotten, since it may quote the file.
    """
    starved = any(word in words[:LONGEST_WORDS] for word in _LAST_WORDS)
    return Ending(max(-status, 0), max(status, 0), cpu, starved)
