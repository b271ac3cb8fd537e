"""Figures of the city, its prefecture, the nation and other cities over time."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.intake.findings import Finding, mended, noted, refuse
from shiensys.intake.outside import exports, figures
from shiensys.intake.outside.forecast_rows import Place
from shiensys.intake.outside.grids import Grid, grids, seen
from shiensys.intake.outside.periods import days_of, period
from shiensys.intake.outside.regions import kind_of
from shiensys.intake.privacy.personal import refuse_numbers
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import look, opened
from shiensys.intake.sheets import headings
from shiensys.intake.sheets.dates import dates
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.heading_rows import written
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import refuse_rows, texts
from shiensys.intake.sheets.wording import listed
from shiensys.tables.ageing import RegionalSeries
from shiensys.text import say

KIND = "series"
_KEY = ["region", "indicator", "date"]
_NAMES = {"region": "region", "indicator": "subject"}
_NAMED = 3  # indicators by which a table is known beside others


def read_series(request: Request) -> Checked:
    """Read an export of the 見える化 system, or a list of figures, or periods across. Raises RefusedError."""
    pages = grids(request.path)
    page = exports.page_of(pages, request)
    if page is not None:
        _told(page, request)
        others = [other.name for other in exports.tables(pages) if other is not page]
        findings = [noted("sheet_chosen", page.where(), others=listed(others))] if others else []
        rows, where, layout = exports.read(page, request), page.where, "series_export"
    else:
        sheet = opened(request, KIND, by_heading=lambda heading: period(heading) is not None)
        rows, findings, where, layout = _of_sheet(sheet, request), [*sheet.findings], sheet.where, "series_own"
    if rows.empty:
        refuse("series_blank", where(None, ""))
    table, found = _checked(rows, request, where)
    part = request.part or listed(table["indicator"].unique(), _NAMED)
    facts = {"layout": say(f"intake.layout.{layout}"), "rows": len(table), **of_table(table)}
    sources = listed(table["source"].unique(), _NAMED)
    return Checked(table, part=part, findings=(*findings, *found), facts=facts, source=sources)


def _checked(rows: pd.DataFrame, request: Request, where: Place) -> tuple[pd.DataFrame, list[Finding]]:
    """Read the figures, name regions and indicators, and give the table with what is worth knowing."""
    read = [figures.value(one) for one in rows["value"]]
    bad = rows[[not fit for _, _, fit in read]]
    if len(bad):
        refuse("not_a_number", where(int(bad["row"].iloc[0]), str(bad["heading"].iloc[0])))
    said = [figures.unit(unit, name) for unit, name in zip(rows["unit"], rows["indicator"], strict=True)]
    rows = rows.assign(value=[one for one, _, _ in read], percent=[sign for _, sign, _ in read], said=said)
    if rows["value"].isna().all():
        refuse("series_blank", where(None, ""))
    rows = figures.keyed(rows)
    odd = rows[rows["key"].notna() & rows["unit"].eq("share") & ~rows["value"].fillna(0).between(0, 1)]
    if len(odd):
        refuse("share_beyond", where(int(odd["row"].iloc[0]), str(odd["heading"].iloc[0])))
    rows = rows.drop_duplicates([*_KEY, "value"])
    twice = rows[rows.duplicated(_KEY)]
    if len(twice):
        refuse("series_twice", where(int(twice["row"].iloc[0]), str(twice["heading"].iloc[0])))
    kinds = {pair: kind_of(*pair, request) for pair in zip(rows["region"], rows["code"], strict=True)}
    rows["region_kind"] = [kinds[pair] for pair in zip(rows["region"], rows["code"], strict=True)]
    later = pd.to_datetime(rows["date"]) > pd.Timestamp(request.today)
    table = _table(rows.assign(forecast=rows["forecast"].astype(bool) | later))
    return table, _remarks(rows, later, request, where)


def _remarks(rows: pd.DataFrame, later: pd.Series, request: Request, where: Place) -> list[Finding]:
    """Say what regions there are not, and which figures are no counted whole years."""
    found = []
    if set(rows["region_kind"]) == {"other"}:
        names = listed(rows["region"].unique())
        known = request.city_name or request.name
        found.append((mended if known else noted)("regions_elsewhere", where(None, ""), names=names))
    elif not (request.city_name or request.name) and "city" not in set(rows["region_kind"]):
        others = rows.loc[rows["region_kind"] == "other", "region"].unique()
        found += [noted("city_not_told", where(None, ""), names=listed(others))] if len(others) else []
    if later.any():
        found.append(noted("series_ahead", where(None, ""), today=request.today))
    partly = rows[rows["partly"].astype(bool)]
    if len(partly):
        found.append(noted("series_partly", where(None, str(partly["heading"].iloc[0]))))
    return found


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the rows as the table of series holds them, in the order of the file and of days."""
    numbers = {name: rows[name].map({one: at for at, one in enumerate(rows[name].unique())}) for name in _KEY[:2]}
    ordered = rows.assign(**{f"{name}_at": at for name, at in numbers.items()}, date=pd.to_datetime(rows["date"]))
    ordered = ordered.sort_values(["indicator_at", "region_at", "date"], ignore_index=True)
    columns = ["region", "region_kind", "indicator", "key", "unit", "source"]
    texts_of = {name: pd.Series(ordered[name], dtype="str") for name in columns}
    table = ordered.assign(
        **texts_of, date=ordered["date"].astype("datetime64[ns]"), forecast=ordered["forecast"].astype("boolean")
    )
    return RegionalSeries.validate(table[[*RegionalSeries.to_schema().columns]])


