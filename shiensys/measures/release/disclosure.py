"""What may be told of counts of answers, so that nobody can work out a small one (docs/methods.md §4).

Told of a cell are only the numbers of ``released``; ``jointly`` sees to it that cells, totals and breakdowns together
tell no more. Whoever reads them is taken to know every rule of this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shiensys.measures.release.boxes import Parts, Told
from shiensys.measures.release.grouping import groups
from shiensys.measures.release.release_audit import feasible, told, weak
from shiensys.measures.release.release_cells import BIN, FEW, FEWEST, TOLD, WHOLE, bare, released, summed
from shiensys.measures.release.settling import settled, settled_counts
from shiensys.measures.release.ties import AnyOf, Pair, Tie

__all__ = ["FEW", "FEWEST", "Beside", "feasible", "groups", "jointly", "released", "settled", "settled_counts"]

ORDER = ("district", "age", "sex")  # the last is left out first
FINEST = ORDER[0]  # never left out: the map is drawn of it
FEWEST_EXACT = 10  # persons for and against, for the city's count to be told as it is
WIDENED = 2  # times that a range is widened at most
NOTHING = dict.fromkeys(TOLD, np.nan)
Cells = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Beside:
    """Exact counts of another question to the same respondents, which is released before the one in question.

    Whoever answers yes to it does so to the later one too; or, where they are ``apart``, nobody says yes to both.
    """

    breakdowns: Mapping[str, pd.DataFrame]
    whole: tuple[float, float]
    apart: bool = False


def jointly(
    breakdowns: Mapping[str, pd.DataFrame],
    whole: tuple[float, float],
    *,
    beside: Sequence[Beside] = (),
    any_of: bool = False,
) -> tuple[Cells, pd.DataFrame]:
    """Release one question's counts by several breakdowns of the same respondents, and the city's.

    ``breakdowns``: ``n``, ``x`` by cell; a respondent is in at most one cell of each, in none where it isn't known.
    ``whole``: n and x of all respondents. ``beside``: questions released before, whose answers hang together with
    these; ``any_of``: this one asks whether any of them is true. Gives the released cells by breakdown, where one that
    would tell too much is left out (the districts are silent then), and the city's one row: exact (``x_low`` is
    ``x_high``) where that tells nothing of a cell, never of any of several: the rest of their sum would be exact too.
    """
    tables = {name: bare(breakdowns[name]) for name in _ordered(breakdowns)}
    counts = bare(pd.DataFrame([whole], columns=["n", "x"], index=[WHOLE]))
    elsewhere = _elsewhere(tables, whole)
    before = [_before(each, tables) for each in beside]
    ties: list[Tie] = [Pair(place, len(before), each.apart) for place, each in enumerate(beside)]
    if any_of and before:
        ties.append(AnyOf(tuple(range(len(before))), len(before)))
    cells = {name: released(table) for name, table in tables.items()}
    weighed = any((table["x"] % 1 > 0).any() for table in (*tables.values(), counts))
    for row in _rows(counts, cells, coarse=weighed or any_of):
        let_in = _let_in(cells, row, elsewhere, (before, ties))
        if let_in is not None:
            return let_in, row
    row = released(counts)
    if _any(weak([*before, {WHOLE: told(row)}], ties)):
        row = _silent(row)
    return {name: _silent(table) for name, table in cells.items() if name == FINEST}, row


def _silent(cells: pd.DataFrame) -> pd.DataFrame:
    """Tell nothing of any cell."""
    return cells.assign(**{"state": "protected"} | NOTHING).astype({"state": "str"})


def _before(each: Beside, cells: Cells) -> Parts:
    """Take what the release of another question says, with the cells in our order."""
    found, row = jointly(each.breakdowns, each.whole)
    elsewhere = _elsewhere({name: each.breakdowns[name] for name in found}, each.whole)
    parts = {
        name: told(table.reindex(cells[name].index), elsewhere[name])
        for name, table in found.items()
        if name in cells and table["n"].notna().any()
    }
    return {**parts, WHOLE: told(row)}


def _elsewhere(exact: Mapping[str, pd.DataFrame], whole: tuple[float, float]) -> dict[str, float]:
    """Count those who are in no cell, by breakdown."""
    return {name: max(round(whole[0] - float(table["n"].sum())), 0.0) for name, table in exact.items()}


def _ordered(breakdowns: Mapping[str, pd.DataFrame]) -> list[str]:
    """Name the breakdowns in the order in which they are let in."""
    return [name for name in ORDER if name in breakdowns] + sorted(set(breakdowns) - set(ORDER))


def _rows(counts: pd.DataFrame, cells: Cells, *, coarse: bool) -> Iterator[pd.DataFrame]:
    """Give the city's row as finely as it may be told, then coarser, at last as what the cells say anyway."""
    row = released(counts)
    n, x = counts["n"].to_numpy(dtype=float), counts["x"].to_numpy(dtype=float)
    # a weighted total told exactly would be a sum that only one set of answers gives
    if not coarse and min(x[0], n[0] - x[0]) >= FEWEST_EXACT:
        yield row.assign(n=n, n_low=n, n_high=n, x_low=x, x_high=x)
    yield row
    if FINEST in cells:
        yield summed(cells[FINEST])


