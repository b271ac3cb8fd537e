"""Who answered: a number, an area, an age band and a sex; nothing that leads to a person."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pandas as pd

from shiensys.intake.findings import Finding, Severity
from shiensys.intake.people.agebands import cohort, sex_of
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, number, texts
from shiensys.intake.sheets.wording import listed
from shiensys.intake.sheets.words import codes

BAND = 5  # years: an exact age isn't kept, nothing is worked out from it
AGES = (40, 120)  # insured persons of the long-term care insurance, years
NAMED = 5  # rows named in one sentence
_UNKNOWN_AGE = 999
_NO_SEX = ("3", "その他", "回答しない", "答えたくない")


def in_one_line(code: str, bad: pd.Series, sheet: Sheet, heading: str, **values: object) -> list[Finding]:
    """Refuse rows in one sentence for a column, by number: cells of answers are never quoted."""
    if not bad.any():
        return []
    rows = bad.index[bad]
    stated = {"n": len(rows), "rows": listed(rows, NAMED), **values}
    return [Finding(code, Severity.REFUSED, sheet.where(column=heading), stated).about(rows)]


def respondents(sheet: Sheet, heading: str | None) -> tuple[pd.Series, list[Finding]]:
    """Give the number of each respondent, its place in the file where there is none."""
    index = sheet.cells.index
    if heading is None:
        return pd.Series([str(place) for place in range(1, len(index) + 1)], index=index, dtype="str"), []
    numbers = texts(sheet.cells[heading])
    if numbers.isna().any():
        by_row = pd.Series([f"row-{row}" for row in index], index=index, dtype="str")
        numbers = numbers.fillna(by_row)
    return numbers, in_one_line("respondent_twice", numbers.duplicated(), sheet, heading)


def areas(sheet: Sheet, heading: str) -> pd.Series:
    """Read the areas as the file writes them; NaN where not answered."""
    written = texts(sheet.cells[heading])
    return written.mask(written.isin([*codes("no_answer")]))


def sexes(sheet: Sheet, heading: str | None) -> tuple[pd.Series, list[Finding]]:
    """Read male and female; other answers and none are blank. Refuses ``sex_unknown``."""
    if heading is None:
        return pd.Series(None, index=sheet.cells.index, dtype="str"), []
    written = texts(sheet.cells[heading])
    read = pd.Series(by_cell(written, lambda text: sex_of(str(text)), None), index=written.index, dtype="str")
    read = read.mask(read == "total")
    blank = written.isna() | written.isin([*codes("no_answer"), *_NO_SEX])
    return read, in_one_line("sex_unknown", read.isna() & ~blank, sheet, heading)


def ages(sheet: Sheet, *, band: str | None, age: str | None) -> tuple[pd.DataFrame, list[Finding]]:
    """Give ``age_from`` and ``age_to`` (Int16, years; blank ``age_to``: open) from a band, else from an age.

    Refuses ``age_unknown``: what is no age, or none from 40 to 120.
    """
    first = pd.Series(math.nan, index=sheet.cells.index)
    last = first.copy()
    wrong: list[Finding] = []
    for heading, read in ((band, _banded), (age, _aged)):
        if heading is None:
            continue
        youngest, oldest = _by_cell(texts(sheet.cells[heading]), read)
        wrong += in_one_line("age_unknown", np.isinf(youngest), sheet, heading)
        last = last.where(first.notna(), oldest)
        first = first.fillna(youngest)
    bounds = pd.DataFrame({"age_from": first, "age_to": last}).replace([math.inf], math.nan)
    return bounds.astype("Int16"), wrong


def _by_cell(cells: pd.Series, read: Callable[[object], tuple[float, float]]) -> tuple[pd.Series, pd.Series]:
    """Read each different cell once as youngest and oldest age."""
    positions, different = pd.factorize(cells)
    bounds = np.array([*map(read, different), (math.nan, math.nan)])[positions]
    return pd.Series(bounds[:, 0], index=cells.index), pd.Series(bounds[:, 1], index=cells.index)


def _banded(cell: object) -> tuple[float, float]:
    """Read a band; an infinite first age where it is none."""
    if str(cell) in codes("no_answer"):
        return math.nan, math.nan
    found = cohort(str(cell))
    if found is None or math.isnan(found.first):
        return (math.inf if found is None else math.nan), math.nan
    first, last = found.band
    if first > AGES[1] or last < AGES[0]:
        return math.inf, math.nan
    return max(first, AGES[0]), last


def _aged(cell: object) -> tuple[float, float]:
    """Put an age into its band of five years; an infinite first age where it is none."""
    age, status = number(str(cell).removesuffix("歳"))
    if str(cell) in codes("no_answer") or age == _UNKNOWN_AGE or (math.isnan(age) and status != "bad"):
        return math.nan, math.nan
    if math.isnan(age) or not AGES[0] <= age <= AGES[1]:
        return math.inf, math.nan
    first = age // BAND * BAND
    return first, first + BAND - 1
