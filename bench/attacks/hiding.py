"""What is recovered where small counts are merely hidden: exact totals, filters by age and sex, needs and intervals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from bench.attacks.joint import HIDDEN
from bench.attacks.surveys import KEYS, Survey, verdict
from shiensys.measures.interval import wilson

TURNS = 30  # in which a table's sums narrow its cells; it ends sooner if nothing more follows
ELDERS = (3, 12)  # residents for each respondent


def recovered_in_tables(survey: Survey, least_shown: int) -> tuple[int, int]:
    """Count the hidden cells of all tables by district, age and sex, and those found out by adding up.

    Counts from 1 up to ``least_shown`` − 1 are hidden, all others and every total exact.
    """
    hidden = found = 0
    for key in KEYS:
        table = _with_totals(survey, key)
        small = (table > 0) & (table < least_shown)
        low, high = np.where(small, 1.0, table), np.where(small, least_shown - 1.0, table)
        for _ in range(TURNS):
            before = (high - low).sum()
            for axis in range(table.ndim):
                low, high = _by_sums(low, high, axis)
            if (high - low).sum() == before:
                break
        hidden += int(small.sum())
        found += int((small & (high == low)).sum())
    return hidden, found


def recovered_from_need(survey: Survey, rng: np.random.Generator) -> tuple[int, int, int]:
    """Count the districts whose hidden count follows from need in whole persons, and from an interval of one decimal.

    n and residents are known; a share of fewer than 10 persons isn't told, its need and its interval are.
    """
    hidden = by_need = by_interval = 0
    for key in KEYS:
        judged = verdict(survey.answers, key)
        counts = judged.groupby(survey.answers["district"]).agg(["count", "sum"])
        for n, x in counts.astype(int).to_numpy():
            if n < 30 or not 0 < x <= HIDDEN:
                continue
            maybe = pd.Series(np.arange(n + 1))
            residents = int(n * rng.uniform(*ELDERS))
            need = (residents * maybe / n).round()
            bounds = wilson(maybe / n, pd.Series(float(n), index=maybe.index)).round(3)
            hidden += 1
            by_need += int((need == need[x]).sum() == 1)
            by_interval += int((bounds == bounds.loc[x]).all(axis=1).sum() == 1)
    return hidden, by_need, by_interval


def _with_totals(survey: Survey, key: str) -> np.ndarray:
    """Count those of whom it is true by district, age and sex, with a total at the end of each."""
    answers = survey.answers
    true = verdict(answers, key).fillna(False).to_numpy(dtype=bool)
    codes = [pd.factorize(answers[by].fillna("?"), sort=True) for by in ("district", "age", "sex")]
    table = np.zeros([len(names) + 1 for _, names in codes])
    np.add.at(table, tuple(code[true] for code, _ in codes), 1)
    for axis in range(table.ndim):
        total = np.take(table, range(table.shape[axis] - 1), axis).sum(axis, keepdims=True)
        table = np.concatenate([np.take(table, range(table.shape[axis] - 1), axis), total], axis)
    return table


def _by_sums(low: np.ndarray, high: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Narrow the cells along one axis by their totals, and those by the cells."""
    low, high = np.moveaxis(low, axis, 0).copy(), np.moveaxis(high, axis, 0).copy()
    low[-1], high[-1] = np.maximum(low[-1], low[:-1].sum(0)), np.minimum(high[-1], high[:-1].sum(0))
    least, most = low[:-1].sum(0), high[:-1].sum(0)
    low[:-1], high[:-1] = (
        np.maximum(low[:-1], low[-1] - (most - high[:-1])),
        np.minimum(high[:-1], high[-1] - (least - low[:-1])),
    )
    return np.moveaxis(low, 0, axis), np.moveaxis(high, 0, axis)
