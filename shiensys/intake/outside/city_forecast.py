"""Forecasts of a whole city's residents by age: the workbooks of 社人研, and tables of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from shiensys.intake.areas import municipalities
from shiensys.intake.findings import Finding, refuse
from shiensys.intake.outside import forecast_rows, official
from shiensys.intake.outside.grids import grids
from shiensys.intake.outside.periods import calendar_year
from shiensys.intake.people import population_rows
from shiensys.intake.people.agebands import cohort, sex_of
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import opened
from shiensys.intake.sheets import headings
from shiensys.intake.sheets.dates import dates
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, refuse_rows, texts
from shiensys.intake.sheets.wording import listed
from shiensys.tables.ageing import CityForecast
from shiensys.text import say

KIND = "city-forecast"
_THOUSANDS = re.compile(r"単位\W*千人|千人\W*$|[(（]千人[)）]")


def read_city_forecast(request: Request) -> Checked:
    """Read an official workbook, or years and ages as rows or columns; a row a date, sex and age band.

    A file of several municipalities is cut to the city's code. A year stands for its 1 October. Raises RefusedError.
    """
    pages = grids(request.path)
    for page in pages:
        if any(_THOUSANDS.search(word) for word in page.top()):
            refuse("in_thousands", page.where())
    found = official.found(pages, request)
    if found is None:
        return _of_sheet(request)
    rows = found.rows.assign(date=_october(found.rows["year"]))
    table, findings = forecast_rows.checked(rows, found.page.where)
    source = request.part or found.source
    return _checked(table, source, [*found.findings, *findings], found.layout, found.city_name)


def _of_sheet(request: Request) -> Checked:
    """Read a table with a row a year, or a row a year and age."""
    sheet = opened(request, KIND, by_heading=lambda heading: cohort(heading) is not None)
    pairs = headings.matched(sheet, KIND, request.mapping)
    pairs |= {"persons": pairs["foreseen"]} if "foreseen" in pairs else {}
    aged = any((found := cohort(heading)) and not found.whole for heading in sheet.cells.columns)
    if not aged and not {"ages", "age_from", *request.mapping} & set(pairs):
        refuse("forecast_layout", sheet.where(sheet.heading_row), here=listed(sheet.cells.columns, 12))
    code = [pairs["municipality_code"]] if "municipality_code" in pairs else []
    sheet, cut = municipalities.cut(sheet, code, request.city)
    about = _about(sheet, pairs)
    rows = population_rows.long(sheet, pairs, about)
    refuse_rows("negative", pd.Series(rows["persons"].lt(0).to_numpy(), index=rows["row"]), sheet)
    table, findings = forecast_rows.checked(rows, sheet.where)
    source = request.part or _source(sheet, pairs) or official.OWN
    name = municipalities.city_name(sheet, pairs.get("municipality_name"))
    return _checked(table, source, [*sheet.findings, *cut, *findings], "forecast_own", name)


def _checked(table: pd.DataFrame, source: str, findings: list[Finding], layout: str, name: str | None) -> Checked:
    """Put together what came of the file."""
    whole = CityForecast.validate(table.assign(source=source)[[*CityForecast.to_schema().columns]])
    facts = {"layout": say(f"intake.layout.{layout}"), "rows": len(whole), **of_table(whole)}
    credit = say("intake.source.ipss") if layout != "forecast_own" else source
    return Checked(whole, part=source, findings=tuple(findings), facts=facts, source=credit, city_name=name)


def _about(sheet: Sheet, pairs: Mapping[str, str]) -> pd.DataFrame:
    """Read date, sex and row number of each row."""
    if "date" in pairs:
        days = dates(sheet.cells[pairs["date"]])
        refuse_rows("not_a_date", days.isna(), sheet, pairs["date"])
    else:
        headings.needed(sheet, KIND, pairs, ["forecast_year"])
        cells = sheet.cells[pairs["forecast_year"]]
        years = pd.Series(by_cell(cells, calendar_year, None), index=cells.index, dtype="Int32").ffill()
        refuse_rows("not_a_year", years.isna(), sheet, pairs["forecast_year"])
        days = _october(years)
    return pd.DataFrame({"date": days, "sex": _sexes(sheet, pairs), "row": sheet.cells.index})


def _sexes(sheet: Sheet, pairs: Mapping[str, str]) -> pd.Series:
    """Read the sex of each row; blank where the sheet doesn't say it row by row."""
    if "sex" not in pairs:
        return pd.Series(pd.NA, index=sheet.cells.index, dtype="str")
    cells = texts(sheet.cells[pairs["sex"]]).ffill()
    read = pd.Series(by_cell(cells, lambda cell: sex_of(str(cell)), None), index=cells.index, dtype="str")
    refuse_rows("unknown_sex", read.isna(), sheet, pairs["sex"])
    return read


def _october(years: pd.Series) -> pd.Series:
    """Give the day that census and official forecasts stand for."""
    return pd.to_datetime(years.astype("str") + "-10-01").astype("datetime64[ns]")


def _source(sheet: Sheet, pairs: Mapping[str, str]) -> str | None:
    """Give the source that the file names, where it names one alone."""
    if "made_by" not in pairs:
        return None
    named = texts(sheet.cells[pairs["made_by"]]).dropna().unique()
    return str(named[0]) if len(named) == 1 else None
