"""Persons certified for long-term care (要介護・要支援認定者) by district and level."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from shiensys.intake.areas import municipalities
from shiensys.intake.areas.places import placed
from shiensys.intake.findings import Finding, noted, refuse
from shiensys.intake.people import population_rows, stated_totals
from shiensys.intake.people.agebands import OPEN, partition
from shiensys.intake.people.agegaps import refuse_ages
from shiensys.intake.people.population import LAYOUTS, dates_part, municipality_codes
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import opened
from shiensys.intake.sheets import headings
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.heading_rows import folded
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, persons, refuse_rows, texts
from shiensys.tables.population import LEVELS, Certified
from shiensys.text import say

KIND = "certified"
YOUNGEST = 65.0  # 第1号被保険者: whom a count without ages is taken for
_LEVEL = re.compile(r"要?(支援|介護)([1-5])")
_KEYS = ["area", "date", "level", "first", "last"]


def read_certified(request: Request) -> Checked:
    """Read certified persons: a column a level, or a row a level, with or without ages.

    Without ages they are taken for 65 and over. Totals of levels are left out. Raises RefusedError.
    """
    area = headings.aliases(KIND)["area"]
    sheet = opened(request, KIND, LAYOUTS, more=LEVELS, required=area, by_heading=_says_level)
    own = headings.matched(sheet, KIND, request.mapping, ["area"])
    pairs = headings.matched(sheet, LAYOUTS, {}) | own
    sheet, cut = municipalities.cut(sheet, municipality_codes(pairs), request.city)
    about, filled = population_rows.base(sheet, pairs, request)
    rows, left = _rows(sheet, pairs, about.drop(columns="sex").assign(**_ages(sheet, pairs)))
    rows, totals = stated_totals.without_city(sheet, rows, by=["level", "first", "last"])
    rows = _finest(sheet, rows)
    refuse_rows("band_twice", rows.set_index("row").duplicated(_KEYS), sheet)
    table = _table(rows)
    found = placed(table["area"], request, sheet.where(column=pairs["area"]))
    return Checked(
        Certified.validate(table),
        part=dates_part(table["date"]),
        findings=(*sheet.findings, *cut, *filled, *left, *totals, *found),
        facts={"layout": say("intake.layout.certified"), "rows": len(sheet.cells), **of_table(table)},
        city_name=municipalities.city_name(sheet, pairs.get("municipality_name")),
    )


def level(words: object) -> str | None:
    """Read a level of care; None where it is none.

    >>> level("要介護１"), level("支援2"), level("合計")
    ('要介護1', '要支援2', None)
    """
    found = _LEVEL.fullmatch(folded(str(words)))
    name = f"要{found[1]}{found[2]}" if found else ""
    return name if name in LEVELS else None


def _says_level(heading: str) -> bool:
    """Tell a heading that names a level of care."""
    return level(heading) is not None


def _ages(sheet: Sheet, pairs: Mapping[str, str]) -> dict[str, pd.Series]:
    """Read the ages of each row, by row; 65 and over where none are said."""
    blank = pd.Series(float("nan"), index=sheet.cells.index)
    ages = {"first": blank, "last": blank}
    if "ages" in pairs:
        ages = population_rows.worded_ages(sheet, pairs["ages"])
    elif "age_from" in pairs:
        ages = population_rows.numbered_ages(sheet, pairs)
    all_ages = ages["first"].isna() | (ages["first"] < 1)
    return {"first": ages["first"].mask(all_ages, YOUNGEST), "last": ages["last"].mask(all_ages, OPEN)}


def _rows(sheet: Sheet, pairs: Mapping[str, str], about: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Give a row a figure, with its level; say which rows of other levels were left out."""
    columns = {heading: found for heading in sheet.cells.columns if (found := level(heading))}
    if "level" not in pairs:
        if not columns:
            refuse("no_levels", sheet.where(sheet.heading_row))
        wide = [
            about.assign(level=found, persons=persons(sheet, heading).values, heading=heading)
            for heading, found in columns.items()
        ]
        return pd.concat(wide), []
    headings.needed(sheet, KIND, pairs, ["persons"])
    read = by_cell(texts(sheet.cells[pairs["level"]]), level, None)
    levels = pd.Series(read, index=about.index, dtype="str")
    if levels.isna().all():
        refuse("no_levels", sheet.where(column=pairs["level"]))
    rows = about.assign(level=levels, persons=persons(sheet, pairs["persons"]).values, heading=pairs["persons"])
    left = int(levels.isna().sum())
    return rows[levels.notna()], [noted("other_levels", sheet.where(column=pairs["level"]), n=left)] if left else []


def _finest(sheet: Sheet, rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the finest ages that count nobody twice; refuses ``ages_incomplete``."""
    bands = partition(rows[["first", "last"]].drop_duplicates().itertuples(index=False, name=None))
    if not bands:
        refuse_ages(sheet, rows[["first", "last"]].drop_duplicates().itertuples(index=False, name=None))
    return rows[pd.MultiIndex.from_frame(rows[["first", "last"]]).isin(bands)]


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the rows as the table of certified persons holds them."""
    order = pd.Categorical(rows["level"], categories=LEVELS, ordered=True)
    ordered = rows.assign(order=order).sort_values(["row", "order", "first"], kind="stable", ignore_index=True)
    return pd.DataFrame(
        {
            "area": ordered["area"],
            "date": ordered["date"],
            "level": ordered["level"],
            "age_from": population_rows.band_type(ordered["first"]),
            "age_to": population_rows.band_type(ordered["last"]),
            "persons": ordered["persons"],
        }
    )
