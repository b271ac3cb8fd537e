"""What may be told of counts of answers, so that nobody can work out a small one (docs/methods.md §4).

Told of a cell are only the numbers of ``released``; ``jointly`` sees to it that cells, totals and breakdowns together
tell no more. Whoever reads them is taken to know every rule of this file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from shiensys.measures.grouping import groups
from shiensys.measures.release_audit import Told, feasible, safe, told
from shiensys.measures.release_cells import FEW, FEWEST, WHOLE, bare, released, summed
from shiensys.measures.settling import settled, settled_counts

__all__ = ["FEW", "FEWEST", "feasible", "groups", "jointly", "released", "settled", "settled_counts"]

ORDER = ("district", "age", "sex")  # the last is left out first
FINEST = ORDER[0]  # never left out: the map is drawn of it
FEWEST_EXACT = 10  # persons for and against, for the city's count to be told as it is
Cells = dict[str, pd.DataFrame]


def jointly(breakdowns: Mapping[str, pd.DataFrame], whole: tuple[float, float]) -> tuple[Cells, pd.DataFrame]:
    """Release one question's counts by several breakdowns of the same respondents, and the city's.

    ``breakdowns``: ``n``, ``x`` by cell; a respondent is in at most one cell of each, in none where it isn't known.
    ``whole``: n and x of all respondents. Gives the released cells by breakdown, where a breakdown that would tell
    too much is left out, and the city's one row: exact (``x_low`` is ``x_high``) where that tells nothing of a cell.
    """
    exact = {name: bare(breakdowns[name]) for name in _ordered(breakdowns)}
    cells = {name: released(table) for name, table in exact.items()}
    elsewhere = {name: max(whole[0] - float(table["n"].sum()), 0.0) for name, table in exact.items()}
    counts = pd.DataFrame([whole], columns=["n", "x"], index=[WHOLE])
    weighed = any((table["x"] % 1 > 0).any() for table in (*exact.values(), counts))
    for row in _rows(counts, cells, weighed=weighed):
        let_in = _let_in(cells, row, elsewhere)
        if let_in is not None:
            return let_in, row
    return {}, released(counts)


def _ordered(breakdowns: Mapping[str, pd.DataFrame]) -> list[str]:
    """Name the breakdowns in the order in which they are let in."""
    return [name for name in ORDER if name in breakdowns] + sorted(set(breakdowns) - set(ORDER))


def _rows(counts: pd.DataFrame, cells: Cells, *, weighed: bool) -> Iterator[pd.DataFrame]:
    """Give the city's row as finely as it may be told, then coarser, at last as what the cells say anyway."""
    row = released(counts)
    n, x = counts["n"].to_numpy(dtype=float), counts["x"].to_numpy(dtype=float)
    # a weighted total told exactly would be a sum that only one set of answers gives
    if not weighed and min(x[0], n[0] - x[0]) >= FEWEST_EXACT:
        yield row.assign(n=n, n_low=n, n_high=n, x_low=x, x_high=x)
    yield row
    if FINEST in cells:
        yield summed(cells[FINEST])


def _let_in(cells: Cells, row: pd.DataFrame, elsewhere: Mapping[str, float]) -> Cells | None:
    """Let breakdowns in as long as they tell too much of no cell; None where the finest can't be."""
    found: Cells = {}
    parts: list[Told] = []
    whole = told(row)
    for name, table in cells.items():
        for form in _forms(table, row, elsewhere[name]):
            part = told(form, elsewhere[name])
            if safe([*parts, part], whole):
                found[name] = form
                parts.append(part)
                break
        if name == FINEST and name not in found:
            return None
    return found


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
    least, most = told(cells[~mine], elsewhere).x.sums
    low, high = max(total - most, 0.0), min(total - least, float(cells["n_high"].iloc[largest]))
    yield cells.assign(x_low=cells["x_low"].mask(mine, low), x_high=cells["x_high"].mask(mine, high))
