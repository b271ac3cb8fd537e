"""Shares as they would be with another make-up by age and sex, and differences between shares."""

from __future__ import annotations

import numpy as np
import pandas as pd

SMALLEST, LARGEST = 1 / 3, 3.0  # weights beyond these let single answers speak for too many residents
SHARE = ["share", "share_low", "share_high"]


def weights(answered: pd.DataFrame, residents: pd.DataFrame) -> pd.DataFrame:
    """Give the weight of an answer by cell (row) and stratum of age or sex (column): residents' share ÷ answers' share.

    ``answered``: released n, NaN = protected; ``residents``: persons, alike. Strata of which either is not known have
    NaN and stay out of both shares. Weights are kept between a third and 3, then scaled so that their mean over the
    answers is 1. Method: post-stratification (Holt & Smith 1979), JRSS A 142, 33-46.

    >>> answered = pd.DataFrame({"65-74": [50.0], "75-": [50.0]})
    >>> weights(answered, pd.DataFrame({"65-74": [600.0], "75-": [400.0]})).round(2).values.tolist()
    [[1.2, 0.8]]
    """
    n = answered.where(answered > 0).astype(float)
    persons = residents.reindex(index=n.index, columns=n.columns).astype(float)
    n, persons = n.where(persons.notna()), persons.where(n.notna())
    ratio = _parts(persons) / _parts(n)
    kept = ratio.clip(SMALLEST, LARGEST)
    return kept.div((kept * n).sum(axis=1, min_count=1) / n.sum(axis=1, min_count=1), axis=0)


def _parts(persons: pd.DataFrame) -> pd.DataFrame:
    total = persons.sum(axis=1, min_count=1)
    return persons.div(total.where(total > 0), axis=0)


def effective(answered: pd.DataFrame, weight: pd.DataFrame) -> pd.Series:
    """Give by cell how many unweighted answers tell as much: (Σ w n)² ÷ Σ w² n. Method: Kish (1965), Survey Sampling.

    >>> effective(pd.DataFrame({"a": [50.0], "b": [50.0]}), pd.DataFrame({"a": [1.5], "b": [0.5]})).round(1).tolist()
    [80.0]
    """
    sums = (weight * answered).sum(axis=1, min_count=1)
    squares = (weight**2 * answered).sum(axis=1, min_count=1)
    return sums**2 / squares


def adjusted(
    shares: pd.DataFrame, answered: pd.DataFrame, standard: pd.DataFrame | pd.Series, rates: pd.Series
) -> pd.DataFrame:
    """Move shares to another make-up by age or sex, by what the city's rates of the strata say. Source: §14.

    ``shares``: by cell ``share``, ``share_low``, ``share_high``; ``answered``: persons by cell and stratum that the
    shares stand on, from released n; ``standard``: persons by cell and stratum, or by stratum for all cells alike;
    ``rates``: the city's share by stratum. The residents of each cell as standard make a share that is weighted to
    its residents; the city's residents make an age-adjusted one. Adds Σ (w − 1) × n_h/n × rate to the share, and
    widens its interval by √(n ÷ effective n). Returns the three columns, 0..1, with ``weight_low`` and ``weight_high``,
    the smallest and largest weight. NaN where no stratum's n, standard and rate are all known.

    Method: difference estimator (Särndal, Swensson & Wretman 1992, ch. 6); the cell's own answers by age are never
    looked at, for two overlapping functions of few answers could tell one of them.

    >>> shares = pd.DataFrame({"share": [0.3], "share_low": [0.22], "share_high": [0.4]})
    >>> answered = pd.DataFrame({"65-74": [50.0], "75-": [50.0]})
    >>> rates = pd.Series({"65-74": 0.2, "75-": 0.4})
    >>> adjusted(shares, answered, pd.Series({"65-74": 600, "75-": 400}), rates)["share"].round(2).tolist()
    [0.28]
    """
    n = answered.reindex(shares.index).where(rates.reindex(answered.columns).notna(), axis=1)
    wanted = standard if isinstance(standard, pd.DataFrame) else _alike(standard, n.index)
    wanted = wanted.reindex(index=n.index, columns=n.columns)
    weight = weights(n, wanted)
    n = n.where(weight.notna())
    parts = n.div(n.sum(axis=1, min_count=1), axis=0)
    shift = ((weight - 1) * parts * rates.reindex(n.columns)).sum(axis=1, min_count=1)
    shift = shift * (wanted.where(n.notna()).sum(axis=1) / wanted.sum(axis=1))  # what isn't known stays as it is
    wider = ((n.sum(axis=1) / effective(n, weight)) ** 0.5).clip(lower=1.0)
    share = (shares["share"] + shift).clip(0.0, 1.0)
    low = (share - (shares["share"] - shares["share_low"]) * wider).clip(0.0, 1.0)
    high = (share + (shares["share_high"] - shares["share"]) * wider).clip(0.0, 1.0)
    bounds = {"share_low": low, "share_high": high}
    return pd.DataFrame({"share": share, **bounds, "weight_low": weight.min(axis=1), "weight_high": weight.max(axis=1)})


