"""Cells coloured by how much a finding weighs, with its sentence as a comment."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from shiensys.intake.findings import Finding, Severity
from shiensys.text import say

MOST_COMMENTS = 300  # of one finding: a spreadsheet opens thousands of them slowly; the colour tells the rest
FILLS = {
    Severity.REFUSED: PatternFill("solid", fgColor="F2A79B"),
    Severity.MENDED: PatternFill("solid", fgColor="FFE08A"),
    Severity.NOTED: PatternFill("solid", fgColor="CFE2F3"),
}
_SIZE = {"height": 110, "width": 300}


def paint(sheet: Worksheet, finding: Finding, rows: Sequence[int], columns: Sequence[int]) -> None:
    """Colour the cells of a finding; what weighs more stays where two meet. The first cell of each row tells why."""
    fill = FILLS[finding.severity]
    sentence = words(finding)
    heavier = {FILLS[severity].fgColor.rgb for severity in Severity if severity > finding.severity}
    for number, row in enumerate(rows):
        for column in columns:
            cell = sheet.cell(row, column)
            if cell.fill.fgColor.rgb not in heavier:
                cell.fill = fill
        if number < MOST_COMMENTS and columns:
            _comment(sheet.cell(row, columns[0]), sentence)


def words(finding: Finding) -> str:
    """Say how much a finding weighs, and what it is."""
    weight = {
        Severity.REFUSED: "marking.weight.refused",
        Severity.MENDED: "marking.weight.mended",
        Severity.NOTED: "marking.weight.noted",
    }[finding.severity]
    return say("marking.words", weight=say(weight), what=say(f"intake.finding.{finding.code}", **finding.values))


def _comment(cell: Cell, sentence: str) -> None:
    """Put a sentence to what is said at a cell already."""
    before = cell.comment.text if cell.comment else ""
    if sentence not in before:
        cell.comment = Comment("\n".join(filter(None, (before, sentence))), "", **_SIZE)