def _of_sheet(sheet: Sheet, request: Request) -> pd.DataFrame:
    """Read a list with a row a figure, or one with a column a period."""
    pairs = headings.matched(sheet, KIND, request.mapping, ["region", "subject"])
    columns = {"code": "region_code", "unit": "value_unit", "source": "made_by", "forecast": "expected"}
    about = {name: texts(sheet.cells[pairs[ours]]).ffill() for name, ours in _NAMES.items()}
    for name, ours in _NAMES.items():
        refuse_rows("cell_blank", about[name].isna(), sheet, pairs[ours])
    for name, column in columns.items():
        blank = pd.Series(pd.NA, index=sheet.cells.index, dtype="str")
        about[name] = texts(sheet.cells[pairs[column]]) if column in pairs else blank
    rows = pd.DataFrame(about).assign(row=sheet.cells.index)
    source = request.part or request.path.stem
    words = rows["forecast"].fillna("")
    rows = rows.assign(
        code=rows["code"].fillna(""), unit=rows["unit"].fillna(""), source=rows["source"].fillna(source),
        forecast=~words.isin(["", "実績", "いいえ", "0"]),
    )  # fmt: skip
    return _listed(sheet, pairs, rows) if "value" in pairs else _across(sheet, pairs, rows)


def _listed(sheet: Sheet, pairs: Mapping[str, str], rows: pd.DataFrame) -> pd.DataFrame:
    """Read a row a figure. Refuses ``not_a_date`` by row."""
    headings.needed(sheet, KIND, pairs, ["date"])
    cells = sheet.cells[pairs["date"]]
    days = dates(cells).fillna(days_of(_fiscal(cells, pairs["date"])))
    refuse_rows("not_a_date", days.isna(), sheet, pairs["date"])
    read = rows.assign(date=days.dt.date, partly=False, value=sheet.cells[pairs["value"]], heading=pairs["value"])
    return read[exports.COLUMNS].reset_index(drop=True)


def _fiscal(cells: pd.Series, heading: str) -> pd.Series:
    """Write the years of a column headed 年度 as fiscal years; other cells stay."""
    if not heading.endswith("年度"):
        return cells
    words = cells.map(written, na_action="ignore")
    return words.where(
        words.astype("str").str.contains("度|月", na=True), words.astype("str").str.removesuffix("年") + "年度"
    )


def _across(sheet: Sheet, pairs: Mapping[str, str], rows: pd.DataFrame) -> pd.DataFrame:
    """Read a column a period."""
    periods = {heading: found for heading in sheet.cells.columns if (found := period(heading))}
    if not periods:
        headings.needed(sheet, KIND, pairs, ["value"])
    parts = [
        rows.assign(date=found.day, partly=found.part, value=sheet.cells[heading], heading=heading)
        for heading, found in periods.items()
    ]
    return pd.concat(parts, ignore_index=True)[exports.COLUMNS]


def _told(page: Grid, request: Request) -> None:
    """Tell what an export is taken for, and refuse personal numbers in it."""
    sheet = seen(page, exports.heading(page, request) or 0)
    request.tell(look(sheet, (KIND,), {}, lambda head: period(head) is not None))
    refuse_numbers(sheet)
