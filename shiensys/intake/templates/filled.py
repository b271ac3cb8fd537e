"""A template that is filled already: what the city holds, in the words in which it can be brought back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd
from openpyxl.worksheet.worksheet import Worksheet

from shiensys.intake.sheets.words import codes, first_words
from shiensys.intake.templates.choices import LISTS
from shiensys.intake.templates.columns import TemplateColumn
from shiensys.tables.categories import categories
from shiensys.tables.formulas import put
from shiensys.tables.resources import SEPARATOR

FIRST_ROW = 2  # below the headings


def fill(sheet: Worksheet, printed: Sequence[TemplateColumn], table: pd.DataFrame) -> None:
    """Write the rows of a table of the kind (columns as its model names them, codes as they are) below the headings."""
    words = {column.column: _words(column) for column in printed}
    for number, row in enumerate(table.to_dict("records"), start=FIRST_ROW):
        for at, column in enumerate(printed, start=1):
            put(sheet.cell(number, at), _cell(row.get(column.column), words[column.column]))


def _cell(value: object, words: Mapping[str, str]) -> object:
    """Write one cell as a spreadsheet holds it: days as days, figures as numbers, codes in words; None for blank."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, bool):
        return words.get(str(int(value)), str(value))
    if isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    if isinstance(value, str):
        return SEPARATOR.join(words.get(part, part) for part in value.split(SEPARATOR)) if words else value
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _words(column: TemplateColumn) -> dict[str, str]:
    """Give the words of a column's codes; none where it holds no codes."""
    if column.choices in ("kind", "kinds"):
        return {one.kind: one.name_ja for one in categories()}
    if column.choices not in LISTS:
        return {}
    known = codes(column.choices)
    return {known[word]: word for word in reversed(first_words(column.choices)) if word in known}
