"""The first sheet: everything that was found, each with a way to its cell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from shiensys.intake.findings import Finding
from shiensys.intake.marking.paint import FILLS, words
from shiensys.intake.sheets.sheet import FINDINGS_SHEET
from shiensys.tables.formulas import put
from shiensys.text import say

_WIDTHS = (24, 8, 24, 80, 10)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_LINK = Font(color="0B5394", underline="single")


@dataclass(frozen=True)
class Link:
    """Where a finding's first cell is in what is given back."""

    finding: Finding
    sheet: str
    row: int
    column: int


def write(sheet: Worksheet, findings: Collection[Finding], links: Sequence[Link], *, whole: bool) -> None:
    """List the findings, worst first. ``whole``: all rows of the file follow, not those concerned alone."""
    sheet.title = FINDINGS_SHEET
    put(sheet.cell(1, 1), say("marking.about" if whole else "marking.about_large"))
    heads = ("sheet", "row", "column", "what", "link")
    for at, (head, width) in enumerate(zip(heads, _WIDTHS, strict=True), start=1):
        put(sheet.cell(3, at), say(f"marking.head.{head}"))
        sheet.cell(3, at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = width
    ways = {id(link.finding): link for link in links}
    for number, finding in enumerate(sorted(findings, key=lambda each: -each.severity), start=4):
        where = finding.where
        for at, value in enumerate((where.sheet, where.row, where.column, words(finding)), start=1):
            put(sheet.cell(number, at), value)
            sheet.cell(number, at).alignment = _WRAPPED
        sheet.cell(number, 4).fill = FILLS[finding.severity]
        if link := ways.get(id(finding)):
            _lead(sheet, number, link)
    sheet.freeze_panes = "A4"


def _lead(sheet: Worksheet, row: int, link: Link) -> None:
    """Lead to a cell of the same workbook."""
    cell = sheet.cell(row, len(_WIDTHS))
    place = f"{quote_sheetname(link.sheet)}!{get_column_letter(link.column)}{link.row}"
    put(cell, say("marking.open"))
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
    cell.font = _LINK
