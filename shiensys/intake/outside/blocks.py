"""Ages down, years across: the pages of 社人研 by municipality, and tables of one's own of that shape.

Since 令和5年推計 men and women stand beside both together, before below them; each block has the sex over its ages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from shiensys.intake.outside.grids import Cells, Grid, cell, persons
from shiensys.intake.outside.periods import calendar_year
from shiensys.intake.people.agebands import Sex, cohort, sex_of
from shiensys.intake.sheets.heading_rows import folded, written
from shiensys.text import say

MOST_ROWS = 2_000  # of a page of this shape: three blocks of single years of age are 330
_AGE_WORDS = ("年齢", "年齢階級", "年齢区分", "年齢別", "年代", "男女・年齢", "区分", "年齢(5歳階級)")
_AGES = frozenset(map(folded, _AGE_WORDS))
_SEXES = frozenset(map(folded, ("性別", "男女別", "男女")))


@dataclass(frozen=True)
class Block:
    """Ages of one sex, or of the sex that a column says, from row position ``top`` on.

    ``label``: column of the ages; ``sexes``: column of the sex, None where the block has one; ``years``: by column.
    """

    top: int
    label: int
    years: dict[int, int]
    sex: Sex | None
    sexes: int | None


def blocks(grid: Grid) -> list[Block]:
    """Find the blocks of a page, in the order of its rows."""
    found: list[Block] = []
    for at, row in enumerate(grid.rows[:MOST_ROWS]):
        upper, lower = (grid.rows[near] if 0 <= near < len(grid.rows) else [] for near in (at - 1, at + 1))
        if not _below_years(at + 1, row, lower):
            below = _below_years(at, upper, row)
            found += below or [block for block in _in_row(at, upper, row) if _is_heading(block, row, found)]
    return [block for block in found if any(True for _ in _lines(grid, block, _end(found, block)))]


def _years(row: Cells) -> dict[int, int]:
    """Give the years of a row by column."""
    cells = ((column, cell(row, column)) for column in range(len(row)))
    return {column: year for column, one in cells if one is not None and (year := calendar_year(one)) is not None}


def _below_years(at: int, upper: Cells, row: Cells) -> list[Block]:
    """Find men and women below each of the years of the row above, that may be merged across them."""
    years = _years(upper)
    words = {column: written(cell(row, column)) for column in range(min(years, default=len(row)), len(row))}
    sexes = {column: sex for column, word in words.items() if word and not word.isdigit() and (sex := sex_of(word))}
    if not years or len(sexes) < len(years) or not min(years):
        return []
    under = {column: years[max(year for year in years if year <= column)] for column in sexes}
    return [
        Block(at, min(years) - 1, {column: under[column] for column, one in sexes.items() if one == sex}, sex, None)
        for sex in dict.fromkeys(sexes.values())
    ]


def _in_row(at: int, upper: Cells, row: Cells) -> Iterator[Block]:
    """Find runs of years in one row that stand beside a word for a sex or for ages; the sex may stand above them."""
    years = _years(row)
    first = [column for column in years if column - 1 not in years]
    for start in first:
        run = {column: years[column] for column in range(start, len(row)) if _joined(start, column, years)}
        head = written(cell(row, start - 1))
        sex = sex_of(head) if head and not head.isdigit() else None
        if start and (sex or not head or folded(head) in _AGES):
            before = start - 2 if start > 1 and folded(written(cell(row, start - 2))) in _SEXES else None
            above = (sex_of(word) for column in (start - 1, *run) if (word := written(cell(upper, column))))
            yield Block(at, start - 1, run, sex or next(filter(None, above), None), before)


def _is_heading(block: Block, row: Cells, before: list[Block]) -> bool:
    """Tell headings from residents of a small village, which look like years: below others they are the same years."""
    above = [other.years for other in before if other.label == block.label]
    plain = all(isinstance(row[at], float) or written(row[at]).isdigit() for at in block.years)
    return not plain or not above or block.years == above[-1]


def _joined(start: int, column: int, years: dict[int, int]) -> bool:
    """Tell whether all columns up to this one are years."""
    return all(between in years for between in range(start, column + 1))


def _end(found: list[Block], block: Block) -> int:
    """Give the row in which the next block of the same columns begins."""
    return min(
        (other.top for other in found if other.label == block.label and other.top > block.top), default=MOST_ROWS
    )


def _lines(grid: Grid, block: Block, end: int) -> Iterator[tuple[int, Sex, float, float, bool]]:
    """Give row position, sex and ages line by line: after the open age only totals, what follows is said again."""
    full: set[Sex] = set()
    for at in range(block.top + 1, min(end, len(grid.rows))):
        row = grid.rows[at]
        found = cohort(written(cell(row, block.label)))
        sex = block.sex if block.sexes is None else sex_of(written(cell(row, block.sexes)))
        sex = sex or (found.sex if found else None) or "total"
        if found is None or found.first != found.first or (sex in full and not found.whole):
            continue
        if not found.whole and found.last == float("inf"):
            full.add(sex)
        yield at, sex, found.first, found.last, found.whole


def read(grid: Grid, sex: Sex | None = None) -> pd.DataFrame:
    """Read all blocks of a page: ``year``, ``sex``, ``first``, ``last``, ``whole``, ``persons``, ``row``, ``heading``.

    ``sex``: of a page whose blocks don't say it. Refuses ``not_a_number`` and ``negative``.
    """
    found = blocks(grid)
    rows = [line for block in found for line in _figures(grid, block, _end(found, block), sex)]
    return pd.DataFrame(rows, columns=["year", "sex", "first", "last", "whole", "persons", "row", "heading"])


def _figures(grid: Grid, block: Block, end: int, sex: Sex | None) -> Iterator[tuple[object, ...]]:
    """Give the figures of one block, line by line."""
    heads = {column: say("intake.outside.year", year=str(year)) for column, year in block.years.items()}
    for at, said, *ages in _lines(grid, block, end):
        own = sex if said == "total" and sex else said
        for column, year in block.years.items():
            yield year, own, *ages, persons(grid, at, column, heads[column]), grid.number(at), heads[column]
