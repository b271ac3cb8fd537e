"""Those ready to help beside those in trouble: which are more, how sure that is, and who could lend to whom.

Both are shares of the same residents. What is said of them together takes the correlation that makes it least sure: as
if nobody who is in trouble were ready to help. Method: MOVER (Zou & Donner 2008; Donner & Zou 2012). Source:
docs/methods.md §23.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from shiensys.measures.borders import Borders

Verdict = Literal["many", "few", "open", "unknown"]
VERDICTS: tuple[Verdict, ...] = ("many", "few", "open", "unknown")
BOUNDS = ["share", "share_low", "share_high"]


def correlation(ready: pd.Series, trouble: pd.Series) -> pd.Series:
    """Give the lowest correlation that two shares (0..1) of the same persons can have; 0 where one is 0 or 1.

    >>> correlation(pd.Series([0.3]), pd.Series([0.2])).round(3).tolist()
    [-0.327]
    """
    both = (ready + trouble - 1).clip(lower=0)
    spread = (ready * (1 - ready) * trouble * (1 - trouble)) ** 0.5
    return ((both - ready * trouble) / spread.where(spread > 0)).clip(-1, 1).where(spread != 0, 0.0)


def balance(ready: pd.DataFrame, trouble: pd.DataFrame) -> pd.DataFrame:
    """Take those in trouble from those ready: ``balance``, ``balance_low``, ``balance_high``, -1..1 of the residents.

    Both with BOUNDS by unit_id. NaN where either isn't known.

    >>> of = lambda *share: pd.DataFrame([share], columns=BOUNDS)
    >>> balance(of(0.36, 0.32, 0.40), of(0.28, 0.24, 0.33)).round(3).values.tolist()
    [[0.08, 0.003, 0.149]]
    """
    other = trouble.reindex(ready.index)
    rho = correlation(ready["share"], other["share"])
    middle = ready["share"] - other["share"]
    down = _together(ready["share"] - ready["share_low"], other["share_high"] - other["share"], rho)
    up = _together(ready["share_high"] - ready["share"], other["share"] - other["share_low"], rho)
    low, high = (middle - down).clip(lower=-1), (middle + up).clip(upper=1)
    return pd.DataFrame({"balance": middle, "balance_low": low, "balance_high": high})


def _together(one: pd.Series, other: pd.Series, rho: pd.Series) -> pd.Series:
    """Add two distances to bounds as those of a difference."""
    return (one**2 + other**2 - 2 * rho * one * other).clip(lower=0) ** 0.5


def per_person(ready: pd.DataFrame, trouble: pd.DataFrame) -> pd.DataFrame:
    """Give those ready for each in trouble: ``ratio``, ``ratio_low``, ``ratio_high``.

    Both with BOUNDS by unit_id. NaN where either isn't known or nobody is in trouble; open above (infinite) where that
    may be so. Its bounds are where ``balance`` with so many times those in trouble would have 0 as its bound.

    >>> of = lambda *share: pd.DataFrame([share], columns=BOUNDS)
    >>> per_person(of(0.36, 0.32, 0.40), of(0.28, 0.24, 0.33)).round(2).values.tolist()
    [[1.29, 1.01, 1.61]]
    """
    other = trouble.reindex(ready.index)
    p, q = ready["share"], other["share"].where(other["share"] > 0)
    rho = correlation(p, q)
    low = _root(p, q, (p - ready["share_low"], other["share_high"] - q), rho, upper=False)
    high = _root(p, q, (ready["share_high"] - p, q - other["share_low"]), rho, upper=True)
    return pd.DataFrame({"ratio": p / q, "ratio_low": low, "ratio_high": high})


def _root(p: pd.Series, q: pd.Series, off: tuple[pd.Series, pd.Series], rho: pd.Series, *, upper: bool) -> pd.Series:
    """Solve (q² − b²) r² − 2 (p q − ρ a b) r + p² − a² = 0 for the bound; infinite where it is open above."""
    a, b = off
    square, half, rest = q**2 - b**2, p * q - rho * a * b, p**2 - a**2
    root = (half**2 - square * rest).clip(lower=0) ** 0.5
    if upper:
        return ((half + root) / square.where(square > 1e-12)).mask(q.notna() & p.notna() & (square <= 1e-12), np.inf)
    return (rest / (half + root)).clip(lower=0)  # the other form of the same root: it needs no division by square


def verdict(of: pd.DataFrame) -> pd.Series:
    """Say of each unit ``many`` (balance surely above 0), ``few`` (surely below), ``open`` or ``unknown``."""
    known = of["balance_low"].notna() & of["balance_high"].notna()
    said = np.select([~known, of["balance_low"] > 0, of["balance_high"] < 0], ["unknown", "many", "few"], "open")
    return pd.Series(said, index=of.index)


def lenders(verdicts: pd.Series, borders: Borders) -> dict[str, tuple[str, ...]]:
    """Name for each unit with few those beside it with many, by the length of the common border, longest first.

    >>> known = pd.Series({"a": "few", "b": "many", "c": "many", "d": "open"})
    >>> lenders(known, {"a": {"b": 1.0, "c": 2.0, "d": 9.0}})
    {'a': ('c', 'b')}
    """
    return {str(unit): _beside(str(unit), verdicts, borders, "many") for unit in verdicts.index[verdicts == "few"]}


def borrowers(verdicts: pd.Series, borders: Borders) -> dict[str, tuple[str, ...]]:
    """Name for each unit with many those beside it with few, by the length of the common border, longest first."""
    return {str(unit): _beside(str(unit), verdicts, borders, "few") for unit in verdicts.index[verdicts == "many"]}


def _beside(unit: str, verdicts: pd.Series, borders: Borders, wanted: Verdict) -> tuple[str, ...]:
    """Name the neighbours of which something is said."""
    near = borders.get(unit, {})
    found = [other for other in near if verdicts.get(other) == wanted]
    return tuple(sorted(found, key=lambda other: (-near[other], other)))


def of_units(borders: Borders, unit: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Put the common borders of districts together to those of larger units. ``unit``: by district_id.

    >>> of_units({"a": {"b": 1.0, "c": 2.0}, "b": {"a": 1.0, "c": 4.0}}, {"a": "E", "b": "E", "c": "W"})
    {'E': {'W': 6.0}}
    """
    found: dict[str, dict[str, float]] = {}
    for here, others in borders.items():
        for there, length in others.items():
            one, other = unit.get(here), unit.get(there)
            if one is not None and other is not None and one != other:
                found.setdefault(one, {})[other] = found.get(one, {}).get(other, 0.0) + length
    return found


def union(verdicts: Sequence[pd.Series]) -> pd.Series:
    """Say of each respondent whether any of several verdicts is true; NA where blanks could change it.

    A person of whom several are true counts once.

    >>> yes, no = pd.array([True, None], dtype="boolean"), pd.array([False, False], dtype="boolean")
    >>> union([pd.Series(yes), pd.Series(no)]).tolist()
    [True, <NA>]
    """
    found = verdicts[0]
    for each in verdicts[1:]:
        found = found | each
    return found
