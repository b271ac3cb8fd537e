"""What the city's plan aims at and what came of it, by indicator, area and fiscal year."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.intake.areas.named import areas
from shiensys.intake.areas.places import is_total
from shiensys.intake.findings import Finding, mended, noted, refuse
from shiensys.intake.plan.amounts import amounts, units
from shiensys.intake.plan.years import Figures, fiscal_day, side, wide
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import matching, opened
from shiensys.intake.sheets import words
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.headings import matched
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, refuse_rows, texts
from shiensys.intake.sheets.wording import listed
from shiensys.tables.ageing import Targets
from shiensys.tables.plan import usual
from shiensys.tables.resources import ALL_DISTRICTS

KIND = "targets"
KEY = ["indicator", "area", "date"]
SIDES = ("target", "result")


def read_targets(request: Request) -> Checked:
    """Read a list as ``tables.ageing.Targets``: the year in a column, or a column a year (令和6年度目標).

    Without areas it is for the whole city. Refuses rows that say nothing (``no_target``), a figure that stands twice
    (``stands_twice``), shares above the whole (``share_over_whole``), figures below zero (``negative``), and what is no
    year, number or known unit.
    """
    sheet = opened(request, KIND, taken=lambda sheet: _taken(sheet, request))
    headings = matched(sheet, KIND, request.mapping, required=("indicator",))
    indicator, merged = _indicators(sheet, headings["indicator"])
    area, strangers = _areas(sheet, headings, request)
    cells = _cells(sheet, headings)
    percent = cells["percent"].groupby(cells["row"].map(indicator)).any()
    unit = units(sheet, headings.get("unit"), indicator, indicator.map(percent).astype(bool))
    about = pd.DataFrame({"indicator": indicator, "area": area, "unit": unit, "source": _source(sheet, headings)})
    cells, asked = _shares(sheet, cells.join(about, on="row"))
    higher, unsure = _higher(sheet, headings, indicator)
    table = _table(sheet, cells.join(higher.rename("higher"), on="row"))
    checked = Targets.validate(table)
    facts = {"rows": len(checked), "indicators": int(checked["indicator"].nunique())} | of_table(checked)
    findings = (*sheet.findings, *merged, *strangers, *asked, *unsure)
    return Checked(checked, part=request.part or "", findings=findings, facts=facts)


def _taken(sheet: Sheet, request: Request) -> dict[str, str]:
    """Say by heading which of our columns it is taken for; a heading of a year holds targets or results."""
    years = {each.heading: each.side or "target" for each in wide(list(sheet.cells.columns))}
    return years | matching(sheet, (KIND,), request)


def _indicators(sheet: Sheet, heading: str) -> tuple[pd.Series, tuple[Finding, ...]]:
    """Read the indicators; one that is merged over several rows stands in the first alone (``filled_down``).

    Refuses (``cell_blank``) a first row without one.
    """
    written = texts(sheet.cells[heading])
    read = written.ffill()
    refuse_rows("cell_blank", read.isna(), sheet, heading)
    blank = written.isna()
    if not blank.any():
        return read, ()
    found = mended("filled_down", sheet.where(column=heading), n=int(blank.sum()))
    return read, (found.about(blank.index[blank]),)


def _areas(sheet: Sheet, headings: Mapping[str, str], request: Request) -> tuple[pd.Series, tuple[Finding, ...]]:
    """Read the areas; the whole city where the file has none, and where a row adds all up."""
    if "area" not in headings:
        return pd.Series(ALL_DISTRICTS, index=sheet.cells.index), ()
    heading = headings["area"]
    whole = is_total(texts(sheet.cells[heading]))
    cells = sheet.cells.assign(**{heading: sheet.cells[heading].mask(whole, ALL_DISTRICTS)})
    return areas(Sheet(sheet.file, sheet.name, sheet.heading_row, cells, ()), heading, request)


def _cells(sheet: Sheet, headings: Mapping[str, str]) -> pd.DataFrame:
    """Give each figure a row: ``row`` of the file, ``heading``, ``date``, ``side``, ``value``, ``percent``.

    Refuses ``no_target_columns``, ``not_a_fiscal_year``, ``side_unknown`` and, by row, ``no_target``.
    """
    columns = wide(list(sheet.cells.columns))
    if not columns:
        columns = [Figures(headings[name], None, side(name)) for name in SIDES if name in headings]
        if not columns or "year" not in headings:
            refuse("no_target_columns", sheet.where(sheet.heading_row))
    days, sides = _days(sheet, headings), _sides(sheet, headings)
    if sides is None and any(each.side is None for each in columns):
        refuse("side_unknown", sheet.where(sheet.heading_row))
    parts = [
        amounts(sheet, each.heading).assign(
            heading=each.heading, date=days if each.day is None else pd.Timestamp(each.day), side=each.side or sides
        )
        for each in columns
    ]
    cells = pd.concat(parts).rename_axis("row").reset_index()
    told = cells[cells["value"].notna()]
    refuse_rows("no_target", ~sheet.cells.index.to_series().isin(told["row"]), sheet)
    return told.sort_values("row", kind="stable", ignore_index=True)


def _days(sheet: Sheet, headings: Mapping[str, str]) -> pd.Series:
    """Read the column of years, NaT where the file has none; refuses ``not_a_fiscal_year`` by row."""
    index = sheet.cells.index
    if "year" not in headings:
        return pd.Series(pd.NaT, index=index, dtype="datetime64[ns]")
    read = pd.DatetimeIndex(by_cell(sheet.cells[headings["year"]], fiscal_day, None))
    days = pd.Series(read, index=index, dtype="datetime64[ns]")
    refuse_rows("not_a_fiscal_year", days.isna(), sheet, headings["year"])
    return days


def _sides(sheet: Sheet, headings: Mapping[str, str]) -> pd.Series | None:
    """Read the column that tells targets from results, None where the file has none; refuses ``side_unknown``."""
    if "side" not in headings:
        return None
    read = by_cell(texts(sheet.cells[headings["side"]]), lambda text: side(str(text)), None)
    sides = pd.Series(read, index=sheet.cells.index, dtype="str")
    refuse_rows("side_unknown", sides.isna(), sheet, headings["side"])
    return sides


def _source(sheet: Sheet, headings: Mapping[str, str]) -> pd.Series:
    """Read where the figures stand; blank where the file doesn't say."""
    if "plan" not in headings:
        return pd.Series(None, index=sheet.cells.index, dtype="str")
    return texts(sheet.cells[headings["plan"]])


