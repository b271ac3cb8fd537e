"""What the city says of its districts beside their polygons: reading, 圏域, order."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from shiensys.intake.areas.named import areas, without_totals
from shiensys.intake.findings import Finding
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import opened
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.headings import matched
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import LARGEST, numbers, refuse_rows, texts
from shiensys.tables.districts import DistrictList

KIND = "district-list"


def read_district_list(request: Request) -> Checked:
    """Read a list as ``tables.districts.DistrictList``; without a column for the order, rows stand in it.

    Refuses a district that stands twice, and an order that isn't a whole number from 1.
    """
    sheet = opened(request, KIND)
    headings = matched(sheet, KIND, request.mapping, required=("district",))
    sheet, totals = without_totals(sheet, headings["district"])
    district, findings = _districts(sheet, headings["district"], request)
    refuse_rows("stands_twice", district.duplicated(), sheet, headings["district"])
    table = pd.DataFrame(
        {
            "district": district,
            "reading": _words(sheet, headings.get("reading")),
            "area": _words(sheet, headings.get("area")),
            "coordinator": _words(sheet, headings.get("coordinator")),
            "order": _order(sheet, headings.get("order")),
        }
    )
    checked = DistrictList.validate(table.reset_index(drop=True))
    return Checked(
        checked, findings=(*sheet.findings, *totals, *findings), facts={"rows": len(checked)} | of_table(checked)
    )


def _districts(sheet: Sheet, heading: str, request: Request) -> tuple[pd.Series, tuple[Finding, ...]]:
    """Read the districts, and hold them against the polygons; without polygons this very list says which there are."""
    if isinstance(request.districts, gpd.GeoDataFrame):
        return areas(sheet, heading, request)
    district = texts(sheet.cells[heading])
    refuse_rows("area_blank", district.isna(), sheet, heading)
    return district, ()


def _words(sheet: Sheet, heading: str | None) -> pd.Series:
    """Read a column of words, blank where there is none."""
    return texts(sheet.cells[heading]) if heading else pd.Series(None, index=sheet.cells.index, dtype="str")


def _order(sheet: Sheet, heading: str | None) -> pd.Series:
    """Read the city's own order."""
    if heading is None:
        return pd.Series(range(1, len(sheet.cells) + 1), index=sheet.cells.index, dtype="Int32")
    order = numbers(sheet.cells[heading]).values
    refuse_rows("not_an_order", ~((order >= 1) & (order <= LARGEST) & (order % 1 == 0)), sheet, heading)
    return order.astype("Int32")
