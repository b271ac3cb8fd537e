"""Text that a spreadsheet would run as a formula, and the one sign that keeps it text in every file we write.

Text that begins with a sign of FORMULA_SIGNS, after any number of apostrophes, gets one apostrophe in front; whoever
reads takes exactly one off such text again. So every text comes back as it was, an apostrophe of its own included.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

# what spreadsheets begin a formula with; the full-width signs count where text is folded on import
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_APOSTROPHE = "'"
_LIVE = re.compile(f"{_APOSTROPHE}*[{re.escape(''.join(FORMULA_SIGNS))}]")
_NO_SHEET_HOLDS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # signs that XML can't have
_ESCAPED = f"^{_APOSTROPHE}+[{re.escape(''.join(FORMULA_SIGNS))}]"


def escaped(text: str) -> str:
    """Write text so that no spreadsheet runs it.

    >>> escaped("=1+1"), escaped("'=1+1"), escaped("港のサロン")
    ("'=1+1", "''=1+1", '港のサロン')
    """
    return f"{_APOSTROPHE}{text}" if _LIVE.match(text) else text


def unescaped(text: str) -> str:
    """Give text as it was before ``escaped``; other text as it is.

    >>> unescaped("'=1+1"), unescaped("=1+1"), unescaped("'港'")
    ('=1+1', '=1+1', "'港'")
    """
    return text[1:] if text.startswith(_APOSTROPHE) and _LIVE.match(text) else text


def unescaped_cells(cells: pd.Series) -> pd.Series:
    """Give a column with its text as it was; a column without such text is given back itself."""
    if isinstance(cells.dtype, pd.StringDtype):
        begins = cells.str.startswith(_APOSTROPHE).to_numpy(dtype=bool, na_value=False)
        if not begins.any():
            return cells
        live = cells.str.match(_ESCAPED).eq(True) & begins
        return cells.mask(live, cells.str[1:]) if live.any() else cells
    if cells.dtype != object:
        return cells
    texts = [cell for cell in pd.unique(cells) if isinstance(cell, str) and cell[:1] == _APOSTROPHE]
    plain = {text: unescaped(text) for text in texts}
    return cells.map(lambda cell: plain.get(cell, cell) if isinstance(cell, str) else cell) if plain else cells


def csv_bytes(table: pd.DataFrame, *, above: str = "") -> bytes:
    """Write a table as CSV for spreadsheets: UTF-8 with BOM, text escaped, figures as they are.

    ``above``: a sentence that stands in a first line of its own.

    >>> csv_bytes(pd.DataFrame({"名称": ["=1", "港"], "人数": [-1, 2]})).decode("utf-8-sig")
    "名称,人数\\r\\n'=1,-1\\r\\n港,2\\r\\n"
    """
    plain = table.map(_kept).set_axis([_kept(heading) for heading in table.columns], axis=1)
    first = pd.DataFrame([[_kept(above)]]).to_csv(index=False, header=False, lineterminator="\r\n") if above else ""
    return (first + plain.to_csv(index=False, lineterminator="\r\n")).encode("utf-8-sig")


def _kept(cell: object) -> object:
    """Escape what is text."""
    return escaped(cell) if isinstance(cell, str) else cell


def put(cell: Cell, value: object) -> None:
    """Write a value into a cell of a workbook: text stays text, whatever it begins with; None empties the cell."""
    if not isinstance(value, str):
        cell.value = value
        return
    text = escaped(value)
    cell.value = _NO_SHEET_HOLDS.sub("", text)
    cell.data_type = "s"
    cell.quotePrefix = text != value  # so that it stays text when somebody edits it
