"""Shares by cell, worked out from what is released of the answers and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from shiensys.measures.estimates.bins import Bins, sharpened
from shiensys.measures.estimates.shrinkage import Total, shrink
from shiensys.measures.interval import Z_95, wilson

SHARE = ["share", "share_low", "share_high"]
DIGITS = {"shown": 3, "few": 2}  # of shares as published: 0.1 %, and whole percent where answers are few


@dataclass(frozen=True)
class Shrunk:
    """Shares that lean on the other cells too.

    ``table``: by cell ``share``, ``share_low``, ``share_high`` (95 %), ``sd`` and ``common``, the part of ``sd`` that
    is not known of all cells alike; 0..1, NaN where protected. ``mean``, ``spread``: of the cells' true shares, as far
    as can be told; NaN where nothing can.
    """

    table: pd.DataFrame
    mean: float
    spread: float


def direct(released: pd.DataFrame) -> pd.DataFrame:
    """Give the shares that the answers say by themselves: the middle of x's bin ÷ n. Source: docs/methods.md §2.

    ``released``: from disclosure.released. Returns by cell ``share``, ``share_low``, ``share_high`` (0..1): Wilson's
    95 % interval, from the low end of the bin to its high end. NaN unless the state is ``shown``.

    >>> cell = {"state": "shown", "n": 100.0, "n_low": 98.0, "n_high": 102.0, "x_low": 18.0, "x_high": 23.0}
    >>> direct(pd.DataFrame([cell])).round(3).values.tolist()
    [[0.205, 0.117, 0.322]]
    """
    n = released["n"].where(released["state"] == "shown").astype(float)
    low, high = released["x_low"] / n, released["x_high"].clip(upper=n) / n
    bounds = {"share_low": wilson(low, n)["low"], "share_high": wilson(high, n)["high"]}
    return pd.DataFrame({"share": (low + high) / 2, **bounds})


def shrunk(
    released: pd.DataFrame, whole: pd.DataFrame, *, neighbours: Mapping[str, Sequence[str]] | None = None
) -> Shrunk:
    """Estimate shares by a beta-binomial model of all cells. Source: docs/methods.md §14.

    ``released``: from disclosure.released; ``whole``: the city's one row, alike. ``neighbours``: by cell those beside
    it; then a cell leans on itself and them fully, on the others by a quarter (a composite likelihood).
    Protected cells are NaN and tell nothing.
    """
    known = released[released["state"].isin(DIGITS) & (released["n"] > 0)]
    total = _total(whole, known)
    if known.empty or total is None:
        blank = pd.DataFrame(np.nan, index=released.index, columns=[*SHARE, "sd", "common"])
        return Shrunk(blank, np.nan, np.nan)
    near = None if neighbours is None else _near(known.index, neighbours)
    found = shrink(_bins(known), total, near=near)
    values = {"share": found.share, "share_low": found.low, "share_high": found.high, "sd": found.sd}
    table = pd.DataFrame(values | {"common": np.minimum(found.common, found.sd)}, index=known.index)
    return Shrunk(_rounded(table, known["state"]).reindex(released.index), found.mean, found.spread)


def _bins(cells: pd.DataFrame) -> Bins:
    """Take cells for the model: the middle of n's range stands for n, and a bin ends there at the latest."""
    n = np.round((cells["n_low"] + cells["n_high"]).to_numpy(dtype=float) / 2)
    low, high = (cells[name].to_numpy(dtype=float) for name in ("x_low", "x_high"))
    return sharpened(Bins(n, low, np.minimum(high, n)))


def _total(whole: pd.DataFrame, known: pd.DataFrame) -> Total | None:
    """Take the city's row for the model; where nothing is known of it, what the cells themselves say, vaguely."""
    rows = whole[(whole["n"] > 0) & whole["x_low"].notna()]
    if len(rows):
        row = rows.iloc[0]
        low, high = float(row["x_low"]), float(min(row["x_high"], max(row["n"], row["x_low"])))
        return Total(float(row["n"]), (low + high) / 2, (high - low) ** 2 / 12)
    n = float(known["n"].sum())
    middles = (known["x_low"] + np.minimum(known["x_high"], known["n"])) / 2
    return Total(n, float(middles.sum()), n**2 / 12) if n > 0 else None


