"""Households of older people by district: a table of one's own, or the column 世帯数 of a population file."""

from __future__ import annotations

import pandas as pd

from shiensys.intake.areas import municipalities
from shiensys.intake.areas.places import placed
from shiensys.intake.findings import Finding, refuse
from shiensys.intake.people import population_rows, stated_totals
from shiensys.intake.people.population import KIND as POPULATION
from shiensys.intake.people.population import LAYOUTS, dates_part, municipality_codes
from shiensys.intake.people.population_rows import PLACE
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import by_heading_of, matching, opened
from shiensys.intake.sheets import headings
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import persons, refuse_rows
from shiensys.tables.population import Households
from shiensys.text import say

KIND = "households"
COUNTS = ("all_households", "single_65", "couple_65")


def read_households(request: Request) -> Checked:
    """Read households by area and date: all, one person of 65 and over, couples both 65 and over.

    Of a file by sex the rows for both sexes together are read. A count that the file doesn't have is not known.
    Raises RefusedError.
    """
    area = headings.aliases(KIND)["area"]
    sheet = opened(request, KIND, LAYOUTS, required=area, taken=lambda sheet: _taken(sheet, request))
    pairs = _pairs(sheet, request)
    sheet, cut = municipalities.cut(sheet, municipality_codes(pairs), request.city)
    rows, filled = population_rows.base(sheet, pairs, request)
    rows = rows.assign(**{column: _counts(sheet, pairs, column) for column in COUNTS})
    rows, totals = _without_totals(sheet, pairs, rows[rows["sex"].fillna("total") == "total"])
    refuse_rows("household_twice", rows.set_index("row").duplicated(PLACE), sheet)
    refuse_rows("more_old_households", _too_many(rows), sheet)
    table = rows[["area", "area_code", "date", *COUNTS]].reset_index(drop=True)
    found = placed(table["area"], request, sheet.where(column=pairs["area"]))
    return Checked(
        Households.validate(table),
        part=dates_part(table["date"]),
        findings=(*sheet.findings, *cut, *filled, *totals, *found),
        facts={"layout": say("intake.layout.households"), "rows": len(sheet.cells), **of_table(table)},
        city_name=municipalities.city_name(sheet, pairs.get("municipality_name")),
    )


def _taken(sheet: Sheet, request: Request) -> dict[str, str]:
    """Say by heading which of our columns it is taken for: a population file's column of sex counts too."""
    sex = headings.likely(sheet.cells.columns, POPULATION, {}).get("sex", "")
    return by_heading_of({"sex": sex}) | matching(sheet, (KIND, LAYOUTS), request)


def _pairs(sheet: Sheet, request: Request) -> dict[str, str]:
    """Match the headings; a population file's columns of sex and municipality count too. Refuses ``no_households``."""
    layout = headings.matched(sheet, LAYOUTS, {})
    sex = {"sex": headings.matched(sheet, POPULATION, {}).get("sex", "")}
    own = headings.matched(sheet, KIND, request.mapping, ["area"])
    if not set(COUNTS) & set(own):
        refuse("no_households", sheet.where(sheet.heading_row))
    return {column: heading for column, heading in (layout | sex | own).items() if heading and column != "ages"}


def _counts(sheet: Sheet, pairs: dict[str, str], column: str) -> pd.Series:
    """Read one column of households; all unknown where the file doesn't have it."""
    if column in pairs:
        return persons(sheet, pairs[column]).values
    return pd.Series(float("nan"), index=sheet.cells.index)


def _without_totals(sheet: Sheet, pairs: dict[str, str], rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Take out rows that add up all areas, and compare them with the sum of the areas."""
    figures = rows.melt(["area", "date", "row"], list(COUNTS), var_name="heading", value_name="persons")
    figures = figures.assign(heading=figures["heading"].replace(pairs))
    kept, findings = stated_totals.without_city(sheet, figures, by=["heading"])
    return rows[rows["row"].isin(kept["row"])], findings


def _too_many(rows: pd.DataFrame) -> pd.Series:
    """Tell the rows with more households of older people than households; True by row."""
    old = rows[["single_65", "couple_65"]].sum(axis=1)
    return (old > rows["all_households"]).set_axis(rows["row"])
