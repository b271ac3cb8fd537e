"""Rates of cohorts (生残率, 純移動率) for コーホート要因法: a row a period, sex and age at its start.

The workbooks in which 社人研 publishes its assumptions could not be opened at their source: their columns are
copied into our template.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping

import pandas as pd

from shiensys.intake.areas.named import areas
from shiensys.intake.findings import Finding, noted, refuse
from shiensys.intake.outside import rates
from shiensys.intake.outside.forecast_rows import STEP, refuse_ages
from shiensys.intake.outside.official import OWN
from shiensys.intake.outside.periods import calendar_year
from shiensys.intake.people.agebands import OPEN, cohort, partition, sex_of
from shiensys.intake.people.population_rows import band_type, numbered_ages
from shiensys.intake.request import Checked, Request
from shiensys.intake.seeing import opened
from shiensys.intake.sheets import headings
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, refuse_rows, texts
from shiensys.tables.ageing import CohortRates
from shiensys.tables.population import SEXES
from shiensys.tables.resources import ALL_DISTRICTS
from shiensys.text import say

KIND = "cohort-rates"
BORN = "出生"  # the cohort born within the period
_LONGEST = 10  # years of a period
_PERIOD = re.compile(r"(.+?)(?:-|から|→|->)(.+)")
_DASHES = re.compile("[〜～~−–—―]")
_ARROW = re.compile("→|->|⇒|から")  # 65～69歳→70～74歳: what they become stands behind
_COHORT = ["area", "year_from", "sex"]


def read_cohort_rates(request: Request) -> Checked:
    """Read survival and net migration; percent becomes a share. Raises RefusedError."""
    sheet = opened(request, KIND)
    pairs = headings.matched(sheet, KIND, request.mapping, ["survival", "migration"])
    if not {"ages", "age_from"} & set(pairs):
        headings.needed(sheet, KIND, pairs, ["ages"])
    rows = _periods(sheet, pairs).join(_ages(sheet, pairs)).assign(sex=_sexes(sheet, pairs))
    rows["area"], found = _areas(sheet, pairs, request)
    rows["survival"], rows["migration"], read = _rates(sheet, pairs)
    _check(sheet, rows)
    source = request.part or _source(sheet, pairs) or OWN
    table = CohortRates.validate(_table(rows, source))
    facts = {"layout": say("intake.layout.cohort_rates"), "rows": len(table)}
    return Checked(table, part=source, findings=(*sheet.findings, *found, *read), facts=facts, source=source)


def span(cell: object) -> tuple[int, int] | None:
    """Read a period: the year in which it begins and its length; None where it is none.

    >>> span("2025～2030年"), span("令和7年→令和12年"), span("2025"), span("2030～2025年")
    ((2025, 5), (2025, 5), (2025, 5), None)
    """
    text = _DASHES.sub("-", "".join(unicodedata.normalize("NFKC", str(cell)).split()))
    if (alone := calendar_year(cell)) is not None:
        return alone, STEP
    found = _PERIOD.fullmatch(text)
    first, last = (calendar_year(found[1]), calendar_year(found[2])) if found else (None, None)
    if first is None or last is None or not 1 <= last - first <= _LONGEST:
        return None
    return first, last - first


def _periods(sheet: Sheet, pairs: Mapping[str, str]) -> pd.DataFrame:
    """Read ``year_from`` (blank: any) and ``years``; five where no period is said. Refuses ``not_a_period``."""
    index = sheet.cells.index
    if "period" not in pairs:
        return pd.DataFrame({"year_from": pd.Series(pd.NA, index=index, dtype="Int16"), "years": STEP})
    cells = sheet.cells[pairs["period"]].ffill()
    read = by_cell(cells, span, None)
    bad = pd.Series([found is None for found in read], index=index)
    refuse_rows("not_a_period", bad, sheet, pairs["period"])
    spans = [found for found in read if found]
    years = pd.array([first for first, _ in spans], dtype="Int16")
    return pd.DataFrame({"year_from": years, "years": [length for _, length in spans]}, index=index)


def _ages(sheet: Sheet, pairs: Mapping[str, str]) -> pd.DataFrame:
    """Read ``first`` and ``last`` age at the start, NaN for those born within the period, and ``skip`` for totals."""
    if "ages" not in pairs:
        found = numbered_ages(sheet, pairs)
        return pd.DataFrame({"first": found["first"], "last": found["last"], "skip": False})
    cells = texts(sheet.cells[pairs["ages"]])
    read = by_cell(cells, _age, None)
    refuse_rows("unknown_age", pd.Series([one is None for one in read], index=cells.index), sheet, pairs["ages"])
    return pd.DataFrame([one for one in read if one], columns=["first", "last", "skip"], index=cells.index)


def _age(cell: object) -> tuple[float, float, bool] | None:
    """Read the age at the start of the period.

    >>> _age("65～69歳→70～74歳"), _age("出生→0～4歳"), _age("85歳以上")
    ((65.0, 69.0, False), (nan, nan, False), (85.0, inf, False))
    """
    begin = _ARROW.split(unicodedata.normalize("NFKC", str(cell)))[0].strip()
    if begin.startswith(BORN):
        return math.nan, math.nan, False
    found = cohort(begin) or cohort(f"{begin}歳")
    if found is None or found.first != found.first:
        return None
    return found.first, found.last, found.whole


def _sexes(sheet: Sheet, pairs: Mapping[str, str]) -> pd.Series:
    """Read the sex of each row; both together where the sheet doesn't say it."""
    if "sex" not in pairs:
        return pd.Series("total", index=sheet.cells.index, dtype="str")
    cells = texts(sheet.cells[pairs["sex"]]).ffill()
    read = pd.Series(by_cell(cells, lambda cell: sex_of(str(cell)), None), index=cells.index, dtype="str")
    refuse_rows("unknown_sex", read.isna(), sheet, pairs["sex"])
    return read


