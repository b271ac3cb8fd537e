"""Count eight indicators by district out of a Parquet file with polars, in a process of its own.

Rules of one answer, of any, and of all are written as polars writes them best; only "at least k" is a sum.
"""

from __future__ import annotations

import sys

import numpy as np
import polars as pl

CANNOT, YES = 3, 1
RULES = {
    "motor": (3, [pl.col(item) == CANNOT for item in ("stairs", "chair", "walk")]
              + [pl.col("falls") <= 2, pl.col("fall_fear") <= 2]),
    "falls": (1, [pl.col("falls") <= 2]),
    "homebound": (1, [pl.col("outings") <= 2]),
    "undernutrition": (2, [pl.col("bmi") < 18.5, pl.col("weight_loss") == YES]),
    "oral": (2, [pl.col(item) == YES for item in ("hard_food", "chokes", "dry_mouth")]),
    "cognition": (1, [pl.col("forgetful") == YES]),
    "depression": (1, [pl.col("low_spirits") == YES, pl.col("no_interest") == YES]),
    "iadl_low": (2, [pl.col(item) == CANNOT for item in ("bus_alone", "shops", "cooks", "pays_bills", "banks")]),
}  # fmt: skip


def verdict(at_least: int, conditions: list[pl.Expr]) -> pl.Expr:
    """Judge: null where blanks leave it open."""
    if len(conditions) == 1:
        return conditions[0]
    if at_least == 1:
        return pl.any_horizontal(conditions)
    if at_least == len(conditions):
        return pl.all_horizontal(conditions)
    trues = pl.sum_horizontal([condition.fill_null(False).cast(pl.Int8) for condition in conditions])
    blanks = pl.sum_horizontal([condition.is_null().cast(pl.Int8) for condition in conditions])
    return pl.when(trues >= at_least).then(True).when(trues + blanks < at_least).then(False)


def main(file: str, out: str) -> None:
    """Write n and x by district (rows, in the order of names) and indicator (two columns each)."""
    wanted = []
    for key, rule in RULES.items():
        wanted += [verdict(*rule).count().alias(f"{key} n"), verdict(*rule).sum().alias(f"{key} x")]
    counted = pl.scan_parquet(file).group_by("district").agg(wanted).collect(engine="streaming")
    np.save(out, counted.sort("district").drop("district").to_numpy().astype(np.int64))


if __name__ == "__main__":
    main(*sys.argv[1:])