def _shares(sheet: Sheet, cells: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Bring shares to 0..1. An indicator without a percent sign and nowhere above 1 is taken for shares of 1 as a
    workbook holds them, which has to be accepted (``rates_as_fractions``). Refuses ``share_over_whole``, ``negative``.
    """
    share = cells["unit"] == "share"
    plain = cells[share & ~cells["percent"]]
    largest = plain["value"].groupby(plain["indicator"]).max()
    fractions = share & ~cells["percent"] & cells["indicator"].map(largest).le(1)
    value = cells["value"].mask(share & ~fractions, cells["value"] / 100)
    over, below = share & (value > 1), (cells["unit"] != "number") & (value < 0)
    refuse_rows("share_over_whole", _rows(cells, over), sheet, _heading(cells, over))
    refuse_rows("negative", _rows(cells, below), sheet, _heading(cells, below))
    names = cells.loc[fractions & (value > 0), "indicator"].unique()
    asked = [mended("rates_as_fractions", sheet.where(), n=len(names), names=listed(names))] if len(names) else []
    return cells.assign(value=value), asked


def _heading(cells: pd.DataFrame, bad: pd.Series) -> str:
    """Name the column of the first bad figure; blank where none is."""
    return str(cells.loc[bad, "heading"].iloc[0]) if bad.any() else ""


def _rows(cells: pd.DataFrame, bad: pd.Series) -> pd.Series:
    """Give the rows of the file whose figures in the first bad column are bad; True by row."""
    rows = cells.loc[bad & (cells["heading"] == _heading(cells, bad)), "row"]
    return pd.Series(True, index=rows.drop_duplicates(), dtype=bool)


def _higher(sheet: Sheet, headings: Mapping[str, str], indicator: pd.Series) -> tuple[pd.Series, list[Finding]]:
    """Tell by row whether more is better: as its column says, else as is usual for the indicator, else neutral."""
    told = pd.Series(None, index=indicator.index, dtype="str")
    if "higher" in headings:
        told = words.checked(sheet, headings["higher"], "direction")
    told = told.fillna(indicator.map({name: usual(name).higher for name in indicator.unique()})).replace("", None)
    unsure = indicator[told.isna()].unique()
    found = [noted("direction_unknown", sheet.where(), n=len(unsure), names=listed(unsure))] if len(unsure) else []
    return told.fillna("neutral").astype("str"), found


def _table(sheet: Sheet, cells: pd.DataFrame) -> pd.DataFrame:
    """Put targets and results beside each other; refuses (``stands_twice``) by row."""
    twice = cells.duplicated([*KEY, "side"])
    refuse_rows("stands_twice", _rows(cells.assign(heading=""), twice), sheet)
    about = cells.drop_duplicates(KEY).set_index(KEY)[["unit", "higher", "source"]]
    wide_table = cells.set_index([*KEY, "side"])["value"].unstack("side").reindex(about.index).reindex(columns=[*SIDES])
    table = wide_table.join(about).reset_index()
    return table[["indicator", "area", "date", "target", "result", "unit", "higher", "source"]].astype(
        {"target": float, "result": float, "source": "str"}
    )
