"""Residents brought to one shape: a row an area, date, sex and age band, however the file lays them out."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from shiensys.intake.findings import Finding, mended, refuse
from shiensys.intake.people.agebands import OPEN, Cohort, cohort, sex_of
from shiensys.intake.request import Request
from shiensys.intake.sheets import headings
from shiensys.intake.sheets.dates import days
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, numbers, persons, refuse_rows, texts

PLACE = ["area", "date"]
_APART = ("male", "female")  # a heading 総数 beside rows by sex says nothing of the sex


def base(sheet: Sheet, pairs: Mapping[str, str], request: Request) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """Read what a row is about: ``area``, ``area_code``, ``date``, ``sex`` (blank where not said) and ``row``.

    Where the sheet says sex or age row by row, an area written once for several rows holds for all of them.
    """
    cells = sheet.cells
    areas = texts(cells[pairs["area"]])
    codes = texts(cells[pairs["area_code"]]) if "area_code" in pairs else areas.where(areas.isna())
    grouped = any(column in pairs for column in ("sex", "ages", "age_from"))
    findings: tuple[Finding, ...] = ()
    if grouped and areas.isna().any():
        findings = (mended("names_filled", sheet.where(column=pairs["area"]), n=int(areas.isna().sum())),)
        codes = codes.where(areas.notna()).groupby(areas.notna().cumsum()).transform("first")
        areas = areas.ffill()
    refuse_rows("area_blank", areas.isna(), sheet, pairs["area"])
    about = {"area": areas, "area_code": codes, "date": dated(sheet, pairs, request), "sex": _sexes(sheet, pairs)}
    return pd.DataFrame(about).assign(row=cells.index), findings


def dated(sheet: Sheet, pairs: Mapping[str, str], request: Request) -> pd.Series:
    """Give the day of each row: its own, that of the row above where it was written once, or the one asked for."""
    if "date" in pairs:
        read = days(sheet, pairs["date"], today=request.today)
        filled = read.ffill()
        if filled.notna().all():
            return filled
        refuse_rows("date_blank", filled.isna(), sheet, pairs["date"])
    if request.date is None:
        refuse("date_missing", sheet.where(sheet.heading_row))
    _not_later(request.date, request.today, sheet)
    return pd.Series(pd.Timestamp(request.date), index=sheet.cells.index).astype("datetime64[ns]")


def _not_later(day: dt.date, today: dt.date, sheet: Sheet) -> None:
    """Refuse a day that was asked for and hasn't come yet."""
    if day > today:
        refuse("future_date", sheet.where(), today=today)


def _sexes(sheet: Sheet, pairs: Mapping[str, str]) -> pd.Series:
    """Read the sex of each row; blank where the sheet doesn't say it row by row."""
    if "sex" not in pairs:
        return pd.Series(pd.NA, index=sheet.cells.index, dtype="str")
    cells = texts(sheet.cells[pairs["sex"]])
    read = pd.Series(by_cell(cells, lambda cell: sex_of(str(cell)), None), index=cells.index, dtype="str")
    refuse_rows("unknown_sex", read.isna(), sheet, pairs["sex"])
    return read


def long(sheet: Sheet, pairs: Mapping[str, str], rows: pd.DataFrame) -> pd.DataFrame:
    """Give one row a figure: the columns of ``rows`` and ``first``, ``last``, ``whole``, ``persons``, ``status``,
    ``heading``. Refuses (``no_ages``) a sheet that says no ages."""
    if "ages" in pairs or "age_from" in pairs:
        return _by_row(sheet, pairs, rows)
    heads = {heading: found for heading in sheet.cells.columns if (found := cohort(heading))}
    if all(found.whole for found in heads.values()):
        refuse("no_ages", sheet.where(sheet.heading_row))
    return _columns(sheet, heads, rows)


def _by_row(sheet: Sheet, pairs: Mapping[str, str], rows: pd.DataFrame) -> pd.DataFrame:
    """Read a sheet with the age in each row, and persons in one column or in one a sex."""
    ages = worded_ages(sheet, pairs["ages"]) if "ages" in pairs else numbered_ages(sheet, pairs)
    heads = {heading: found for heading in sheet.cells.columns if (found := cohort(heading)) and found.whole}
    if "persons" in pairs:
        heads = {pairs["persons"]: Cohort(None, 0, OPEN)}
    if not heads:
        headings.needed(sheet, "population", pairs, ["persons"])
    figures = _columns(sheet, heads, rows)
    return figures.assign(**{name: figures["row"].map(column) for name, column in ages.items()})


def worded_ages(sheet: Sheet, heading: str) -> dict[str, pd.Series]:
    """Read ages such as 65～69歳; refuses ``unknown_age`` by row."""
    cells = texts(sheet.cells[heading])
    read = by_cell(cells, lambda cell: cohort(str(cell)) or _bare(str(cell)), None)
    refuse_rows("unknown_age", pd.Series([found is None for found in read], index=cells.index), sheet, heading)
    found = [one for one in read if one]
    columns = {name: [getattr(one, name) for one in found] for name in ("first", "last", "whole")}
    return {name: pd.Series(values, index=cells.index) for name, values in columns.items()}


def _bare(cell: str) -> Cohort | None:
    """Read a single year without its word."""
    return cohort(f"{cell}歳")


def numbered_ages(sheet: Sheet, pairs: Mapping[str, str]) -> dict[str, pd.Series]:
    """Read ages from two columns: both blank unknown, the second blank open at the top."""
    first = persons(sheet, pairs["age_from"]).values
    last = persons(sheet, pairs["age_to"]).values if "age_to" in pairs else first
    if "age_to" in pairs:
        last = last.where(last.notna() | first.isna(), OPEN)
        refuse_rows("unknown_age", last < first, sheet, pairs["age_to"])
    return {"first": first, "last": last, "whole": pd.Series(False, index=first.index)}


def _columns(sheet: Sheet, heads: Mapping[str, Cohort], rows: pd.DataFrame) -> pd.DataFrame:
    """Read columns of persons, one below the other; the heading's sex wins over the row's, else both together."""
    cells = pd.concat([sheet.cells[heading] for heading in heads], ignore_index=True)
    read = numbers(cells)
    if read.bad.any() or (read.values < 0).any():
        for heading in heads:
            persons(sheet, heading)  # refuses, and names the column
    long = rows.iloc[np.tile(np.arange(len(rows)), len(heads))].reset_index(drop=True)
    spread = {
        name: np.repeat([getattr(found, name) for found in heads.values()], len(rows))
        for name in ("first", "last", "whole")
    }
    sexes = pd.Series(np.repeat([found.sex or "" for found in heads.values()], len(rows)), dtype="str")
    return long.assign(
        **spread,
        sex=sexes.where(sexes.isin(_APART), long["sex"]).fillna("total"),
        heading=np.repeat(list(heads), len(rows)),
        persons=read.values,
        status=read.status,
    )


def band_type(ages: pd.Series) -> pd.Series:
    """Give ages as tables hold them: blank where unknown or open."""
    return ages.where(np.isfinite(ages), math.nan).astype("Int16")
