"""Entries of a registry that may be one and the same, found two by two: docs/methods.md §21."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
from scipy.spatial import KDTree

from shiensys.measures import naming
from shiensys.measures.addressing import addresses
from shiensys.measures.addressing.geocoding import COARSE
from shiensys.measures.addressing.halls import name_key
from shiensys.measures.distance import between

SAME_PLACE_M = 100.0  # metres: two entries of one name that are no farther apart may be one
ONE_DOOR_M = 10.0  # metres: points that are no farther apart are one door, whatever is offered there
HALL = 3  # entries at one door from which on it is a hall: to stand there says nothing
BUSY = 50  # entries in one block from which on they aren't compared each with each
NAMES = ("same", "spelling", "near", "other")
PLACES = ("address", "point", "unknown", "apart")
_DOOR = 6  # last letters of an address by which candidates are looked for
_M_PER_DEGREE = 111_000.0
_WEIGHTS = {"same": 4, "spelling": 3, "near": 2, "other": 0, "address": 2, "point": 2, "unknown": 0, "apart": 0}

Block = Iterable[int]
Found = set[tuple[int, int]]


def pairs(listed: pd.DataFrame) -> pd.DataFrame:
    """Find entries that may be one, a row a pair: ``first``, ``second`` (``resource_id``), the surest first.

    ``name``: one of NAMES; ``place``: one of PLACES; ``metres``: between exact points, NaN where one has none;
    ``contact``: both have the same; ``kinds``: they offer different kinds. ``listed``: as rosters.entries gives.
    """
    known = _known(listed)
    found = sorted(_by_name(known) | _by_letter(known) | _by_door(known))
    table = _compared(known, np.array(found, dtype=int).reshape(-1, 2))
    return table[_may_be_one(table)].drop(columns=["area", "crowd", "within"]).reset_index(drop=True)


def groups(listed: pd.DataFrame) -> pd.Series:
    """Number the entries that may be one by their names, from 1 in the order of the list; NA for all others."""
    table = pairs(listed)
    named = table[table["name"].ne("other")]
    into: dict[str, str] = {}
    for first, second in zip(named["first"], named["second"], strict=True):
        one, other = _root(into, first), _root(into, second)
        if one != other:
            into[other] = one
    roots = listed["resource_id"].map(lambda each: _root(into, each))
    several = roots.duplicated(keep=False)
    numbers = {root: number for number, root in enumerate(roots[several].drop_duplicates(), start=1)}
    return roots.where(several).map(numbers).astype("Int32")


def _root(into: dict[str, str], each: str) -> str:
    """Follow what an entry was put together with."""
    while each in into:
        each = into[each]
    return each


def _known(listed: pd.DataFrame) -> pd.DataFrame:
    """Give what entries are compared by, numbered from 0; blank text where nothing is known."""
    exact = ~listed["point_from"].isin(COARSE)
    written = {
        "strict": listed["name"].map(name_key),
        "loose": listed["name"].map(naming.loose),
        "address": listed["address"].map(addresses.key, na_action="ignore"),
        "contact": listed["contact"].map(naming.contact, na_action="ignore"),
        "kinds": listed["kinds"],
        "area": listed["located"].fillna(listed["serves"]),
    }
    texts = pd.DataFrame({name: column.astype("str").fillna("") for name, column in written.items()})
    points = listed[["longitude", "latitude"]].astype(float).where(exact)
    return texts.assign(resource_id=listed["resource_id"], **points).reset_index(drop=True)


def _by_name(known: pd.DataFrame) -> Found:
    """Pair entries whose names are one in a loose spelling."""
    return _paired(known.groupby("loose", sort=False).indices.values())


def _by_letter(known: pd.DataFrame) -> Found:
    """Pair entries whose names differ by one letter: they have in common what is left without it."""
    shorter = known["loose"].map(naming.without_a_letter).explode().dropna()
    found = _paired(shorter.groupby(shorter, sort=False).groups.values())
    names = known["loose"].tolist()
    return {(one, other) for one, other in found if naming.a_letter_apart(names[one], names[other])}


def _by_door(known: pd.DataFrame) -> Found:
    """Pair entries that stand at one door: by an address with its number, or by exact points."""
    written = known["address"].str[-_DOOR:][_numbered(known)]
    found = _paired(rows for rows in written.groupby(written, sort=False).groups.values() if len(rows) < BUSY)
    at, metres = _exact(known)
    cells = pd.Series(map(tuple, metres.round(-1).tolist()), index=at, dtype=object)
    quiet = cells.map(cells.value_counts()).lt(BUSY).to_numpy(dtype=bool)
    near = KDTree(metres[quiet]).query_pairs(ONE_DOOR_M) if quiet.any() else set()
    places = at[quiet]
    return found | {(int(places[one]), int(places[other])) for one, other in near}


def _numbered(known: pd.DataFrame) -> pd.Series:
    """Tell the addresses that end in a number: a town alone is no door."""
    return known["address"].str[-1:].str.isdecimal().fillna(False).astype(bool)


def _exact(known: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Give the positions of entries with exact points, and metres east and north: good for a few steps' distance."""
    points = known[["longitude", "latitude"]].dropna()
    east = points["longitude"] * np.cos(np.radians(points["latitude"].mean()))
    return points.index.to_numpy(), np.column_stack([east, points["latitude"]]) * _M_PER_DEGREE


