"""Districts that come, go, split or merge from one day to the next."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from shiensys.intake.findings import Finding, Where, noted
from shiensys.intake.request import Request
from shiensys.intake.sheets.wording import listed
from shiensys.tables.crosswalk import in_force, periods
from shiensys.tables.names import match, normalised

_PAIR = ["area", "date"]
NAMED = 3  # changes told one by one; the rest is counted


def changes(table: pd.DataFrame, request: Request, where: Where) -> list[Finding]:
    """Say between which days the districts differ, in a file or against what the city holds; ``one_date`` where there
    is one day only.

    ``table``: ``area``, ``date``. What the crosswalk explains is no change.
    """
    own = table[_PAIR].drop_duplicates()
    days = set(own["date"])
    held = request.counted
    beside = own[:0] if held is None else held.loc[~held["date"].isin(days), _PAIR]
    known = _as_today(pd.concat([own, beside], ignore_index=True), request)
    by_day = [
        (pd.Timestamp(str(day)), dict(zip(rows["key"], rows["area"], strict=True)))
        for day, rows in known.groupby("date")
    ]
    if len(by_day) == 1:
        return [noted("one_date", where, date=by_day[0][0].date())]
    found = [
        _told(before, after, gone, came, where)
        for (before, old), (after, new) in pairwise(by_day)
        if {before, after} & days
        if (gone := [old[key] for key in old if key not in new]) + (came := [new[key] for key in new if key not in old])
    ]
    rest = len(found) - NAMED
    return found[:NAMED] + ([noted("more_districts_changed", where, n=rest)] if rest > 0 else [])


def _as_today(pairs: pd.DataFrame, request: Request) -> pd.DataFrame:
    """Give each area its name of today where the crosswalk tells it, and a ``key`` by which it is known again."""
    crosswalk = request.crosswalk
    if crosswalk is not None:
        time = periods(crosswalk, pairs["date"])
        parts = [_led(rows, in_force(crosswalk, rows["date"].max())) for _, rows in pairs.groupby(time.to_numpy())]
        pairs = pd.concat(parts, ignore_index=True)
    names = pairs["area"].drop_duplicates()
    ids = {} if request.districts is None else match(names, request.districts).ids
    keys = {name: ids.get(name, normalised(name)) for name in names}
    return pairs.assign(key=pairs["area"].map(keys)).drop_duplicates(["date", "key"])


def _led(pairs: pd.DataFrame, ways: pd.DataFrame) -> pd.DataFrame:
    """Put the districts of a crosswalk in the place of the areas that it knows."""
    led = pairs.merge(ways[["source", "district"]], left_on="area", right_on="source", how="left")
    return led.assign(area=led["district"].fillna(led["area"]))[_PAIR].drop_duplicates()


def _told(before: pd.Timestamp, after: pd.Timestamp, gone: list[str], came: list[str], where: Where) -> Finding:
    """Say what changed between two days."""
    values = {"before": before.date(), "after": after.date()}
    if not came:
        return noted("districts_gone", where, n=len(gone), gone=listed(gone), **values)
    if not gone:
        return noted("districts_new", where, n=len(came), came=listed(came), **values)
    return noted("districts_changed", where, gone=listed(gone), came=listed(came), **values)