def _let_in(
    cells: Cells, row: pd.DataFrame, elsewhere: Mapping[str, float], others: tuple[Sequence[Parts], Sequence[Tie]]
) -> Cells | None:
    """Let breakdowns in as long as they tell too much of no cell; None where the finest can't be."""
    found: Cells = {}
    parts: dict[str, Told] = {WHOLE: told(row)}
    for name, table in cells.items():
        fitting = _fitting(name, _forms(table, row, elsewhere[name]), (parts, elsewhere[name]), others)
        if fitting is not None:
            found[name], parts[name] = fitting, told(fitting, elsewhere[name])
        elif name == FINEST:
            return None
    return found


def _fitting(
    name: str,
    forms: Iterable[pd.DataFrame],
    own: tuple[Parts, float],
    others: tuple[Sequence[Parts], Sequence[Tie]],
) -> pd.DataFrame | None:
    """Find the first form of a breakdown in which nothing is known too well.

    Beside another question, cells that would be are told by wider ranges first.
    """
    (parts, elsewhere), (before, ties) = own, others
    for form in forms:
        tried = form
        for left in range(WIDENED if ties else 0, -1, -1):
            marks = weak([*before, {**parts, name: told(tried, elsewhere)}], ties)
            if not _any(marks):
                return tried
            tried = _widened(tried, marks[name][:-1]) if left else tried
    return None


def _any(marks: Mapping[str, np.ndarray]) -> bool:
    """Tell whether any cell is marked."""
    return any(mark.any() for mark in marks.values())


def _widened(cells: pd.DataFrame, marks: np.ndarray) -> pd.DataFrame:
    """Take the next range on either side to those of some cells."""
    low = (cells["x_low"] - BIN).clip(lower=0)
    high = (cells["x_high"] + BIN).clip(upper=cells["n_high"])
    return cells.assign(x_low=cells["x_low"].mask(marks, low), x_high=cells["x_high"].mask(marks, high))


def _forms(cells: pd.DataFrame, row: pd.DataFrame, elsewhere: float) -> Iterator[pd.DataFrame]:
    """Give the cells as they are; then, where the total is exact, the largest as what that leaves over.

    It then says nothing of the others.
    """
    yield cells
    total = float(row["x_low"].iloc[0])
    if total != float(row["x_high"].iloc[0]) or cells["n"].isna().all():
        return
    n = cells["n"].fillna(0.0).to_numpy()
    largest = max(range(len(cells)), key=lambda place: (n[place], str(cells.index[place])))
    mine = np.arange(len(cells)) == largest
    least, most = told(cells[~mine], elsewhere).true.sums
    low, high = max(total - most, 0.0), min(total - least, float(cells["n_high"].iloc[largest]))
    yield cells.assign(x_low=cells["x_low"].mask(mine, low), x_high=cells["x_high"].mask(mine, high))
