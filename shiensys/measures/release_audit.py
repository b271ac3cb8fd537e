"""What can be worked out from released cells and the city's row together, and whether that is too much.

Breakdowns share nothing but their total. So a cell lies between the total less the most that all others can have, and
the total less the least that they can have; this is exact (docs/methods.md §4), and is reckoned for n, for those of
whom it is true, and for those of whom it isn't.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from shiensys.measures.release_cells import FEWEST

SPAN = 5  # persons between the least and the most that a hidden count may be


@dataclass(frozen=True)
class Box:
    """Least and most of several counts, in the same order."""

    low: np.ndarray
    high: np.ndarray

    @property
    def sums(self) -> tuple[float, float]:
        """Least and most of all of them together."""
        return float(self.low.sum()), float(self.high.sum())

    def given(self, low: float, high: float) -> Box:
        """Narrow each, where their sum is between ``low`` and ``high``."""
        least, most = self.sums
        narrowed = np.maximum(self.low, low - (most - self.high)), np.minimum(self.high, high - (least - self.low))
        return Box(*narrowed)


@dataclass(frozen=True)
class Known:
    """What is known of a breakdown's cells; the last stands for respondents who are in none (``n`` of them)."""

    hidden: np.ndarray
    n: Box
    true: Box
    false: Box


def feasible(
    breakdowns: Mapping[str, pd.DataFrame], whole: pd.DataFrame, elsewhere: Mapping[str, float] | None = None
) -> dict[str, pd.DataFrame]:
    """Give the least and the most that each cell's x can be for one who knows all that is released.

    ``breakdowns``, ``whole``: as from disclosure.jointly; ``elsewhere``: respondents who are in no cell, by breakdown,
    as far as somebody knows them. Returns ``low``, ``high``, ``n_low``, ``n_high`` by cell, persons.
    """
    found = _narrowed(breakdowns, whole, elsewhere or {})
    return {
        name: pd.DataFrame(
            {"low": known.true.low, "high": known.true.high, "n_low": known.n.low, "n_high": known.n.high}
        )
        .iloc[: len(table)]
        .set_axis(table.index, axis=0)
        for (name, table), known in zip(breakdowns.items(), found, strict=True)
    }


def safe(breakdowns: Mapping[str, pd.DataFrame], whole: pd.DataFrame, elsewhere: Mapping[str, float]) -> bool:
    """Tell whether every count keeps SPAN persons between its least and its most, or may be anything up to n < SPAN.

    It is asked of each cell's x, of n − x, of n itself where a cell is protected, and of those in no cell.
    """
    return all(_wide(known) for known in _narrowed(breakdowns, whole, elsewhere))


def remainder(cells: pd.DataFrame, whole: pd.DataFrame, elsewhere: float) -> pd.DataFrame | None:
    """Tell the largest cell as what the exact total leaves over, instead of by a range of its own.

    It then says nothing of the others. None where the total isn't exact or there is no such cell.
    """
    row = whole.iloc[0]
    if row["x_low"] != row["x_high"] or cells["n"].isna().all():
        return None
    largest = max(cells.dropna(subset="n").index, key=lambda cell: (cells.loc[cell, "n"], str(cell)))
    others = _box(cells.drop(index=largest), "x", elsewhere).sums
    low = max(float(row["x_low"]) - others[1], 0.0)
    high = min(float(row["x_low"]) - others[0], float(cells.loc[largest, "n_high"]))
    mine = cells.index == largest
    return cells.assign(x_low=cells["x_low"].mask(mine, low), x_high=cells["x_high"].mask(mine, high))


def _wide(known: Known) -> bool:
    """Tell whether nothing of a breakdown is known too well."""
    persons = known.n.high
    wide = (persons < SPAN) & (known.true.low <= 0)
    for box in (known.true, known.false):
        spans = box.high - box.low
        if not ((spans >= SPAN) | (wide & (spans >= persons))).all():
            return False
    return bool((known.n.high - known.n.low >= SPAN)[known.hidden].all())


def _narrowed(
    breakdowns: Mapping[str, pd.DataFrame], whole: pd.DataFrame, elsewhere: Mapping[str, float]
) -> list[Known]:
    """Work out what is known of each breakdown's cells once all of them are put together."""
    hidden = [_hidden(table, elsewhere.get(name, 0.0)) for name, table in breakdowns.items()]
    n = _together([_box(t, "n", elsewhere.get(name, 0.0)) for name, t in breakdowns.items()], _total(whole, "n"))
    true = [
        Box(box.low, np.minimum(box.high, sizes.high))
        for box, sizes in zip(
            [_box(t, "x", elsewhere.get(name, 0.0)) for name, t in breakdowns.items()], n, strict=True
        )
    ]
    false = [Box(np.maximum(sizes.low - box.high, 0), sizes.high - box.low) for sizes, box in zip(n, true, strict=True)]
    persons, for_it = _total(whole, "n"), _total(whole, "x")
    against = (max(persons[0] - for_it[1], 0.0), persons[1] - for_it[0])
    parts = zip(hidden, n, _together(true, for_it), _together(false, against), strict=True)
    return [Known(*part) for part in parts]


def _together(boxes: list[Box], total: tuple[float, float]) -> list[Box]:
    """Narrow the boxes of several breakdowns by the total that all of them have."""
    low = max(total[0], *(box.sums[0] for box in boxes), 0.0)
    high = min(total[1], *(box.sums[1] for box in boxes), np.inf)
    return [box.given(low, high) for box in boxes]


def _hidden(table: pd.DataFrame, elsewhere: float) -> np.ndarray:
    """Tell which cells are protected; respondents in no cell are known to be so many, on the safe side."""
    marks = table["n"].isna().to_numpy()
    return np.append(marks, False) if elsewhere > 0 else marks


def _box(table: pd.DataFrame, name: str, elsewhere: float) -> Box:
    """Give what each cell says of itself: a protected one has 0 to 9 persons."""
    low = table[f"{name}_low"].fillna(0.0).to_numpy(dtype=float)
    high = table[f"{name}_high"].fillna(FEWEST - 1.0).to_numpy(dtype=float)
    if elsewhere > 0:
        low, high = np.append(low, elsewhere if name == "n" else 0.0), np.append(high, elsewhere)
    return Box(low, high)


def _total(whole: pd.DataFrame, name: str) -> tuple[float, float]:
    """Give what the city's row says; of a protected one that it has 0 to 9 persons."""
    row = whole.iloc[0]
    low, high = float(row[f"{name}_low"]), float(row[f"{name}_high"])
    return (0.0, FEWEST - 1.0) if np.isnan(low) else (low, high)
