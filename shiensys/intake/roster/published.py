"""Lists of places that somebody publishes: public facilities, care services, hospitals, AED, shelters."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from shiensys.intake.areas import municipalities
from shiensys.intake.findings import Finding, noted, refuse
from shiensys.intake.request import Checked, Request
from shiensys.intake.roster import resource_table
from shiensys.intake.roster.layouts import PLACES, Layout, recognised
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.heading_rows import folded
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import texts
from shiensys.intake.sheets.wording import listed
from shiensys.text import say

_CODE_IN_NAME = re.compile(r"(^|_)\d{5,6}_")  # 222127_aed.csv: the municipality's code in front of what it is
_REMARK = "備考"
_LONGEST_TYPE = 12  # characters: a longer remark is no kind of place


def read(sheet: Sheet, request: Request) -> Checked:
    """Read a published list: places, without kinds, of the one city. Refuses ``no_places`` and more by row."""
    layout = recognised(list(sheet.cells.columns), request.mapping)
    if layout is None:
        refuse("no_places", sheet.where(sheet.heading_row), here=listed(sheet.cells.columns))
    findings = list(sheet.findings)
    if layout.name == PLACES:
        findings.append(noted("unknown_layout", sheet.where()))
    sheet, cut = municipalities.cut(sheet, layout.headings.get("code", ()), request.city)
    sheet, nameless = resource_table.named_rows(sheet, layout.heading("name"))
    part = request.part or part_of(request.path.stem)
    columns, found = _columns(sheet, layout, request, part)
    table = resource_table.finished(columns, sheet.cells.index)
    return Checked(
        table,
        part=part,
        findings=(*findings, *cut, *nameless, *found),
        facts={"layout": say(f"intake.layout.{layout.name}"), "rows": len(table), **of_table(table)},
        city_name=municipalities.city_name(sheet, layout.first("city_name")),
    )


def part_of(stem: str) -> str:
    """Name a list by its file, so that several stand beside each other.

    >>> part_of("222127_aed"), part_of("AED設置箇所一覧__222127_aed")
    ('aed', 'AED設置箇所一覧__aed')
    """
    return _CODE_IN_NAME.sub(r"\1", stem) or stem


def _columns(sheet: Sheet, layout: Layout, request: Request, part: str) -> tuple[dict[str, pd.Series], list[Finding]]:
    """Read the columns that such lists have."""
    cells, name, address = sheet.cells, layout.heading("name"), layout.first("address")
    degrees, findings = resource_table.located(
        sheet,
        request,
        name=name,
        longitude=layout.first("longitude"),
        latitude=layout.first("latitude"),
        address=address,
    )
    columns = {
        "resource_id": resource_table.keys(sheet, layout.headings.get("resource_id", ()), part),
        "name": texts(cells[name]),
        "longitude": degrees["longitude"],
        "latitude": degrees["latitude"],
        "place_type": _place_type(sheet, layout),
        "address": _joined(sheet, [*filter(None, [address]), *layout.headings.get("building", ())]),
        "schedule": _schedule(sheet, layout),
        "contact_public": pd.Series(_is_public(layout), index=cells.index),
        "status": pd.Series("active", index=cells.index),
    }
    if venue := layout.first("venue"):
        columns["venue"] = texts(cells[venue])
    if contact := layout.first("contact"):
        columns["contact"] = texts(cells[contact])
    if request.date:
        columns["assured_date"] = pd.Series(pd.Timestamp(request.date), index=cells.index)
    if capacity := layout.first("capacity"):
        columns["capacity"], more = resource_table.capacities(sheet, capacity)
        findings += more
    return columns, findings


def _is_public(layout: Layout) -> bool:
    """Tell a list that is published from names and addresses that somebody keeps at a desk, whose telephones aren't."""
    return layout.name != PLACES or layout.first("longitude") is not None


def _place_type(sheet: Sheet, layout: Layout) -> pd.Series:
    """Say what each place is: as the list does, else what the whole list is of."""
    otherwise = layout.otherwise.get("place_type", np.nan)
    blank = pd.Series(otherwise, index=sheet.cells.index, dtype="str")
    heading = layout.first("place_type")
    if heading is None:
        return blank
    types = texts(sheet.cells[heading])
    if folded(heading) == _REMARK and (types.str.len() > _LONGEST_TYPE).any():
        return blank
    return types.fillna(blank)


def _schedule(sheet: Sheet, layout: Layout) -> pd.Series:
    """Put days, hours and remarks on them into one line."""
    opens, closes = layout.first("opens"), layout.first("closes")
    hours = _joined(sheet, [opens, closes], joint="〜") if opens and closes else _joined(sheet, [])
    days = _joined(sheet, layout.headings.get("days", ())[:1])
    return _lines([days, hours, _joined(sheet, layout.headings.get("remarks", ()))], " ")


def _joined(sheet: Sheet, headings: Iterable[str], joint: str = " ") -> pd.Series:
    """Put columns of text into one; NaN where all are blank."""
    columns = [texts(sheet.cells[heading]) for heading in headings]
    return _lines([pd.Series(np.nan, index=sheet.cells.index, dtype="str"), *columns], joint)


def _lines(columns: list[pd.Series], joint: str) -> pd.Series:
    """Join what isn't blank, row by row."""
    rows = zip(*(column.fillna("") for column in columns), strict=True)
    joined = [joint.join(filter(None, row)) or None for row in rows]
    return pd.Series(joined, index=columns[0].index, dtype="str")
