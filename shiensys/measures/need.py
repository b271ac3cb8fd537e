"""How many are in need, by unit: the estimated share of those who answered, times the residents they speak for."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from shiensys.measures.estimates import estimate
from shiensys.measures.release.disclosure import FEW, FEWEST
from shiensys.tables.categories import household_weights

AVERAGE_HOUSEHOLD = 5  # 問1(1) "other": stands for a household whose size isn't known
_ESTIMATE = ["share", "share_low", "share_high", "sd", "common"]
STEP = 0.05  # households a person; sizes are known no finer, so that they tell of nobody (docs/methods.md §3)


@dataclass(frozen=True)
class Sizes:
    """Households a person, in the whole city: of those in need, and of ``everybody``. 1 where persons are counted."""

    in_need: float = 1.0
    everybody: float = 1.0


def average_sizes() -> Sizes:
    """Give the sizes where nobody's household is known."""
    average = household_weights()[AVERAGE_HOUSEHOLD]
    return Sizes(average, average)


def sizes(survey: pd.DataFrame, verdict: pd.Series) -> Sizes:
    """Work out households a person from answers, 1 ÷ elders at home on average, to the nearest STEP.

    ``survey``: rows with ``household`` and ``weight``; ``verdict``: boolean on the same rows. Fewer than FEW persons
    of known household count as everybody does, and everybody as the average household.
    """
    known = survey["household"].map(household_weights()).astype(float)
    everybody = _mean(known, survey["weight"], household_weights()[AVERAGE_HOUSEHOLD])
    return Sizes(_mean(known[verdict.fillna(False).astype(bool)], survey["weight"], everybody), everybody)


def _mean(known: pd.Series, weight: pd.Series, otherwise: float) -> float:
    """Average what is known to the nearest STEP; ``otherwise`` where that are too few."""
    told = known.dropna()
    if len(told) < FEW:
        return otherwise
    weights = weight.reindex(told.index)
    return round(round(float((told * weights).sum() / weights.sum()) / STEP) * STEP, 2)


def by_district(cells: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Give each district what is released of its group: ``n``, ``state``, ``share``, ``share_low``, ``share_high``.

    ``cells``: released and estimated by cell; ``groups``: the cell by district_id, NaN: none.
    """
    found = cells.reindex(groups)[["n", "state", "share", "share_low", "share_high"]]
    found.index = groups.index
    return found.assign(n=found["n"].fillna(0), state=found["state"].astype("str").fillna("protected"))


def by_unit(cells: pd.DataFrame, parts: pd.DataFrame, units: pd.Index) -> pd.DataFrame:
    """Combine released cells to units, columns as by_district gives them.

    ``parts``: ``cell``, ``unit_id`` and ``residents`` (NaN: not known), one row a district or 圏域 that a cell speaks
    for. Within a unit cells weigh by these residents where all are known, else by their answers; residents of cells
    without an estimate are taken to be as the rest.
    """
    told = parts[parts["cell"].isin(cells.index[cells["share"].notna()])]
    known = told["residents"].notna().groupby(told["unit_id"]).transform("all")
    n = told["cell"].map(cells["n"]).astype(float) / told.groupby("cell")["cell"].transform("size")
    weighed = told.assign(weight=told["residents"].where(known, n))
    pieces = weighed.groupby(["cell", "unit_id"], as_index=False)["weight"].sum()
    shares = cells.loc[pieces["cell"], ["n", *_ESTIMATE]].reset_index(drop=True)
    own = shares["n"].groupby(pieces["unit_id"]).sum().reindex(units).fillna(0)
    found = estimate.combined(shares[_ESTIMATE], pieces["weight"], pieces["unit_id"]).reindex(units)
    return pd.DataFrame({"n": own, "state": states(own)}).join(found)


def states(n: pd.Series) -> pd.Series:
    """Name by unit what ``n`` answers allow: ``shown``, ``few``, ``protected``.

    >>> states(pd.Series([30, 10, 0])).tolist()
    ['shown', 'few', 'protected']
    """
    some = pd.Series("few", index=n.index).mask(n >= FEW, "shown")
    return some.mask(n < FEWEST, "protected")


def persons(shares: pd.DataFrame, residents: pd.Series, whose: Sizes) -> pd.DataFrame:
    """Turn shares of persons into amounts of the kind's unit, by unit_id.

    ``shares``: from by_district or by_unit; ``residents``: persons the survey speaks for, NaN: not known. Adds
    ``population`` (persons), ``residents`` (in the kind's unit), ``need``, ``need_low``, ``need_high``.
    """
    there = residents * whose.everybody
    amounts = shares[_ESTIMATE[:3]].mul(residents * whose.in_need, axis=0).clip(upper=there, axis=0)
    amounts.columns = ["need", "need_low", "need_high"]
    return shares.assign(population=residents, residents=there).join(amounts)
