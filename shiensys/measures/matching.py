"""How well providers fit needs: every need against every provider at once, all parts shown. docs/methods.md §22.

What is known to be in the way makes a match impossible; what isn't known never does: it lies half way between both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Places = NDArray[np.intp]

WEIGHTS = {  # points of 100; what wasn't asked for leaves its points to the rest
    "distance": 30,  # whom a provider serves, and how far it is, decides whether anybody comes
    "places": 30,  # nobody is helped where it is full
    "days": 15,  # a day can be talked about
    "fee": 10,  # so can a fee
    "conditions": 10,
    "confirmed": 5,  # old entries are to be asked first, not left out
}
MUSTS = ("kind", "status", "distance", "places", "days", "fee", "conditions")  # what can make a match impossible
UNKNOWN = 0.5  # half way between yes and no
SERVES, BESIDE, NEAR = 1.0, 0.5, 0.25  # serves the district; a neighbour, which may be asked; within FAR_M only
WALK_M = 500.0  # metres; on foot, also for those over 75
FAR_M = 3_000.0  # metres; a quarter of an hour by car or bus, beyond that a place counts as out of reach
AT_FAR = 0.5  # of the points for the area is left at FAR_M and beyond
RECENT_MONTHS = 12  # as a place counts as confirmed in measures.places
STALE, NEVER = 0.5, 0.25  # confirmed longer ago; never


@dataclass(frozen=True)
class Needs:
    """N needs. ``kind``, ``district``: places in the lists of kinds and districts. ``persons``: at least 1.

    ``days`` (N × 7), ``conditions`` (N × conditions): those asked for. ``fee_most``: yen a time, NaN: no limit.
    """

    kind: Places
    district: Places
    persons: Numbers
    days: Flags
    conditions: Flags
    fee_most: Numbers


@dataclass(frozen=True)
class Providers:
    """M providers. ``kinds`` (M × kinds), ``serves`` (M × districts). ``stands``: place of the district, -1: unknown.

    ``metres``: M × districts, NaN: unknown. ``comes``: help comes to the home, so that distance doesn't count.
    ``free``: M × kinds, in the kind's unit, NaN: unknown. ``days``: M × 7, of those ``days_known``. ``fee``: yen, NaN:
    unknown. ``conditions``: M × conditions, 1 met, 0 not, NaN unknown. ``months``: since it was confirmed, NaN: never.
    ``ids``: by which ties are told apart.
    """

    ids: tuple[str, ...]
    kinds: Flags
    active: Flags
    serves: Flags
    stands: Places
    metres: Numbers
    comes: Flags
    free: Numbers
    days: Flags
    days_known: Flags
    fee: Numbers
    conditions: Numbers
    months: Numbers


@dataclass(frozen=True)
class Scores:
    """All N × M. ``score``: 0..100, whole, NaN where not possible. ``parts``: by name, 0..1, NaN where not asked for.

    ``fails``: by name of MUSTS, what is in the way. ``possible``: nothing is.
    """

    score: Numbers
    possible: Flags
    parts: Mapping[str, Numbers]
    fails: Mapping[str, Flags]


def scores(needs: Needs, providers: Providers, beside: Flags) -> Scores:
    """Score all providers for all needs. ``beside``: districts × districts, True for neighbours."""
    is_kind = providers.kinds.T[needs.kind]
    reach, near = reached(providers, beside)
    asked = {"places": _places, "days": _days, "fee": _fee, "conditions": _conditions}
    judged = {name: judge(needs, providers) for name, judge in asked.items()}
    parts = {
        "kind": is_kind.astype(float),
        "distance": near.T[needs.district],
        **{name: part for name, (part, _) in judged.items()},
        "confirmed": np.broadcast_to(confirmed(providers.months), is_kind.shape),
    }
    fails = {
        "kind": ~is_kind,
        "status": np.broadcast_to(~providers.active, is_kind.shape),
        "distance": ~reach.T[needs.district],
        **{name: against for name, (_, against) in judged.items()},
    }
    possible = ~np.logical_or.reduce([fails[name] for name in MUSTS])
    return Scores(np.where(possible, total(parts), np.nan), possible, parts, fails)


def reached(providers: Providers, beside: Flags) -> tuple[Flags, Numbers]:
    """Tell by provider and district whether it is in reach, and how near it counts (0..1)."""
    stands = np.zeros_like(providers.serves)
    there = np.flatnonzero(providers.stands >= 0)
    stands[there, providers.stands[there]] = True
    next_door = ((providers.serves | stands).astype(np.int32) @ beside.astype(np.int32)) > 0
    close = providers.metres <= FAR_M  # an unknown distance is none
    area = np.select([providers.serves, next_door, close], [SERVES, BESIDE, NEAR], 0.0)
    far = np.clip((providers.metres - WALK_M) / (FAR_M - WALK_M), 0.0, 1.0)
    far = np.where(np.isnan(far), UNKNOWN, far)
    far = np.where(providers.comes[:, None], 0.0, far)
    return area > 0, area * (1 - (1 - AT_FAR) * far)


def _places(needs: Needs, providers: Providers) -> tuple[Numbers, Flags]:
    """Score free places for the persons asked for; full is none left."""
    free = np.floor(providers.free).T[needs.kind]
    enough = np.minimum(free / needs.persons[:, None], 1.0)
    return np.where(np.isnan(free), UNKNOWN, enough), np.asarray(free < 1)


def _days(needs: Needs, providers: Providers) -> tuple[Numbers, Flags]:
    """Score the part of the wished days on which a provider is there."""
    wished = needs.days.sum(axis=1)[:, None].astype(float)
    covered = needs.days.astype(float) @ providers.days.T.astype(float)
    known = np.broadcast_to(providers.days_known, covered.shape)
    part = np.where(known, covered / np.where(wished > 0, wished, 1.0), UNKNOWN)
    return np.where(wished > 0, part, np.nan), (wished > 0) & known & (covered == 0)


def _fee(needs: Needs, providers: Providers) -> tuple[Numbers, Flags]:
    """Score whether it costs no more than wished."""
    most = needs.fee_most[:, None]
    fee = providers.fee[None, :]
    part = np.where(np.isnan(fee), UNKNOWN, (fee <= most).astype(float))
    return np.where(np.isnan(most), np.nan, part), np.asarray(fee > most)


def _conditions(needs: Needs, providers: Providers) -> tuple[Numbers, Flags]:
    """Score the conditions asked for: met 1, unknown UNKNOWN, not met 0, on average."""
    asked = needs.conditions.astype(float)
    n = asked.sum(axis=1)[:, None]
    value = np.where(np.isnan(providers.conditions), UNKNOWN, providers.conditions)
    against = asked @ (providers.conditions == 0).T.astype(float) > 0
    part = (asked @ value.T) / np.where(n > 0, n, 1.0)
    return np.where(n > 0, part, np.nan), against


def confirmed(months: Numbers) -> Numbers:
    """Score how fresh an entry is.

    >>> confirmed(np.array([3.0, 14.0, np.nan])).tolist()
    [1.0, 0.5, 0.25]
    """
    return np.select([np.isnan(months), months > RECENT_MONTHS], [NEVER, STALE], 1.0)


HALF = 0.5 + 1e-9  # 0.1 + 0.2 must not decide a half


def total(parts: Mapping[str, Numbers]) -> Numbers:
    """Weigh the parts that were asked for: 0..100, whole, halves up."""
    first = next(iter(parts.values()))
    points, of = np.zeros(first.shape), np.zeros((len(first), 1))
    for name, weight in WEIGHTS.items():
        asked = ~np.isnan(parts[name]).all(axis=1, keepdims=True)  # a part is asked for of all providers or of none
        np.add(points, weight * parts[name], out=points, where=asked)
        of += weight * asked
    return np.asarray(np.floor(100 * points / of + HALF))


def ranking(score: Numbers, needs: Needs, providers: Providers) -> Places:
    """Order the providers of each need, N × M: possible first, more points, then nearer, then by id.

    Equal points of equal distance are so always told apart in the same way.
    """
    by_id = np.argsort(np.array(providers.ids, dtype=str), kind="stable")
    near = np.argsort(np.nan_to_num(providers.metres[by_id].T, nan=np.inf), axis=1, kind="stable")
    order = by_id[near][needs.district]
    points = np.take_along_axis(-np.nan_to_num(score, nan=-1.0), order, axis=1)
    best = np.argsort(points.astype(np.int16), axis=1, kind="stable")  # whole points: sorted by counting
    return np.asarray(np.take_along_axis(order, best, axis=1))
