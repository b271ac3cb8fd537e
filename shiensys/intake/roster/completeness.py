"""What the city says of its registry: whether the list is complete, by district and kind."""

from __future__ import annotations

import pandas as pd

from shiensys.intake.areas.named import areas
from shiensys.intake.request import Checked, Request
from shiensys.intake.roster import kindwords
from shiensys.intake.seeing import opened
from shiensys.intake.sheets import words
from shiensys.intake.sheets.dates import days
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.headings import matched
from shiensys.intake.sheets.values import refuse_rows
from shiensys.tables.resources import SEPARATOR, Completeness

KIND = "completeness"


def read_completeness(request: Request) -> Checked:
    """Read a list as ``tables.resources.Completeness``; a row with several kinds stands for each of them.

    Raises RefusedError.
    """
    sheet = opened(request, KIND)
    headings = matched(sheet, KIND, request.mapping, required=("area", "kind", "status"))
    area, findings = areas(sheet, headings["area"], request)
    kinds = kindwords.keys(sheet, headings["kind"])
    refuse_rows("kind_blank", kinds.isna(), sheet, headings["kind"])
    status = words.checked(sheet, headings["status"], "completeness")
    refuse_rows("status_missing", status.isna(), sheet, headings["status"])
    since = pd.Series(pd.NaT, index=area.index, dtype="datetime64[ns]")
    if "since" in headings:
        since = days(sheet, headings["since"], today=request.today)
    table = pd.DataFrame({"area": area, "kind": kinds.str.split(SEPARATOR), "status": status, "since": since})
    table = table.explode("kind").astype({"kind": "str"})
    refuse_rows("stands_twice", _twice(table, ["area", "kind"]), sheet)
    checked = Completeness.validate(table.reset_index(drop=True))
    return Checked(checked, findings=(*sheet.findings, *findings), facts={"rows": len(checked)} | of_table(checked))


def _twice(table: pd.DataFrame, key: list[str]) -> pd.Series:
    """Tell the rows of the file that say a thing which an earlier one has said."""
    twice = table.duplicated(key)
    return twice[twice]
