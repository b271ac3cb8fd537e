"""How many are in need, by unit: the share of those who answered, times the residents they speak for."""

from __future__ import annotations

import pandas as pd

from shiensys.measures.interval import wilson
from shiensys.measures.trouble import Basis
from shiensys.tables.categories import Category, household_weights

TABLE_BASES: tuple[Basis, ...] = ("unsolved", "in_trouble", "proxy", "wish")
AVERAGE_HOUSEHOLD = 5  # 問1(1) "other": stands for a household whose size a cross-table doesn't tell


def tally(survey: pd.DataFrame, verdict: pd.Series, *, by_household: bool) -> pd.DataFrame:
    """Add up the answers by stratum.

    ``survey``: rows with ``stratum`` (the smallest unit that the respondent is known to live in), ``weight`` and
    ``household``; ``verdict``: boolean on the same rows, NA = left open. ``by_household``: an answer weighs 1 ÷ elders
    at home. Returns by stratum: ``n`` (persons who answered), ``answers`` (their weights added up), ``size`` (weights
    in the kind's unit), ``positive`` (of these, in need), ``squares`` (of the weights in the kind's unit).
    """
    answered = verdict.notna() & survey["stratum"].notna()
    rows = survey.loc[answered, ["stratum", "weight", "household"]]
    weight = rows["weight"].astype(float)
    size = weight * rows["household"].map(household_weights()).astype(float) if by_household else weight
    positive = size * verdict[answered].astype(float)
    parts = pd.DataFrame({"n": 1.0, "answers": weight, "size": size, "positive": positive, "squares": size**2})
    parts = parts.assign(stratum=rows["stratum"])
    # household unknown: it can't be said how many elders share the household, so the answer isn't counted
    return parts.dropna(subset="size").groupby("stratum").sum()


def from_table(table: pd.DataFrame, category: Category) -> tuple[pd.DataFrame, Basis]:
    """Take the tally from a contractor's cross-table instead, and its basis.

    ``table``: rows of tables.survey.SurveyTable with ``stratum``. Unsolved trouble wins over trouble, over proxies.
    A cross-table doesn't tell who lives with whom: a household is taken to be of the average size.
    """
    rows = table[table["kind"] == category.kind]
    scale = household_weights()[AVERAGE_HOUSEHOLD] if category.household_weighted else 1.0
    for basis in TABLE_BASES:
        found = rows[rows["basis"] == basis].set_index("stratum")
        if len(found):
            n = found["n"].astype(float)
            sizes = {"size": n * scale, "positive": found["count"] * scale, "squares": n * scale**2}
            return pd.DataFrame({"n": n, "answers": n, **sizes}).groupby("stratum").sum(), basis
    return nothing(), "none"


def nothing() -> pd.DataFrame:
    """Give the tally of a survey that doesn't ask."""
    index = pd.Index([], name="stratum", dtype="str")
    return pd.DataFrame(columns=["n", "answers", "size", "positive", "squares"], dtype=float, index=index)


def by_unit(tallies: pd.DataFrame, strata: pd.DataFrame, units: pd.DataFrame, *, least: int) -> pd.DataFrame:
    """Estimate need by unit from strata.

    ``strata``: ``unit_id`` and ``residents`` by stratum. ``units``: ``residents`` (persons the survey speaks for) by
    unit_id. A stratum with fewer than ``least`` answers enters nothing from which it could be had; the unit's other
    strata speak for its residents. Strata weigh by their residents where all are known, else by their answers.
    Returns by unit_id: ``n``, ``population`` (persons), ``residents`` (in the kind's unit), ``share`` with
    ``share_low``, ``share_high`` (0..1, Wilson 95 % on the effective n), ``need``, ``need_low``, ``need_high`` (the
    kind's unit).
    """
    kept = tallies[tallies["n"] >= least].join(strata, how="inner")
    expanded = kept["residents"] / kept["answers"]
    by_answers = expanded.isna().groupby(kept["unit_id"]).transform("any")
    factor = expanded.mask(by_answers, 1.0)
    parts = kept[["answers", "size", "positive"]].mul(factor, axis=0)
    parts = parts.assign(squares=kept["squares"] * factor**2, n=kept["n"], unit_id=kept["unit_id"])
    sums = parts.groupby("unit_id").sum().reindex(units.index)
    share = sums["positive"] / sums["size"]
    bounds = wilson(share, sums["size"] ** 2 / sums["squares"])
    residents = units["residents"] * sums["size"] / sums["answers"]
    return pd.DataFrame(
        {
            "n": sums["n"].fillna(0),
            "population": units["residents"],
            "residents": residents,
            "share": share,
            "share_low": bounds["low"],
            "share_high": bounds["high"],
            "need": residents * share,
            "need_low": residents * bounds["low"],
            "need_high": residents * bounds["high"],
        }
    )
