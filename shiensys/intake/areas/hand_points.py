"""Places that somebody set on the map by hand, as a file: to keep, to bring back, to take along."""

from __future__ import annotations

import pandas as pd

from shiensys.intake.areas import points
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import opened
from shiensys.intake.sheets.headings import matched
from shiensys.intake.sheets.values import refuse_rows, texts
from shiensys.tables.points import HandPoints

KIND = "hand-points"


def read_hand_points(request: Request) -> Checked:
    """Read points as ``tables.points.HandPoints``. Refuses a resource that stands twice, and a row without a point."""
    sheet = opened(request, KIND)
    headings = matched(sheet, KIND, request.mapping, required=("part", "resource_id", "name", "longitude", "latitude"))
    words = {column: texts(sheet.cells[headings[column]]) for column in ("part", "resource_id", "name")}
    for column, cells in words.items():
        refuse_rows("cell_missing", cells.isna(), sheet, headings[column])
    degrees = pd.DataFrame({axis: points.degrees(sheet, headings[axis]) for axis in ("longitude", "latitude")})
    for axis in degrees:
        refuse_rows("not_degrees", degrees[axis].isna(), sheet, headings[str(axis)])
    degrees, findings = points.checked(degrees, sheet)
    points.refuse_far(degrees, points.extent(request), sheet)
    table = pd.DataFrame(words).join(degrees)
    refuse_rows("stands_twice", table.duplicated(["part", "resource_id"]), sheet, headings["resource_id"])
    checked = HandPoints.validate(table.reset_index(drop=True))
    return Checked(checked, findings=(*sheet.findings, *findings), facts={"rows": len(checked)})
