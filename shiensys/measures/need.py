"""How many are in need, by unit: the share of those who answered, times the residents they speak for."""

from __future__ import annotations

import pandas as pd

from shiensys.measures.interval import wilson
from shiensys.measures.trouble import InNeed
from shiensys.tables.categories import Category, household_weights


def tally(survey: pd.DataFrame, judged: InNeed, category: Category) -> pd.DataFrame:
    """Add up the answers by stratum.

    ``survey``: rows with ``stratum`` (the smallest unit that the respondent is known to live in), ``weight`` and
    ``household``; ``judged``: verdicts on the same rows. Returns by stratum: ``n`` (persons who answered),
    ``answers`` (their weights added up), ``size`` (weights in the kind's unit: 1 ÷ elders at home for households),
    ``positive`` (of these, in need), ``squares`` (of the weights in the kind's unit).
    """
    answered = judged.verdict.notna() & survey["stratum"].notna()
    rows = survey[answered]
    weight = rows["weight"].astype(float)
    size = weight * rows["household"].map(household_weights()).astype(float) if category.household_weighted else weight
    positive = size * judged.verdict[answered].astype(float)
    parts = pd.DataFrame({"n": 1.0, "answers": weight, "size": size, "positive": positive, "squares": size**2})
    parts = parts.assign(stratum=rows["stratum"])
    # household unknown: it can't be said how many elders share the household, so the answer isn't counted
    return parts.dropna(subset="size").groupby("stratum").sum()


def from_table(table: pd.DataFrame, kind: str) -> tuple[pd.DataFrame, str]:
    """Take the tally from a contractor's cross-table instead, and its basis.

    ``table``: rows of tables.survey.SurveyTable with ``stratum``. Unsolved trouble wins over trouble, over proxies.
    """
    rows = table[table["kind"] == kind]
    for basis in ("unsolved", "in_trouble", "proxy", "wish"):
        found = rows[rows["basis"] == basis].set_index("stratum")
        if len(found):
            n = found["n"].astype(float)
            parts = {"n": n, "answers": n, "size": n, "positive": found["count"], "squares": n}
            return pd.DataFrame(parts).groupby("stratum").sum(), basis
    return pd.DataFrame(columns=["n", "answers", "size", "positive", "squares"], dtype=float), "none"


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