def _areas(sheet: Sheet, pairs: Mapping[str, str], request: Request) -> tuple[pd.Series, tuple[Finding, ...]]:
    """Read the districts; blank and words for the whole city: the whole city."""
    blank = pd.Series(pd.NA, index=sheet.cells.index, dtype="str")
    if "area" not in pairs or texts(sheet.cells[pairs["area"]]).isna().all():
        return blank, ()
    filled = sheet.cells.assign(**{pairs["area"]: texts(sheet.cells[pairs["area"]]).fillna(ALL_DISTRICTS)})
    read, findings = areas(type(sheet)(sheet.file, sheet.name, sheet.heading_row, filled, ()), pairs["area"], request)
    return read.where(read != ALL_DISTRICTS), findings


def _rates(sheet: Sheet, pairs: Mapping[str, str]) -> tuple[pd.Series, pd.Series, tuple[Finding, ...]]:
    """Read both rates as shares; refuses ``survival_range`` and ``migration_range`` by row."""
    survival, signed = rates.read(sheet, pairs["survival"])
    migration, moved = rates.read(sheet, pairs["migration"])
    percent = signed or bool((survival >= rates.LEAST_PERCENT).any())
    survival = survival / 100 if percent else survival
    migration = migration / 100 if moved or (percent and not moved) else migration
    refuse_rows("survival_range", (survival < 0) | (survival > 1), sheet, pairs["survival"])
    refuse_rows("migration_range", migration.abs() > 1, sheet, pairs["migration"])
    found = (noted("rates_in_percent", sheet.where(column=pairs["survival"])),) if percent else ()
    return survival, migration, found


def _check(sheet: Sheet, rows: pd.DataFrame) -> None:
    """Refuse blank rates, cohorts twice, ages with gaps or of another width than the period, and one sex alone."""
    kept = rows[~rows["skip"]]
    refuse_rows("rate_blank", kept[["survival", "migration"]].isna().any(axis=1), sheet)
    refuse_rows("cohort_twice", kept.duplicated([*_COHORT, "first"]), sheet)
    aged = kept[kept["first"].notna()]
    if aged["years"].nunique() > 1:
        refuse("periods_uneven", sheet.where())
    wide = aged["last"].ne(OPEN) & (aged["last"] - aged["first"] + 1).ne(aged["years"])
    refuse_rows("cohort_width", wide, sheet)
    for _, group in aged.groupby(_COHORT, dropna=False):
        bands = list(group[["first", "last"]].itertuples(index=False, name=None))
        if len(partition(bands)) != len(bands) or min(first for first, _ in bands) > 0:
            refuse_ages(bands, sheet.where)
    for _, group in aged.groupby(["area", "year_from"], dropna=False):
        if len({"male", "female"} & set(group["sex"])) == 1:
            refuse("one_sex_only", sheet.where())


def _source(sheet: Sheet, pairs: Mapping[str, str]) -> str | None:
    """Give the source that the file names, where it names one alone."""
    if "made_by" not in pairs:
        return None
    named = texts(sheet.cells[pairs["made_by"]]).dropna().unique()
    return str(named[0]) if len(named) == 1 else None


def _table(rows: pd.DataFrame, source: str) -> pd.DataFrame:
    """Give the rows as the table of rates holds them."""
    kept = rows[~rows["skip"]].assign(order=rows["sex"].map(SEXES.index))
    by = ["area", "year_from", "order", "first"]
    ordered = kept.sort_values(by, kind="stable", na_position="first", ignore_index=True)
    return pd.DataFrame(
        {
            "source": pd.Series(source, index=ordered.index, dtype="str"),
            "area": ordered["area"].astype("str"),
            "year_from": ordered["year_from"].astype("Int16"),
            "years": ordered["years"].astype("Int16"),
            "sex": ordered["sex"].astype("str"),
            "age_from": band_type(ordered["first"]),
            "age_to": band_type(ordered["last"]),
            "survival": ordered["survival"].astype(float),
            "migration": ordered["migration"].astype(float),
        }
    )
