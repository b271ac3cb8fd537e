"""An answer's table as people read it and as files carry it: the same numbers, with words where a cell is blank."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.answer import Answer, Column, Evidence
from shiensys.show import labels
from shiensys.text import date, half_up, number, persons, say, share

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run text that begins with one of these


def readable(answer: Answer) -> pd.DataFrame:
    """Write the table as text with headings in words: the columns that the answer has for reading.

    A blank cell says that it is protected or that it can't be said.
    """
    rows = labels.rows(answer.table)
    columns = answer.reading or answer.columns
    return pd.DataFrame(
        {column.heading: [_written(row, column) for row in rows] for column in columns}, index=answer.table.index
    )


def csv_bytes(answer: Answer) -> bytes:
    """Write the table as CSV for spreadsheets: UTF-8 with BOM, figures bare, source and caveats in the last columns.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    rows = labels.rows(answer.table)
    table = pd.DataFrame({column.heading: [_bare(row, column) for row in rows] for column in answer.columns})
    table[say("show.csv.source")] = say("show.csv.joint").join(source_line(each) for each in answer.evidence)
    table[say("show.csv.notes")] = say("show.csv.joint").join(answer.notes)
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


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

    ``row``: of an answer's table; a balance's tells by ``need_state`` whether few people answered.
    """
    about_people = key == "answered" or key.startswith(("need", "gap", "coverage"))
    if about_people and row.get("need_state") == "protected":
        return say("show.protected.brief")
    return say("show.verdict.unknown") if key.startswith(("need", "places", "gap", "coverage")) else say("show.blank")


def _written(row: labels.Row, column: Column) -> str:
    """Write one cell for reading."""
    value = row[column.key]
    if pd.isna(value):
        return blank_word(row, column.key)
    if column.style == "text":
        return str(value)
    if column.style == "date":
        return date(pd.Timestamp(str(value)).date())
    return {"persons": persons, "share": share, "number": number}[column.style](float(str(value)))


def _bare(row: labels.Row, column: Column) -> object:
    """Write one cell for a spreadsheet: figures stay figures."""
    value = row[column.key]
    if pd.isna(value):
        return blank_word(row, column.key)
    if column.style == "text":
        text = str(value)
        return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
    if column.style == "date":
        return pd.Timestamp(str(value)).date().isoformat()
    figure = float(str(value))
    return round(figure, 4) if column.style == "share" else int(half_up(figure))
