"""All municipalities in one table, a row a municipality and year, ages across: 社人研 ``suikei_kekka``.

The columns of both sexes together, of men and of women follow each other, each with the ages from 0 to the open one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from shiensys.intake.outside.grids import Cells, Grid, cell, persons
from shiensys.intake.outside.periods import calendar_year
from shiensys.intake.people.agebands import OPEN, Cohort, Sex, cohort, sex_of
from shiensys.intake.sheets.heading_rows import folded, written

_CODES = frozenset(map(folded, ("コード", "団体コード", "市区町村コード", "地域コード", "全国地方公共団体コード")))
_YEARS = frozenset(map(folded, ("年", "年次", "西暦")))
_NAMES = frozenset(map(folded, ("市区町村", "市区町村名", "市町村", "市町村名")))
_SEXES = frozenset(map(folded, ("性別", "男女別", "男女")))
_FEWEST = 10  # ages side by side: fewer are no table of this shape
_TOP = 12  # rows in which its headings stand
_ORDER: tuple[Sex, ...] = ("total", "male", "female")


@dataclass(frozen=True)
class Listing:
    """Where what stands. ``ages``: band by column, by sex; ``totals``: column of all ages by sex; ``below``: row."""

    below: int
    code: int
    year: int
    name: int | None
    ages: dict[Sex, dict[int, Cohort]]
    totals: dict[Sex, int]


def listing(grid: Grid) -> Listing | None:
    """Find the headings; None where the page has another shape."""
    for at, row in enumerate(grid.rows[:_TOP]):
        bands = {column: found for column in range(len(row)) if (found := _age(cell(row, column)))}
        if len(bands) >= _FEWEST:
            upper = grid.rows[at - 1] if at else []
            return _found(at, _headed(upper, row), bands, upper)
    return None


def _age(found: object) -> Cohort | None:
    """Read a heading as ages; a total is none."""
    read = cohort(written(found)) if isinstance(found, str) else None
    return read if read and not read.whole and read.first == read.first else None


def _headed(upper: Cells, lower: Cells) -> list[str]:
    """Give the heading of each column: the lower one, else that above it."""
    width = max(len(upper), len(lower))
    return [folded(written(cell(lower, at)) or written(cell(upper, at))) for at in range(width)]


def _found(at: int, heads: list[str], bands: dict[int, Cohort], upper: Cells) -> Listing | None:
    """Put the columns together; None where code or year is missing."""
    named = [next((at for at, head in enumerate(heads) if head in names), None) for names in (_CODES, _YEARS, _NAMES)]
    code, year, name = named
    groups = _groups(bands)
    if code is None or year is None or not groups or _SEXES & set(heads):
        return None  # with a column of the sex it is a table of rows, which is read by its headings
    said = [_said(upper, group) for group in groups]
    sexes = said if len(set(said)) == len(groups) and None not in said else [*_ORDER[: len(groups)]]
    ages = {sex: group for sex, group in zip(sexes, groups, strict=False) if sex}
    before = {sex: min(group) - 1 for sex, group in ages.items()}
    totals = {sex: column for sex, column in before.items() if column not in bands and column > year}
    return Listing(at + 1, code, year, name, ages, totals)


def _groups(bands: dict[int, Cohort]) -> list[dict[int, Cohort]]:
    """Split the ages where they begin at 0 again; what has other ages than the first group is said again."""
    groups: list[dict[int, Cohort]] = []
    for column, band in bands.items():
        if band.first == 0 or not groups:
            groups.append({})
        if not groups[-1] or [*groups[-1].values()][-1].last + 1 == band.first:
            groups[-1][column] = band
    alike = [group for group in groups if [one.band for one in group.values()] == [b.band for b in groups[0].values()]]
    return alike[:3] if groups and [*groups[0].values()][-1].last == OPEN else []


def _said(upper: Cells, group: dict[int, Cohort]) -> Sex | None:
    """Read the sex over a group of columns, or over its total."""
    own = {band.sex for band in group.values()}
    if len(own) == 1 and None not in own:
        return own.pop()
    words = [sex_of(word) for at in range(min(group) - 1, max(group) + 1) if (word := written(cell(upper, at)))]
    return next(filter(None, words), None)


def codes(grid: Grid, found: Listing) -> list[str]:
    """Give the code of every row, five digits; blank where the row has none."""
    return [_code(cell(row, found.code)) for row in grid.rows[found.below :]]


def _code(found: object) -> str:
    """Read a code, that a workbook holds as a number without its leading zero."""
    word = written(found)
    return word.zfill(5) if word.isdigit() and len(word) in (4, 5) else ""


def read(grid: Grid, found: Listing, city: str) -> tuple[pd.DataFrame, str | None]:
    """Read the rows of one municipality as ``blocks.read`` gives them, and its name."""
    rows: list[tuple[object, ...]] = []
    name = None
    for at, code in enumerate(codes(grid, found), start=found.below):
        row = grid.rows[at]
        year = calendar_year(cell(row, found.year))
        if code == city and year is not None:
            name = name or (None if found.name is None else written(cell(row, found.name)))
            rows += [(year, *line, grid.number(at), "") for line in _figures(grid, at, found)]
    columns = ["year", "sex", "first", "last", "whole", "persons", "row", "heading"]
    return pd.DataFrame(rows, columns=columns), name or None


def _figures(grid: Grid, at: int, found: Listing) -> Iterator[tuple[object, ...]]:
    """Give sex, ages and persons of one row."""
    for sex, ages in found.ages.items():
        for column, band in ages.items():
            yield sex, band.first, band.last, False, persons(grid, at, column)
        if sex in found.totals:
            yield sex, 0.0, OPEN, True, persons(grid, at, found.totals[sex])