def _paired(blocks: Iterable[Block]) -> Found:
    """Pair what stands in one block, lower position first; in a very large one each with the next only."""
    found: Found = set()
    for block in blocks:
        members = sorted({int(each) for each in block})
        found.update(combinations(members, 2) if len(members) < BUSY else pairwise(members))
    return found


def _compared(known: pd.DataFrame, found: np.ndarray) -> pd.DataFrame:
    """Compare the two of each pair; ``crowd``: entries at the door of either; ``within``: one name is in the other."""
    one, other = (known.iloc[found[:, side]].reset_index(drop=True) for side in (0, 1))
    metres, crowd = pd.Series(between(one, other), dtype=float), _crowd(known)
    table = pd.DataFrame(
        {
            "first": one["resource_id"],
            "second": other["resource_id"],
            "name": _names(one, other),
            "place": _places(one, other, metres),
            "metres": metres,
            "contact": one["contact"].eq(other["contact"]) & one["contact"].ne(""),
            "kinds": one["kinds"].ne(other["kinds"]),
            "area": one["area"].eq(other["area"]) & one["area"].ne(""),
            "crowd": np.maximum(crowd[found[:, 0]], crowd[found[:, 1]]),
            "within": [_within(*both) for both in zip(one["loose"], other["loose"], strict=True)],
        }
    )
    sure = table["name"].map(_WEIGHTS).astype(int) + table["place"].map(_WEIGHTS).astype(int) + table["contact"]
    return table.loc[sure.sort_values(ascending=False, kind="stable").index]


def _names(one: pd.DataFrame, other: pd.DataFrame) -> np.ndarray:
    """Tell how alike the names are: one of NAMES."""
    near = [naming.a_letter_apart(a, b) for a, b in zip(one["loose"], other["loose"], strict=True)]
    alike = [one["strict"].eq(other["strict"]), one["loose"].eq(other["loose"]), pd.Series(near, dtype=bool)]
    return np.select(alike, NAMES[:3], NAMES[3])


def _within(one: str, other: str) -> bool:
    """Tell whether one name stands in the other, and is long enough to be one."""
    short, long = sorted((one, other), key=len)
    return len(short) >= naming.SHORTEST and short in long


def _places(one: pd.DataFrame, other: pd.DataFrame, metres: pd.Series) -> np.ndarray:
    """Tell whether the two stand at one place: one of PLACES; what isn't known tells nothing apart."""
    written = [sorted(pair, key=len) for pair in zip(one["address"], other["address"], strict=True)]
    same = pd.Series([short != "" and long.endswith(short) for short, long in written], dtype=bool)
    both = one["address"].ne("") & other["address"].ne("")
    told = [same & _numbered(one), metres.le(SAME_PLACE_M), metres.gt(SAME_PLACE_M), same, both]
    return np.select(told, ("address", "point", "apart", "address", "apart"), "unknown")


def _crowd(known: pd.DataFrame) -> np.ndarray:
    """Count the entries at each one's door, itself among them."""
    doors = known["address"].where(_numbered(known))
    counts = doors.map(doors.value_counts()).fillna(1).to_numpy(dtype=int, copy=True)
    at, metres = _exact(known)
    if len(at):
        tree = KDTree(metres)
        counts[at] = np.maximum(counts[at], tree.query_ball_point(metres, ONE_DOOR_M, return_length=True))
    return np.asarray(counts)


def _may_be_one(table: pd.DataFrame) -> pd.Series:
    """Tell the pairs that somebody should look at.

    One name, whatever the spelling, and no place that tells them apart; a name with a slip, and the same place, contact
    or area; or other names at one door, and something besides that both have.
    """
    together = table["place"].isin(["address", "point"])
    named = table["name"].isin(["same", "spelling"]) & table["place"].ne("apart")
    slip = table["name"].eq("near") & (together | (table["place"].eq("unknown") & (table["contact"] | table["area"])))
    door = together & ~table["metres"].gt(ONE_DOOR_M)
    besides = table["contact"] | table["within"] | (table["crowd"].lt(HALL) & table["kinds"])
    return named | slip | (door & besides)
