"""One line of the table of trials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

MOST_NAMED = 5  # of what is wrong: enough to understand a failure from the table alone
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


def named(wrong: Iterable[object]) -> str:
    """Name what is wrong after its number, each kind once with how often; blank where nothing is.

    >>> named(["StoreError store.busy", "StoreError store.busy", "EOFError"])
    ' (2 × StoreError store.busy, EOFError)'
    >>> named([])
    ''
    """
    kinds = Counter(map(str, wrong)).most_common()
    said = [f"{often} × {what}" if often > 1 else what for what, often in kinds[:MOST_NAMED]]
    return f" ({', '.join(said + ['…'] * (len(kinds) > MOST_NAMED))})" if said else ""


def error_name(error: BaseException) -> str:
    """Name an error, and which sentence it has.

    >>> from shiensys.store.trouble import BUSY, StoreError
    >>> error_name(StoreError(BUSY)), error_name(EOFError())
    ('StoreError store.busy', 'EOFError')
    """
    return " ".join(filter(None, (type(error).__name__, getattr(error, "key", ""))))


def table(rows: list[Row]) -> str:
    """Write rows under their headings, each column as wide as its widest cell."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
