"""位置参照情報 as the Ministry publishes it: 街区 level or 大字・町丁目 level, of a prefecture or of one city."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from shiensys.intake.areas import municipalities, points
from shiensys.intake.findings import Finding, noted, refuse
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import opened
from shiensys.intake.sheets.headings import matched
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import refuse_rows, texts
from shiensys.intake.sheets.wording import listed
from shiensys.tables.points import AddressPoints
from shiensys.text import say, speaking

KIND = "address-points"
_DELETED = "3"  # 更新後履歴フラグ of a block that is there no more


def read_address_points(request: Request) -> Checked:
    """Read blocks or towns as ``tables.points.AddressPoints``, those of the city alone.

    Refuses a file of several municipalities while nobody knows the city's name (``which_municipality``), one
    without the city (``municipality_not_there``), and a row without its point.
    """
    sheet = opened(request, KIND)
    headings = matched(sheet, KIND, request.mapping, required=("municipality", "town", "longitude", "latitude"))
    sheet, cut = _cut(sheet, headings, request)
    sheet = _without_deleted(sheet, headings.get("history"))
    table = _table(sheet, headings)
    level = str(table["level"].iloc[0])
    city = municipalities.city_name(sheet, headings["municipality"])
    with speaking("ja"):  # the words that the Ministry's terms ask for, whatever the language
        credit = say(f"intake.credit.isj_{level}")
    return Checked(
        table,
        part=request.part or level,
        findings=(*sheet.findings, *cut),
        facts={"layout": say(f"intake.layout.isj_{level}"), "rows": len(table)},
        source=credit,
        city_name=city,
    )


def _cut(sheet: Sheet, headings: dict[str, str], request: Request) -> tuple[Sheet, tuple[Finding, ...]]:
    """Keep the city's rows: by code where the file has one, else by its name."""
    if "code" in headings:
        return municipalities.cut(sheet, (headings["code"],), request.city)
    names = texts(sheet.cells[headings["municipality"]])
    wanted = request.name or request.city_name
    there = names.dropna().unique()
    if len({_city_of(name) for name in there}) <= 1 and wanted is None:
        return sheet, ()
    where = sheet.where(column=headings["municipality"])
    if wanted is None:
        refuse("which_municipality", where, here=listed(there))
    own = [name for name in there if _is_of(name, wanted)]
    if not own:
        refuse("municipality_not_there", where, city=wanted, here=listed(there))
    if len(own) == len(there):
        return sheet, ()
    kept = names.isin(own)
    left_out = [name for name in there if name not in own]
    finding = noted("rows_of_others", where, n=int((~kept).sum()), names=listed(left_out))
    return replace(sheet, cells=sheet.cells[kept]), (finding,)


def _city_of(name: str) -> str:
    """Take a ward off: 横浜市鶴見区 lies in 横浜市."""
    city, mark, _ = name.partition("市")
    return city + mark if mark and city else name


def _is_of(name: str, city: str) -> bool:
    """Tell whether a municipality is the city, one of its wards, or the city with its 郡 in front.

    >>> _is_of("横浜市鶴見区", "横浜市"), _is_of("榛原郡吉田町", "吉田町"), _is_of("上吉田町", "吉田町")
    (True, True, False)
    """
    return name == city or (name.startswith(city) and name.endswith("区")) or name.endswith(f"郡{city}")


def _without_deleted(sheet: Sheet, heading: str | None) -> Sheet:
    """Leave out blocks that the Ministry marks as gone."""
    if heading is None:
        return sheet
    return replace(sheet, cells=sheet.cells[texts(sheet.cells[heading]) != _DELETED])


def _table(sheet: Sheet, headings: dict[str, str]) -> pd.DataFrame:
    """Read the columns."""
    cells, index = sheet.cells, sheet.cells.index
    blank = pd.Series(None, index=index, dtype="str")
    block = texts(cells[headings["block"]]) if "block" in headings else blank
    town = texts(cells[headings["town"]])
    refuse_rows("town_missing", town.isna(), sheet, headings["town"])
    degrees = pd.DataFrame({axis: points.degrees(sheet, headings[axis]) for axis in ("longitude", "latitude")})
    for axis in degrees:
        refuse_rows("not_degrees", degrees[axis].isna(), sheet, headings[str(axis)])
    points.checked(degrees, sheet)
    flags = texts(cells[headings["representative"]]) if "representative" in headings else blank
    table = degrees.assign(
        level="block" if "block" in headings else "town",
        municipality=texts(cells[headings["municipality"]]),
        town=town,
        hamlet=texts(cells[headings["hamlet"]]) if "hamlet" in headings else blank,
        block=block,
        representative=(flags != "0").astype("boolean"),
    )
    columns = list(AddressPoints.to_schema().columns)
    return AddressPoints.validate(table[columns].reset_index(drop=True).drop_duplicates(ignore_index=True))
