"""Yaizu's published points taken away from one list after the other, and found again."""

import re

import pandas as pd
import pytest

from shiensys.intake.request import Request
from shiensys.intake.roster.resources import read_resources
from shiensys.measures.addressing import addresses
from shiensys.measures.addressing.gazetteer import gazetteer
from shiensys.measures.addressing.geocoding import placed
from shiensys.measures.distance import metres
from tests.real.test_resources_real import TODAY, YAIZU

pytestmark = pytest.mark.real


def lists(folder) -> dict[str, pd.DataFrame]:
    found = {}
    for stem in YAIZU:
        path = folder / "yaizu" / "resources" / f"{stem}.csv"
        table = read_resources(Request(path, "22212", TODAY)).table
        found[stem] = table.assign(part=stem, own_id=table["resource_id"], resource_id=stem + table["resource_id"])
    return found


def found_again(stem: str, known: dict[str, pd.DataFrame], points: pd.DataFrame | None) -> pd.DataFrame:
    """Take the points of one list away; give its rows as they are found, with how far off they are."""
    bare = known[stem].assign(longitude=float("nan"), latitude=float("nan"))
    others = [table for name, table in known.items() if name != stem]
    blocks = None if points is None else gazetteer(points, "焼津市")
    table = placed(pd.concat([bare, *others], ignore_index=True), hand=None, gazetteer=blocks, city="焼津市")
    rows = table[table["part"] == stem].reset_index(drop=True)
    truth = known[stem].reset_index(drop=True)
    off = [
        float(metres(rows.loc[[at], ["longitude", "latitude"]], truth["longitude"][at], truth["latitude"][at])[0])
        for at in rows.index
    ]
    return rows.assign(off=off)


def test_halls_are_found_by_their_names(real_data):
    known = lists(real_data)
    rows = pd.concat([found_again(stem, known, None) for stem in known])
    share = rows["point_from"].eq("facility").mean()
    off = rows["off"]
    print(f"\nby name: {share:.0%} of {len(rows)}, median {off.median():.0f} m, 95 % {off.quantile(0.95):.0f} m")
    assert share > 0.45
    assert rows["off"].median() < 20  # metres


def test_addresses_are_found_among_blocks_made_of_the_other_lists(real_data):
    """Each other list's addresses stand for 位置参照情報: towns and numbers that a city really writes."""
    known = lists(real_data)
    results = []
    for stem in known:
        others = pd.concat([table for name, table in known.items() if name != stem])
        results.append(found_again(stem, {stem: known[stem]}, blocks_of(others)))
    rows = pd.concat(results)
    blocks = rows[rows["point_from"] == "block"]
    share = rows["point_from"].ne("none").mean()
    print(f"\nby address: {share:.0%} of {len(rows)}, blocks {len(blocks)}, median {blocks['off'].median():.0f} m")
    assert share > 0.8
    assert blocks["off"].median() < 40  # metres


def blocks_of(table: pd.DataFrame) -> pd.DataFrame:
    """Make rows as 位置参照情報 has them of addresses with points."""
    rows = []
    for row in table.itertuples():
        text = addresses.inside(addresses.folded(str(row.address)), "焼津市")
        cut = re.match(r"(.+?丁目|[^\d]+?|[^\d]+?\d+(?=-\d+-))-?(\d+)", text)
        if cut:
            town = cut[1] if not cut[1][-1].isdecimal() else f"{cut[1]}丁目"
            rows.append((town, cut[2], row.longitude, row.latitude))
    points = pd.DataFrame(rows, columns=["town", "block", "longitude", "latitude"])
    first = points.drop_duplicates(["town", "block"]).astype({"block": "str"})
    blank = pd.Series([None] * len(first), index=first.index, dtype="str")
    return first.assign(level="block", municipality="焼津市", hamlet=blank, representative=True)
