"""What may be told of counts of answers, so that nobody can work out a small one (docs/methods.md §4).

Told of a cell are only the numbers of ``released``; ``jointly`` sees to it that cells, totals and breakdowns together
tell no more. Whoever reads them is taken to know every rule of this file.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.measures.grouping import groups
from shiensys.measures.release_audit import feasible, remainder, safe
from shiensys.measures.release_cells import FEW, FEWEST, WHOLE, bare, released, summed
from shiensys.measures.settling import settled, settled_counts

__all__ = [
    "FEW", "FEWEST", "feasible", "groups", "jointly", "released", "safe", "settled", "settled_counts",
]  # fmt: skip

FINEST = "district"  # the breakdown that is never left out: the map is drawn of it
ORDER = ("district", "age", "sex")  # the last is left out first
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
    for row in _rows(exact, whole, cells):
        told = _with(cells, row, elsewhere)
        if told is not None:
            return told, row
    return {}, released(pd.DataFrame([whole], columns=["n", "x"], index=[WHOLE]))


def _ordered(breakdowns: Mapping[str, pd.DataFrame]) -> list[str]:
    """Name the breakdowns in the order in which they are let in."""
    return [name for name in ORDER if name in breakdowns] + sorted(set(breakdowns) - set(ORDER))


def _rows(exact: Cells, whole: tuple[float, float], cells: Cells) -> list[pd.DataFrame]:
    """Give the city's row as finely as it may be told, then coarser, at last as what the cells say anyway."""
    counts = pd.DataFrame([whole], columns=["n", "x"], index=[WHOLE])
    found = [released(counts)]
    weighed = any((table["x"] % 1 > 0).any() for table in (*exact.values(), counts))
    # an exact weighted total would be a sum that only one set of answers gives
    if not weighed and min(whole[1], whole[0] - whole[1]) >= FEWEST_EXACT:
        n, x = whole
        found.insert(0, found[0].assign(n=n, n_low=n, n_high=n, x_low=x, x_high=x))
    return [*found, summed(cells[FINEST])] if FINEST in cells else found


def _with(cells: Cells, row: pd.DataFrame, elsewhere: Mapping[str, float]) -> Cells | None:
    """Let breakdowns in as long as they tell too much of no cell; None where the finest can't be."""
    told: Cells = {}
    for name, table in cells.items():
        for form in (table, remainder(table, row, elsewhere[name])):
            if form is not None and safe({**told, name: form}, row, elsewhere):
                told[name] = form
                break
        else:
            if name == FINEST:
                return None
    return told