def _near(cells: pd.Index, neighbours: Mapping[str, Sequence[str]]) -> csr_array:
    """Mark which cell (row) is beside which other (column), or the same."""
    place = {cell: number for number, cell in enumerate(cells)}
    pairs = [(number, number) for number in place.values()]
    pairs += [(place[b], at) for cell, at in place.items() for b in {*neighbours.get(cell, ())} - {cell} if b in place]
    rows, columns = zip(*pairs, strict=True)
    return csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(cells), len(cells)))


def _rounded(table: pd.DataFrame, state: pd.Series) -> pd.DataFrame:
    """Round shares as they are published."""
    few = table[SHARE].round(DIGITS["few"])
    return table.assign(**table[SHARE].round(DIGITS["shown"]).where(state == "shown", few))


def combined(shares: pd.DataFrame, weights: pd.Series, unit: pd.Series) -> pd.DataFrame:
    """Put cells together to larger units, weighed by the persons they stand for.

    ``shares``: by cell ``share``, ``share_low``, ``share_high``, and where they come from ``shrunk`` ``sd`` and
    ``common`` too; ``weights``: persons by cell; ``unit``: of each cell. Cells without a share or without persons
    enter nothing. Returns by unit ``share``, ``share_low``, ``share_high``, 0..1. Method: MOVER (Zou & Donner 2008):
    squares of the distances to the bounds are added; what is not known of all cells alike is added as it is. Where
    ``sd`` is known, a distance is 1.96 SD at least: bounds of one cell may lean to a side, as a sum's don't.

    >>> cells = pd.DataFrame({"share": [0.2, 0.1], "share_low": [0.16, 0.07], "share_high": [0.24, 0.14]})
    >>> combined(cells, pd.Series([1000, 3000]), pd.Series(["city", "city"])).round(3).values.tolist()
    [[0.125, 0.1, 0.157]]
    """
    cells = shares.assign(weight=weights.reindex(shares.index), unit=unit.reindex(shares.index))
    cells = cells[cells["share"].notna() & (cells["weight"] > 0) & cells["unit"].notna()]
    of_unit = cells.groupby("unit")["weight"]
    part = cells["weight"] / of_unit.transform("sum")
    alike = _alike(cells)
    least = (Z_95 * cells["sd"]).where(of_unit.transform("size") > 1, 0.0) if "sd" in cells else 0.0
    middle = (part * cells["share"]).groupby(cells["unit"]).sum()
    down = _distance(part * (cells["share"] - cells["share_low"]).clip(lower=least), alike, cells["unit"])
    up = _distance(part * (cells["share_high"] - cells["share"]).clip(lower=least), alike, cells["unit"])
    bounds = {"share_low": (middle - down).clip(lower=0), "share_high": (middle + up).clip(upper=1)}
    return pd.DataFrame({"share": middle, **bounds}).reindex(unit.dropna().unique()).rename_axis("unit")


def _alike(cells: pd.DataFrame) -> pd.Series:
    """Give the part, 0..1, of each cell's distance to its bounds that all cells have in common."""
    if "common" not in cells:
        return pd.Series(0.0, index=cells.index)
    return (cells["common"] / cells["sd"]).fillna(0.0).clip(0.0, 1.0)


def _distance(distance: pd.Series, alike: pd.Series, unit: pd.Series) -> pd.Series:
    """Add distances by unit: those of each cell's own by their squares, those in common as they are."""
    own = (distance**2 * (1 - alike**2)).groupby(unit).sum()
    return (own + (distance * alike).groupby(unit).sum() ** 2) ** 0.5
