"""Need as the made-up survey will show it: what the registry is sized against, and what ``--report`` prints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from demo_maker.plan import REFERENCE, District, rows
from demo_maker.troubles import KIND_ITEMS, UNSOLVED

Z_95 = 1.96  # Wilson (1927)


@dataclass(frozen=True)
class Need:
    """Need in a district for one kind, in the kind's unit, with its 95 % range; ``n``: persons who answered."""

    n: int
    point: float
    low: float
    high: float


@lru_cache
def _elders() -> dict[str, float]:
    """Give 1 ÷ elders at home by the answer to the household question."""
    return {row["household"]: float(row["weight"]) for row in rows(REFERENCE / "household_weights.csv")}


@lru_cache
def _counted_by_household() -> frozenset[str]:
    found = rows(REFERENCE / "support_categories.csv")
    return frozenset(row["kind"] for row in found if row["household_weighted"] == "1")


def need(answers: Sequence[dict[str, str]], kind: str, residents: float) -> Need:
    """Work out need from the answers of one district; ``residents``: persons whom the survey speaks for."""
    judged = [(verdict, row["household"]) for row in answers if (verdict := _in_need(row, kind)) is not None]
    if kind in _counted_by_household():
        judged = [(verdict, home) for verdict, home in judged if home]
        weights = [_elders()[home] for _, home in judged]
    else:
        weights = [1.0] * len(judged)
    n, size = len(judged), sum(weights)
    if n == 0:
        return Need(0, math.nan, math.nan, math.nan)
    share = sum(weight for weight, (verdict, _) in zip(weights, judged, strict=True) if verdict) / size
    low, high = _wilson(share, size**2 / sum(weight**2 for weight in weights))
    units = residents * size / n
    return Need(n, units * share, units * low, units * high)


def _in_need(row: dict[str, str], kind: str) -> bool | None:
    """Judge one answer: None where blanks could change it."""
    if kind == "salon":
        return _wishes(row)
    verdicts = [_unsolved(row, item) for item in KIND_ITEMS[kind]]
    return True if True in verdicts else None if None in verdicts else False


def _unsolved(row: dict[str, str], item: str) -> bool | None:
    trouble, way = row[f"trouble_{item}"], row[f"solved_{item}"]
    if trouble == "0":
        return False
    return way == str(UNSOLVED) if trouble and way else None


def _wishes(row: dict[str, str]) -> bool | None:
    if row["join"] in ("3", "4") or row["kayoinoba"] in ("1", "2", "3", "4", "5"):
        return False
    return True if row["join"] and row["kayoinoba"] else None


def _wilson(share: float, n: float) -> tuple[float, float]:
    middle = (share + Z_95**2 / (2 * n)) / (1 + Z_95**2 / n)
    half = Z_95 / (1 + Z_95**2 / n) * math.sqrt(share * (1 - share) / n + Z_95**2 / (4 * n**2))
    return (max(0.0, middle - half) if share else 0.0), middle + half


Needs = dict[tuple[str, str], Need]  # by district name and kind


def needs(survey: Sequence[dict[str, str]], districts: Sequence[District], asked: dict[str, float]) -> Needs:
    """Work out need for all districts and planned kinds."""
    by_district: dict[str, list[dict[str, str]]] = {district.name: [] for district in districts}
    for row in survey:
        by_district.get(row["area"], []).append(row)
    return {
        (district.name, kind): need(by_district[district.name], kind, asked[district.name])
        for district in districts
        for kind in district.intended
    }
