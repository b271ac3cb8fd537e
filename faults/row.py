"""One line of the table of trials."""

from __future__ import annotations

from dataclasses import dataclass

HEADINGS = ("fault", "trials", "found", "aim", "")


@dataclass(frozen=True)
class Row:
    """What was tried how often, what was found, and whether that is what was aimed at."""

    fault: str
    trials: int
    found: str
    aim: str
    met: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """What the table shows.

        >>> Row("kill -9", 3000, "0 lost", "0 lost", True).cells
        ('kill -9', '3,000', '0 lost', '0 lost', 'met')
        """
        return self.fault, f"{self.trials:,}", self.found, self.aim, "met" if self.met else "NOT met"


def table(rows: list[Row]) -> str:
    """Write rows under their headings, each column as wide as its widest cell."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
