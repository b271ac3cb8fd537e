"""What the registry and published lists have in common: keys, points, capacities, the finished table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from shiensys.intake.areas import points
from shiensys.intake.findings import Finding, Severity, Where, mended, noted
from shiensys.intake.request import Request
from shiensys.intake.roster.amounts import amounts
from shiensys.intake.sheets.heading_rows import folded
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import LINES, in_rows, refuse_rows, texts
from shiensys.intake.sheets.wording import listed
from shiensys.tables.resources import Resources

NAMED = 5  # rows named in one sentence


def named_rows(sheet: Sheet, heading: str) -> tuple[Sheet, tuple[Finding, ...]]:
    """Leave out rows without a name, and say so."""
    blank = texts(sheet.cells[heading]).isna()
    if not blank.any():
        return sheet, ()
    rows = sheet.cells.index[blank]
    finding = mended("rows_without_name", sheet.where(column=heading), n=len(rows), rows=listed(rows, NAMED))
    return replace(sheet, cells=sheet.cells[~blank]), (finding.about(rows),)


def keys(sheet: Sheet, headings: tuple[str, ...], part: str) -> pd.Series:
    """Give a key a row: the file's own where some column holds a different one in each row, else part and position.

    A key by position changes when rows are put in between; the file's own is better and goes first.
    """
    for heading in headings:
        own = texts(sheet.cells[heading])
        if own.notna().all() and own.is_unique:
            return own
    numbered = [f"{part}-{position}" for position in range(1, len(sheet.cells) + 1)]
    return pd.Series(numbered, index=sheet.cells.index, dtype="str")


def capacities(sheet: Sheet, heading: str) -> tuple[pd.Series, list[Finding]]:
    """Read how many a place takes; sums and words are read and said, what can't be read stays unknown and is said."""
    cells = texts(sheet.cells[heading])
    refuse_rows("negative", cells.str.match(r"[-－−▲△]\s*\d", na=False), sheet, heading)
    read = amounts(cells)
    sums = [
        mended("capacity_read", sheet.where(int(row), heading), written=cells[row], n=int(read.values[row]))
        for row in cells.index[read.worked_out]
    ]
    rest = [_counted(sums[LINES:], sheet.where(column=heading))] if len(sums) > LINES else []
    unread = in_rows("capacity_unread", Severity.MENDED, read.unread, sheet, heading)
    return read.values, [*sums[:LINES], *rest, *unread]


def _counted(findings: list[Finding], where: Where) -> Finding:
    """Put findings of single rows into one that counts them."""
    return mended("more_rows", where, n=len(findings)).about(finding.where.row for finding in findings)


def located(
    sheet: Sheet, request: Request, *, name: str, longitude: str | None, latitude: str | None, address: str | None
) -> tuple[pd.DataFrame, list[Finding]]:
    """Give ``longitude`` and ``latitude`` (degrees, JGD2011) a row, held against Japan, the city and its districts."""
    blank = pd.Series(float("nan"), index=sheet.cells.index)
    degrees = pd.DataFrame(
        {
            "longitude": points.degrees(sheet, longitude) if longitude else blank,
            "latitude": points.degrees(sheet, latitude) if latitude else blank,
        }
    )
    degrees, findings = points.checked(degrees, sheet)
    points.refuse_far(degrees, points.extent(request), sheet)
    unknown = pd.Series(None, index=sheet.cells.index, dtype="str")
    addresses = texts(sheet.cells[address]) if address else unknown
    places = degrees.assign(name=texts(sheet.cells[name]), address=addresses)
    outside = points.outside_districts(places, request.districts, sheet)
    return degrees, [*findings, *outside, *points.shared(places, sheet), *_listed_twice(places, sheet)]


def _listed_twice(places: pd.DataFrame, sheet: Sheet) -> list[Finding]:
    """Note rows of the same name and address: such a list is often put together of several."""
    alike = places[["name", "address"]].dropna().map(folded)
    twice = alike.index[alike.duplicated(keep=False)]
    if not len(twice):
        return []
    return [noted("listed_twice", sheet.where(), n=len(twice), rows=listed(twice, NAMED)).about(twice)]


def finished(columns: Mapping[str, pd.Series], index: pd.Index) -> pd.DataFrame:
    """Put the columns together in the order of the model, with blanks where nothing was said, and check them."""
    schema = Resources.to_schema()
    table = pd.DataFrame(
        {
            name: columns[name].astype(column.dtype.type)
            if name in columns
            else pd.Series(None, index=index, dtype=column.dtype.type)
            for name, column in schema.columns.items()
        }
    )
    return Resources.validate(table.reset_index(drop=True))
