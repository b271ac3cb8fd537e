"""An answer's table as people read it and as files carry it: the same numbers, with words where a cell is blank."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from shiensys.answers.answer import Answer, Column, Evidence
from shiensys.show import labels
from shiensys.tables import formulas
from shiensys.text import date, half_up, number, persons, say, share

_FORMATS = {"persons": "#,##0", "number": "#,##0", "share": "0.0%", "date": "yyyy-mm-dd"}  # of a workbook's cells
_OF_SURVEY = ("answered", "direct", "share", "weighted", "adjusted", "response", "before", "city")  # shares and sizes
_WIDEST = 60  # characters that a column of a workbook shows without being widened


def readable(answer: Answer) -> pd.DataFrame:
    """Write the table as text with headings in words: the columns that the answer has for reading."""
    return written(answer, answer.reading or answer.columns)


def written(answer: Answer, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Write some columns of the table as text; a blank cell says that it is protected or that it can't be said."""
    rows = labels.rows(answer.table)
    return pd.DataFrame(
        {column.heading: [_written(row, column) for row in rows] for column in columns}, index=answer.table.index
    )


def csv_bytes(answer: Answer) -> bytes:
    """Write the table as CSV for spreadsheets: UTF-8 with BOM, figures bare, source and caveats in the last columns.

    Text that a spreadsheet would take for a formula is kept from it as ``tables.formulas`` says.
    """
    return formulas.csv_bytes(_filed(answer), above=answer.warning)


def xlsx_bytes(answer: Answer) -> bytes:
    """Write the table as a workbook: figures and days as such, text as text; sources and notes on a second sheet too.

    Text that begins as a formula is escaped here as well, so that it stays text when the sheet is saved as CSV.
    """
    book = Workbook()
    sheet, about = book.worksheets[0], book.create_sheet(say("show.xlsx.about"))
    sheet.title = say("show.xlsx.table")
    table = _filed(answer)
    top = 2 if answer.warning else 1  # row of the headings
    if answer.warning:
        formulas.put(sheet.cell(1, 1), answer.warning)
    for at, (heading, cells) in enumerate(table.items(), start=1):
        style = answer.columns[at - 1].style if at <= len(answer.columns) else "text"
        formulas.put(sheet.cell(top, at), str(heading))
        sheet.cell(top, at).font = Font(bold=True)
        for row, value in enumerate(cells, start=top + 1):
            cell = sheet.cell(row, at)
            formulas.put(cell, _day(value) if style == "date" else value)
            cell.number_format = _FORMATS.get(style, "General")
        longest = max(len(str(text)) for text in (heading, *cells[:100]))
        sheet.column_dimensions[get_column_letter(at)].width = min(4 + 2 * longest, _WIDEST)
    sheet.freeze_panes = f"B{top + 1}"
    for row, line in enumerate(_about(answer), start=1):
        formulas.put(about.cell(row, 1), line)
    about.column_dimensions["A"].width = 2 * _WIDEST
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _filed(answer: Answer) -> pd.DataFrame:
    """Give the table as files carry it: figures bare, blank cells in words, source and caveats in every row."""
    rows = labels.rows(answer.table)
    table = pd.DataFrame(
        {column.heading: [_bare(row, column) for row in rows] for column in answer.columns}, dtype=object
    )
    table[say("show.csv.source")] = say("show.csv.joint").join(source_line(each) for each in answer.evidence)
    table[say("show.csv.notes")] = say("show.csv.joint").join(answer.notes)
    return table


def _about(answer: Answer) -> list[str]:
    """Say what the table is, what must be said beside it, and where its figures come from."""
    lines = [answer.title, answer.city.name, *answer.headline, *answer.notes, *map(source_line, answer.evidence)]
    return [answer.warning, *lines] if answer.warning else lines


def _day(value: object) -> object:
    """Turn a day that is written out back into a day; words stay."""
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return value


def source_line(evidence: Evidence) -> str:
    """Say in one line where a figure comes from: source, date, n, over whom, rule."""
    parts = [
        evidence.source,
        date(evidence.date) if evidence.date else say("show.source.no_date"),
        say("show.source.unit", unit=evidence.unit) if evidence.unit else "",
        say("show.source.n", n=evidence.n) if evidence.n is not None else "",
        say("show.source.over", over=evidence.over) if evidence.over else "",
        evidence.rule,
    ]
    line = say("show.source.joint").join(filter(None, parts))
    return say("show.source.line", what=evidence.what, line=line)


def blank_word(row: labels.Row, key: str) -> str:
    """Say what a blank cell means: protected, or not known.

    ``row``: of an answer's table; a balance's tells by ``need_state`` whether few people answered, one on the survey
    by ``state``.
    """
    if key.startswith(_OF_SURVEY) and "state" in row:
        return _blank_of_survey(str(row["state"]), key)
    about_people = key == "answered" or key.startswith(("need", "gap", "coverage"))
    if about_people and row.get("need_state") == "protected":
        return say("show.protected.brief")
    return say("show.verdict.unknown") if key.startswith(("need", "places", "gap", "coverage")) else say("show.blank")


def _blank_of_survey(state: str, key: str) -> str:
    """Say what a blank cell of a table on the survey means."""
    if state == "protected":
        return say("show.protected.brief")
    few = state == "few" and key.startswith("direct")
    return say("survey.answer.none.few") if few else say("show.verdict.unknown")


def _written(row: labels.Row, column: Column) -> str:
    """Write one cell for reading."""
    value = row[column.key]
    if pd.isna(value):
        return blank_word(row, column.key)
    if column.style == "text":
        return str(value)
    if column.style == "date":
        return date(pd.Timestamp(str(value)).date())
    return {"persons": persons, "share": share, "number": number, "decimal": _decimal}[column.style](float(str(value)))


def _bare(row: labels.Row, column: Column) -> object:
    """Write one cell for a spreadsheet: figures stay figures."""
    value = row[column.key]
    if pd.isna(value):
        return blank_word(row, column.key)
    if column.style == "text":
        return str(value)
    if column.style == "date":
        return pd.Timestamp(str(value)).date().isoformat()
    figure = float(str(value))
    return round(figure, 4) if column.style in ("share", "decimal") else int(half_up(figure))


def _decimal(value: float) -> str:
    """Write a number that is no count: an index or years keep a decimal.

    >>> _decimal(1200.0), _decimal(47.26)
    ('1,200', '47.3')
    """
    return number(value, decimals=0 if value.is_integer() else 1)
