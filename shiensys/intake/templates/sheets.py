"""The sheets of a template: one to fill in, one with examples, one that explains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from shiensys.intake.sheets.dates import parse
from shiensys.intake.sheets.sheet import EXAMPLE_SHEET, INPUT_SHEET, NOTES_SHEET
from shiensys.intake.templates.choices import choices, is_open
from shiensys.intake.templates.columns import EXAMPLE_DISTRICTS, TemplateColumn, columns, examples
from shiensys.intake.templates.filled import fill
from shiensys.tables.formulas import put
from shiensys.text import say

ROWS = 20_000  # rows that choices are offered in: more than any list of a city
_SOME_DISTRICTS = ("八万", "加茂", "佐古")  # where the city's own aren't known
_REQUIRED, _OTHER = PatternFill("solid", fgColor="FFD9A0"), PatternFill("solid", fgColor="E6EEF5")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TEXTS = ("respondent", "area_code", "resource_id")  # a spreadsheet would take the zeros off their front
_DAYS = ("date", "assured_date", "since")
_LISTS_FROM = 8  # column of the explaining sheet from which the lists stand
_PROMPT_TITLE, _PROMPT = 32, 255  # characters that a spreadsheet shows


def template(
    kind: str, districts: Sequence[str] = (), *, table: pd.DataFrame | None = None, notes: Sequence[str] = ()
) -> bytes:
    """Make a template (XLSX) for a kind of file; raises NoTemplateError where such files are taken as published.

    ``districts``: names of the city's districts, to choose from; blank where they aren't known. ``table``: rows of the
    kind that it is filled with, none: it is empty; ``notes``: what must be said of them.
    """
    book = Workbook()
    entry, example, explained = (book.create_sheet(name) for name in (INPUT_SHEET, EXAMPLE_SHEET, NOTES_SHEET))
    book.remove(book.worksheets[0])
    printed = columns(kind)
    for sheet in (entry, example):
        _head(sheet, printed)
    names = districts or _SOME_DISTRICTS
    for number, row in enumerate(examples(kind, names[:EXAMPLE_DISTRICTS]), start=2):
        for at, (column, cell) in enumerate(zip(printed, row, strict=True), start=1):
            put(example.cell(number, at), _value(column, cell))
    _explain(explained, kind, printed, notes)
    _offer(entry, explained, printed, districts)
    if table is not None:
        fill(entry, printed, table)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, printed: Sequence[TemplateColumn]) -> None:
    """Write the headings, those that are needed marked by colour and word; they stay in view."""
    for at, column in enumerate(printed, start=1):
        cell, letter = sheet.cell(1, at, column.heading), get_column_letter(at)
        cell.fill = _REQUIRED if column.required else _OTHER
        cell.font = Font(bold=column.required)
        cell.comment = Comment(_note(column), "", height=140, width=280)
        width = sheet.column_dimensions[letter]
        width.width = 4 + 2 * max(len(column.heading), *map(len, column.examples))
        if column.column in _TEXTS:
            width.number_format = "@"
        elif column.column in _DAYS:
            width.number_format = "yyyy-mm-dd"
    sheet.freeze_panes = "A2"


def _note(column: TemplateColumn) -> str:
    """Say what a column is for, whether it must be filled, and how."""
    need = say("templates.required") if column.required else say("templates.optional")
    example = next(filter(None, column.examples), "")
    more = say("templates.example", example=_plain(example)) if example else ""
    return say("templates.note_joint").join(filter(None, (need, column.what, more)))


def _plain(example: str) -> str:
    """Write an example that speaks of districts without saying which."""
    for number, name in enumerate(_SOME_DISTRICTS, start=1):
        example = example.replace(f"<{number}>", name)
    return example


def _value(column: TemplateColumn, cell: str) -> object:
    """Give an example as a spreadsheet holds it: days as days, figures as numbers, codes as text."""
    if column.column in _DAYS and cell:
        day = parse(cell)
        return dt.datetime(day.year, day.month, day.day) if day else cell
    if column.column not in _TEXTS and cell.isdecimal():
        return int(cell)
    return cell or None


def _offer(entry: Worksheet, notes: Worksheet, printed: Sequence[TemplateColumn], districts: Sequence[str]) -> None:
    """Let people choose in a cell what may stand there, and tell them what is meant when they come to it."""
    places: dict[tuple[str, ...], str] = {}
    for at, column in enumerate(printed, start=1):
        offered = choices(column, districts)
        if offered and offered not in places:
            places[offered] = _listed(notes, _LISTS_FROM + len(places), column.heading, offered)
        rule = DataValidation(
            type="list" if offered else None,
            formula1=places.get(offered),
            allow_blank=True,
            showErrorMessage=bool(offered) and not is_open(column),
            error=say("templates.choose"),
            errorTitle=column.heading[:_PROMPT_TITLE],
            showInputMessage=True,
            prompt=_note(column)[:_PROMPT],
            promptTitle=column.heading[:_PROMPT_TITLE],
        )
        letter = get_column_letter(at)
        rule.add(f"{letter}2:{letter}{ROWS}")
        entry.add_data_validation(rule)


def _listed(notes: Worksheet, at: int, heading: str, offered: Sequence[str]) -> str:
    """Write a list into the explaining sheet and give its place: a hidden sheet would look as if it hid something."""
    notes.cell(1, at, say("templates.choices", heading=heading)).font = Font(bold=True)
    for number, word in enumerate(offered, start=2):
        put(notes.cell(number, at), int(word) if word.isdecimal() else word)
    letter = get_column_letter(at)
    notes.column_dimensions[letter].width = 24
    return f"'{notes.title}'!${letter}$2:${letter}${len(offered) + 1}"


def _explain(notes: Worksheet, kind: str, printed: Sequence[TemplateColumn], said: Sequence[str]) -> None:
    """Say how the template is filled in, and column by column what is meant; before it what must be ``said``."""
    lines = [*said, say(f"templates.about.{kind}"), say("templates.how"), say("templates.how_dates")]
    for number, line in enumerate(lines, start=1):
        put(notes.cell(number, 1), line)
    top = len(lines) + 2
    heads = (say("templates.head.column"), say("templates.head.need"), say("templates.head.what"))
    for at, word in enumerate((*heads, say("templates.head.example")), start=1):
        notes.cell(top, at, word).font = Font(bold=True)
    for number, column in enumerate(printed, start=top + 1):
        need = say("templates.required") if column.required else say("templates.optional")
        example = _plain(next(filter(None, column.examples), ""))
        for at, text in enumerate((column.heading, need, column.what, example), start=1):
            notes.cell(number, at, text).alignment = _WRAPPED
        notes.cell(number, 1).fill = _REQUIRED if column.required else _OTHER
    for letter, width in zip("ABCD", (28, 8, 70, 30), strict=True):
        notes.column_dimensions[letter].width = width
