"""Layouts of published lists of places, told apart by their headings.

The layouts stand in ``data/reference/resource_layouts.csv``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from shiensys.intake.sheets.heading_rows import folded
from shiensys.tables.categories import REFERENCE_FOLDER

PLACES = "places"  # any list of names with addresses or points


@dataclass(frozen=True)
class Layout:
    """What a file was taken for. ``headings``: by our column, those that the file has, as it writes them.

    ``otherwise``: what stands in a column where the file says nothing.
    """

    name: str
    headings: dict[str, tuple[str, ...]]
    otherwise: dict[str, str]

    def first(self, column: str) -> str | None:
        """Give the heading that holds a column, None where there is none."""
        return next(iter(self.headings.get(column, ())), None)

    def heading(self, column: str) -> str:
        """Give the heading that holds a column which is there."""
        return self.headings[column][0]


def recognised(headings: Collection[str], mapping: Mapping[str, str]) -> Layout | None:
    """Find the layout of a file; None where it has no names, or neither addresses nor points.

    ``mapping``: our column -> heading, which wins.

    >>> found = recognised(["名称", "住所", "設置位置", "小児対応設備の有無"], {})
    >>> found.name, found.first("address"), found.otherwise["place_type"]
    ('aed', '住所', 'AED')
    """
    table = _table()
    for name in table["layout"].unique():
        layout = _read(name, table[table["layout"].isin(["", name])], headings) if name else None
        if layout is None:
            continue
        layout = replace(layout, headings=layout.headings | _named(mapping, headings))
        if layout.first("name") and (layout.first("address") or layout.first("longitude")):
            return layout
    return None


def _named(mapping: Mapping[str, str], headings: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Give the headings that the user named, as the file writes them."""
    there = {folded(heading): heading for heading in headings}
    return {column: (there[folded(heading)],) for column, heading in mapping.items() if folded(heading) in there}


def known_headings() -> frozenset[str]:
    """Give all headings that some layout has."""
    return frozenset(_table()["heading"]) - {""}


def _read(name: str, lines: pd.DataFrame, headings: Collection[str]) -> Layout | None:
    """Look for the lines of one layout among the headings; None where a needed one isn't there."""
    there = {folded(heading): heading for heading in headings}
    keys = lines["heading"].map(folded)
    if not keys[lines["needed"] == "1"].isin(list(there)).all():
        return None
    found: dict[str, tuple[str, ...]] = {}
    own_first = lines.assign(key=keys).sort_values("layout", ascending=False, kind="stable")
    for column, key in zip(own_first["column"], own_first["key"], strict=True):
        if key in there:
            found[column] = (*found.get(column, ()), there[key])
    stated = lines[lines["otherwise"] != ""]
    return Layout(name, found, dict(zip(stated["column"], stated["otherwise"], strict=True)))


@lru_cache
def _table() -> pd.DataFrame:
    """Read the layouts. Kept for the life of the process: they are part of the program."""
    return pd.read_csv(REFERENCE_FOLDER / "resource_layouts.csv", dtype=str, keep_default_na=False)
