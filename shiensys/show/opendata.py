"""An answer in the columns of the open-data standard, as the file that is published."""

from __future__ import annotations

from shiensys.answers.answer import Answer
from shiensys.tables import formulas


def csv_bytes(answer: Answer) -> bytes:
    """Write just the standard's columns (UTF-8 with BOM): source and caveats stand in its rows, not beside them.

    Text that a spreadsheet would run as a formula is kept from it as ``tables.formulas`` says.
    """
    table = answer.table[[column.key for column in answer.columns]]
    return formulas.csv_bytes(table.set_axis([column.heading for column in answer.columns], axis=1))


def file_name(answer: Answer) -> str:
    """Name the file as the standard does: code, then what it is of."""
    return f"{answer.city.code}_support.csv"
