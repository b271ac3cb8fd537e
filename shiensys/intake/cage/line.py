"""A line to a cell, whichever way the cell was made."""

from __future__ import annotations

from typing import Protocol

from shiensys.intake.cage.ending import Ending

TICK = 0.25  # seconds after which a line that waits comes back, so that its user can be asked


class NoCageError(OSError):
    """No cell can be made here."""


class Line(Protocol):
    """What goes in and comes out, a little at a time."""

    def write(self, data: memoryview) -> int:
        """Send what goes in; gives how many bytes went within a tick. Raises OSError where nobody listens."""

    def read(self) -> bytes | None:
        """Give what came out: None where nothing came within a tick, nothing at the end."""

    def leave(self) -> None:
        """Let a cell go that has answered: it ends by itself, and may still be cleaned up after."""

    def finish(self) -> Ending:
        """Kill the cell if it still lives, and say how it ended. Nothing of it is left afterwards."""
