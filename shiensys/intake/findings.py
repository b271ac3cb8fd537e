"""What is found in a file: one sentence each, with the place it was found in and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import islice
from typing import NoReturn

from shiensys.errors import ShiensysError
from shiensys.intake.look import Look
from shiensys.text import say

MOST_ROWS = 10_000  # rows that one finding remembers: more coloured cells help nobody


class Severity(IntEnum):
    """How much a finding weighs."""

    NOTED = 0  # said, nothing to decide
    MENDED = 1  # changed on reading: stored only when somebody accepts it
    REFUSED = 2  # nothing is stored


@dataclass(frozen=True)
class Where:
    """A place in a file. ``sheet``: or layer; ``row``: as a spreadsheet counts, from 1; ``column``: its heading."""

    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        parts = [
            self.file,
            say("intake.where.sheet", sheet=self.sheet) if self.sheet else "",
            say("intake.where.row", row=self.row) if self.row is not None else "",
            say("intake.where.column", column=self.column) if self.column else "",
        ]
        return say("intake.where.joint").join(part for part in parts if part)


@dataclass(frozen=True)
class Finding:
    """One thing found. ``code`` is stable and names its sentence: ``intake.finding.<code>`` of the catalogue.

    ``values`` fill the sentence; they never hold the contents of personal data cells. ``rows``: all rows that it is
    about, the first MOST_ROWS of them; blank where ``where`` says all.
    """

    code: str
    severity: Severity
    where: Where
    values: dict[str, object] = field(default_factory=dict)
    rows: tuple[int, ...] = ()

    def about(self, rows: Iterable[object]) -> Finding:
        """Give the finding with all rows that it is about, as a spreadsheet counts them.

        >>> noted("footnotes", Where("a.csv"), n=2).about([7, 8]).rows
        (7, 8)
        """
        return replace(self, rows=tuple(int(str(row)) for row in islice(rows, MOST_ROWS)))

    def __str__(self) -> str:
        return say("intake.line", where=str(self.where), what=say(f"intake.finding.{self.code}", **self.values))


class RefusedError(ShiensysError, ValueError):
    """The file can't be taken as it is: nothing is stored. ``findings`` say why, worst first.

    ``look``: what the file was taken for, where it came so far.
    """

    def __init__(self, findings: Iterable[Finding], look: Look | None = None) -> None:
        self.findings = tuple(sorted(findings, key=lambda finding: -finding.severity))
        self.look = look
        super().__init__("intake.refused")

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


def refuse(code: str, where: Where, **values: object) -> NoReturn:
    """Refuse the file for one reason."""
    raise RefusedError([Finding(code, Severity.REFUSED, where, values)])


def mended(code: str, where: Where, **values: object) -> Finding:
    """Say what was changed on reading."""
    return Finding(code, Severity.MENDED, where, values)


def noted(code: str, where: Where, **values: object) -> Finding:
    """Say what is worth knowing."""
    return Finding(code, Severity.NOTED, where, values)
