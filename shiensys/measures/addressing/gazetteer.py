"""A city's towns and blocks by their names: an address goes in, a point comes out. docs/methods.md §10."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from shiensys.measures.addressing import addresses
from shiensys.measures.distance import close_together, middle

BLOCK_M = 300.0  # metres: points of one block or plot number farther apart can't be told apart
_NUMBER = re.compile(rf"[-{addresses.APART}甲乙丙丁戊己]*\d")
_WHOLE_TOWN = ("町", "村", "丁目")
_STREET = ("通", "筋")  # 本町通 is no part of 本町


@dataclass(frozen=True)
class Spot:
    """A point for an address. ``level``: block, or town where only that was found; ``name``: as the source has it."""

    level: Literal["block", "town"]
    longitude: float
    latitude: float
    name: str


@dataclass(frozen=True)
class Gazetteer:
    """Made by ``gazetteer``. ``city``: its name, folded; ``towns``: points by key; ``keys``: those by first letter."""

    city: str
    wards: tuple[str, ...]
    towns: Mapping[str, pd.DataFrame]
    keys: Mapping[str, tuple[str, ...]]

    def spot(self, address: str) -> Spot | None:
        """Find an address; None where its town isn't known, or the same name stands for several."""
        rest = addresses.inside(addresses.folded(address), self.city)
        ward = next((ward for ward in self.wards if ward and rest.startswith(ward)), "")
        rest = rest.removeprefix(ward)
        for key, behind in self._fits(rest):
            if _ends(key, behind):  # a shorter name would be another town's
                rows = _of_ward(self.towns[key], ward)
                return _block(rows, addresses.block(behind)) or _town(rows)
        return None

    def _fits(self, rest: str) -> Iterator[tuple[str, str]]:
        """Give the towns with which an address begins, the longest first, and what stands behind."""
        for key in self.keys.get(rest[:1], ()):
            behind = addresses.after_town(rest, key)
            if behind is not None:
                yield key, behind


def gazetteer(points: pd.DataFrame, city: str) -> Gazetteer:
    """Sort ``points`` (tables.points.AddressPoints) by the names under which addresses may call them."""
    name = addresses.folded(city)
    wards = {each: addresses.inside(addresses.folded(each), name) for each in points["municipality"].unique()}
    town = _folded(points["town"])
    hamlet = _folded(points["hamlet"])
    shown = points["town"] + points["hamlet"].fillna("")
    rows = points.assign(
        key=town, ward=points["municipality"].map(wards), number=points["block"].map(_number), shown=shown
    )
    # a 小字 may be left out of an address, or written behind its town
    with_hamlet = rows.assign(key=town + hamlet)[hamlet != ""]
    every = pd.concat([rows, with_hamlet], ignore_index=True)
    towns = {str(key): group for key, group in every.groupby("key", sort=False)}
    keys: dict[str, list[str]] = {}
    for key in sorted(towns, key=len, reverse=True):
        keys.setdefault(key[:1], []).append(key)
    return Gazetteer(
        name, tuple(sorted(set(wards.values()))), towns, {first: tuple(some) for first, some in keys.items()}
    )


def _folded(names: pd.Series) -> pd.Series:
    """Fold names, each different one once; blanks become empty."""
    known = {name: addresses.folded(name) for name in names.dropna().unique()}
    return names.map(known).astype("str").fillna("")


def _number(block: object) -> str | None:
    """Read a block's number as addresses are read; what is no number stays as it is."""
    if not isinstance(block, str):
        return None
    text = addresses.folded(block)
    return addresses.block(text) or text


def _of_ward(rows: pd.DataFrame, ward: str) -> pd.DataFrame:
    """Keep the rows of the ward that the address names."""
    return rows[rows["ward"] == ward] if ward else rows


def _block(rows: pd.DataFrame, number: str | None) -> Spot | None:
    """Give the block with a number, if its points are one place."""
    if number is None:
        return None
    same = rows[rows["number"] == number]
    if same.empty or not close_together(same, BLOCK_M):
        return None
    chosen = same[same["representative"].astype(bool)]
    first = (chosen if len(chosen) else same).iloc[0]
    return Spot("block", float(first["longitude"]), float(first["latitude"]), f"{first['shown']}{first['block']}")


def _town(rows: pd.DataFrame) -> Spot | None:
    """Give the point of a whole town: the source's own, else the block in the middle."""
    if rows.empty or rows["ward"].nunique() > 1:
        return None
    whole = rows[rows["level"] == "town"]
    point = whole.iloc[0] if len(whole) else middle(rows)
    return Spot("town", float(point["longitude"]), float(point["latitude"]), str(point["town"]))


def _ends(key: str, behind: str) -> bool:
    """Tell whether the town's name ends where its key does: a number follows, or nothing, or no part of a name."""
    if not behind or _NUMBER.match(behind):
        return True
    return key.endswith(_WHOLE_TOWN) and not behind.startswith(_STREET)
