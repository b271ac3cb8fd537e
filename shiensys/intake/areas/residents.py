"""Answers from districts in which nobody lives: a name was mistaken, or the population table lacks a district."""

from __future__ import annotations

import pandas as pd

from shiensys.intake.findings import Finding, Severity, Where
from shiensys.intake.request import RESIDENTS, Request
from shiensys.intake.sheets.wording import listed
from shiensys.tables.names import match

_NAMED = 5  # districts and rows named in one sentence


def without_residents(areas: pd.Series, request: Request, where: Where) -> list[Finding]:
    """Refuse answers from districts of which the city's population table has nobody aged 65 and older.

    ``areas``: names by row number, as the file writes them. Says nothing where the city has no such table.
    """
    districts = request.districts
    if districts is None or RESIDENTS not in districts or not (districts[RESIDENTS] > 0).any():
        return []
    empty = districts[~(districts[RESIDENTS] > 0)]
    homes = areas.map(match(areas, districts).ids)
    rows = areas.index[homes.isin(empty["district_id"])]
    if rows.empty:
        return []
    names = listed(areas.loc[rows].unique(), _NAMED)
    values = {"names": names, "n": len(rows), "rows": listed(rows, _NAMED)}
    return [Finding("no_residents", Severity.REFUSED, where, values).about(rows)]
