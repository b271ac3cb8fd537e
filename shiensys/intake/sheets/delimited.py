"""Rows of a delimited text, with the row numbers that a spreadsheet would show.

A quoted cell with line breaks is one row, as in a spreadsheet; blank lines count.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from shiensys.intake.findings import Finding, Where, noted, refuse

DELIMITERS = (",", "\t", ";")
_TOP = 1 << 20  # characters in which the headings must stand
_TEXT = pd.StringDtype("pyarrow", na_value=np.nan)


@dataclass(frozen=True)
class Top:
    """First rows of a delimited text. ``ends``: position in the text after each of them."""

    rows: tuple[tuple[str, ...], ...]
    ends: tuple[int, ...]


def top(text: str, delimiter: str, *, rows: int) -> Top:
    """Read the first rows; fewer where they are very long."""
    lines = io.StringIO(text[:_TOP], newline="")
    reader = csv.reader(iter(lines.readline, ""), delimiter=delimiter)
    read: list[tuple[str, ...]] = []
    ends: list[int] = []
    while len(read) < rows:
        try:
            row = next(reader)
        except (StopIteration, csv.Error):  # the end, or a cell longer than any heading
            break
        read.append(tuple(row))
        ends.append(lines.tell())
    if len(text) > _TOP and len(read) < rows:
        del read[-1:], ends[-1:]  # cut short
    return Top(tuple(read), tuple(ends))


def body(
    text: str, *, delimiter: str, width: int, first_row: int, where: Where
) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """Read rows of ``width`` cells: text, blank cells NaN; the index is the row number from ``first_row``.

    Refuses a row with more cells (``row_too_long``), one with fewer where every other row has a value
    (``row_too_short``), and a quotation mark that is never closed (``unclosed_quote``).
    """
    if text.count('"') % 2 == 0:  # else the quick reader would take the rest of the file for one cell
        try:
            return _quick(text, delimiter, width, first_row), ()
        except pa.ArrowInvalid:
            pass  # some row is longer, shorter or blank: read again to say which
    return _patient(text, delimiter, width, first_row, where)


def _quick(text: str, delimiter: str, width: int, first_row: int) -> pd.DataFrame:
    """Read a clean text; raises ArrowInvalid where a row has another number of cells."""
    names = [str(at) for at in range(width)]
    table = arrow_csv.read_csv(
        io.BytesIO(text.encode("utf-8")),
        read_options=arrow_csv.ReadOptions(column_names=names),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter, newlines_in_values='"' in text, ignore_empty_lines=False
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=True, null_values=[""]
        ),
    )
    columns = {at: pd.array(table.column(at), dtype=_TEXT) for at in range(width)}
    return pd.DataFrame(columns, index=pd.RangeIndex(first_row, first_row + table.num_rows))


def _patient(
    text: str, delimiter: str, width: int, first_row: int, where: Where
) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """Read row by row, and say which one doesn't fit."""
    rows = _rows(text, delimiter, first_row, where)
    for number, row in enumerate(rows, start=first_row):
        if any(row[width:]):
            refuse("row_too_long", _at(where, number), cells=len(row), headings=width)
    full = [row for row in rows if len(row) >= width]
    always = [at for at in range(width) if full and all(row[at] for row in full)]
    short = []
    for number, row in enumerate(rows, start=first_row):
        if sum(map(bool, row)) > 1 and len(row) < width:  # a lone cell is a footnote
            short.append(number)
            if any(at >= len(row) for at in always):
                refuse("row_too_short", _at(where, number), cells=len(row), headings=width)
    columns = {at: [(row[at] or None) if at < len(row) else None for row in rows] for at in range(width)}
    index = pd.RangeIndex(first_row, first_row + len(rows))
    cells = pd.DataFrame({at: pd.Series(column, index=index, dtype=_TEXT) for at, column in columns.items()})
    return cells, (noted("short_rows", _at(where, short[0]), n=len(short)),) if short else ()


def _rows(text: str, delimiter: str, first_row: int, where: Where) -> list[list[str]]:
    """Read all rows strictly."""
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        code = "cell_too_long" if "field limit" in str(error) else "unclosed_quote"
        refuse(code, _at(where, first_row + len(rows)))
    return rows


def _at(where: Where, row: int) -> Where:
    """Give the place of a row in the file."""
    return Where(where.file, where.sheet, row)