def _alike(standard: pd.Series, cells: pd.Index) -> pd.DataFrame:
    return pd.DataFrame(dict.fromkeys(cells, standard)).T.reindex(cells)


def standardised(rates: pd.DataFrame, standard: pd.Series) -> pd.Series:
    """Give the share that a standard population would have with these rates: classical direct standardisation.

    ``rates``: by age ``share``, ``share_low``, ``share_high``; ``standard``: persons by age. Returns the three, 0..1;
    NaN where the rate of anybody in the standard is not known. The interval is by MOVER (Zou & Donner 2008).

    >>> rates = pd.DataFrame({"share": [0.1, 0.3], "share_low": [0.06, 0.22], "share_high": [0.16, 0.4]})
    >>> standardised(rates, pd.Series([600, 400])).round(3).tolist()
    [0.18, 0.14, 0.234]
    """
    of = standard[standard > 0]
    part = of / of.sum()
    known = rates.reindex(of.index)[SHARE].astype(float)
    if known.isna().any(axis=None) or known.empty:
        return pd.Series(np.nan, index=SHARE)
    share = float((part * known["share"]).sum())
    down = float(np.sqrt(((part * (known["share"] - known["share_low"])) ** 2).sum()))
    up = float(np.sqrt(((part * (known["share_high"] - known["share"])) ** 2).sum()))
    return pd.Series([share, max(share - down, 0.0), min(share + up, 1.0)], index=SHARE)


def difference(new: pd.DataFrame, old: pd.DataFrame) -> pd.DataFrame:
    """Give how much shares rose between two surveys that asked independently of each other.

    ``new``, ``old``: by cell ``share``, ``share_low``, ``share_high``. Returns by the cells of ``new`` ``difference``,
    ``low``, ``high``, -1..1; NaN where either is not known. Method: Newcombe (1998), Statistics in Medicine 17,
    873-890, method 10, from the two intervals' bounds.

    >>> new = pd.DataFrame({"share": [0.30], "share_low": [0.22], "share_high": [0.40]})
    >>> old = pd.DataFrame({"share": [0.20], "share_low": [0.13], "share_high": [0.29]})
    >>> difference(new, old).round(3).values.tolist()
    [[0.1, -0.02, 0.222]]
    """
    before = old.reindex(new.index)
    rise = new["share"] - before["share"]
    down = np.hypot(new["share"] - new["share_low"], before["share_high"] - before["share"])
    up = np.hypot(new["share_high"] - new["share"], before["share"] - before["share_low"])
    bounds = {"low": (rise - down).clip(lower=-1.0), "high": (rise + up).clip(upper=1.0)}
    return pd.DataFrame({"difference": rise, **bounds})
