"""Which share of a school district, a 町丁, a mesh or a former district lies in which second-tier district."""

from __future__ import annotations

import datetime as dt
import math
import unicodedata

import pandas as pd

from shiensys.intake.areas.named import areas
from shiensys.intake.findings import Finding, noted
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import opened
from shiensys.intake.sheets import words
from shiensys.intake.sheets.dates import days
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.headings import matched
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, refuse_rows, texts
from shiensys.intake.sheets.wording import listed
from shiensys.tables.districts import Crosswalk

KIND = "crosswalk"
TOLERANCE = 0.01  # shares are written with two decimals: three thirds are 0.99
_SOURCE = ["source_kind", "source"]


def read_crosswalk(request: Request) -> Checked:
    """Read a list as ``tables.districts.Crosswalk``; the shares of one source add up to exactly 1 in the table.

    A row may have a last day, which may come yet. Refuses shares of one source and day that don't add up to 1 within
    0.01 (``shares_sum``), and a pair that stands twice.
    """
    sheet = opened(request, KIND)
    headings = matched(sheet, KIND, request.mapping, required=("source_kind", "source", "district"))
    district, findings = areas(sheet, headings["district"], request)
    table = pd.DataFrame(
        {
            "source_kind": words.checked(sheet, headings["source_kind"], "source_kind"),
            "source": texts(sheet.cells[headings["source"]]),
            "district": district,
            "share": _shares(sheet, headings.get("share")),
            "until": _last_days(sheet, headings.get("until")),
        }
    )
    for column in _SOURCE:
        refuse_rows("cell_blank", table[column].isna(), sheet, headings[column])
    refuse_rows("stands_twice", table.duplicated([*_SOURCE, "district", "until"]), sheet)
    table, rounded = _whole(table, sheet)
    checked = Crosswalk.validate(table.reset_index(drop=True))
    facts = {"rows": len(checked), "sources": len(checked[_SOURCE].drop_duplicates())} | of_table(checked)
    return Checked(checked, findings=(*sheet.findings, *findings, *rounded), facts=facts)


def _shares(sheet: Sheet, heading: str | None) -> pd.Series:
    """Read shares; a source without one lies in its district alone. Refuses (``not_a_share``) by row."""
    if heading is None:
        return pd.Series(1.0, index=sheet.cells.index)
    read = pd.Series(by_cell(sheet.cells[heading], share, 1.0), index=sheet.cells.index, dtype=float)
    refuse_rows("not_a_share", read.isna(), sheet, heading)
    return read


def _last_days(sheet: Sheet, heading: str | None) -> pd.Series:
    """Read the last day of each row; NaT where it holds always. Refuses (``not_a_date``) by row."""
    if heading is None:
        return pd.Series(pd.NaT, index=sheet.cells.index, dtype="datetime64[ns]")
    return days(sheet, heading, today=dt.date.max)


def share(cell: object) -> float:
    """Read one share; NaN where it is none.

    >>> share("60%"), share(0.6), share("６０％"), share("6割")
    (0.6, 0.6, 0.6, nan)
    """
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return math.nan
    return value if 0 <= value <= 1 else math.nan


def _whole(table: pd.DataFrame, sheet: Sheet) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """Bring the shares of each source to a sum of 1, or nobody would live in what is missing."""
    sums = table.groupby([*_SOURCE, "until"], dropna=False)["share"].transform("sum")
    wrong = (sums - 1).abs() > TOLERANCE + 1e-9
    if wrong.any():
        row = int(table.index[wrong][0])
        place = f"{table['source'][row]} = {sums[row]:.2f}"
        refuse_rows("shares_sum", wrong, sheet, first=place)
    off = table.loc[(sums - 1).abs() > 1e-9, "source"].unique()
    table = table.assign(share=(table["share"] / sums).clip(upper=1))
    return table, (noted("shares_rounded", sheet.where(), n=len(off), names=listed(off)),) if len(off) else ()
