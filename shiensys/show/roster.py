"""A roster on the map: its entries, the halls to find one's way by, and the point that is being set."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.roster import Roster
from shiensys.show import labels
from shiensys.show.maps import DECIMALS, Ground, frame
from shiensys.tables.categories import categories
from shiensys.tables.resources import SEPARATOR
from shiensys.text import say

ENTRY = "●"  # of an entry whose kind isn't known
MOST_NAMED = 25  # halls whose names stand beside them: more would hide each other
Point = tuple[float, float]  # longitude, latitude; degrees


def pins(found: Roster, chosen: str | None, point: Point | None) -> list[dict[str, object]]:
    """List the pins. ``chosen``: the entry that is being placed; ``point``: where it would stand, None: where it is."""
    symbols = {one.kind: one.symbol for one in categories()}
    places = labels.rows(_placed(found.halls.table))
    few = len(places) <= MOST_NAMED
    halls = [_pin(row, "", [row["place_type"], row["address"]]) | {"named": few} for row in places]
    entries = []
    for row in labels.rows(_placed(found.table)):
        if row["resource_id"] == chosen:
            if point is None:
                entries.append(_pin(row, ENTRY, [_position(row)]) | {"large": True})
            continue
        kind = row["kinds"].split(SEPARATOR)[0] if isinstance(row["kinds"], str) else ""
        entries.append(_pin(row, symbols.get(kind, ENTRY), [row["kinds_text"], row["address"], _position(row)]))
    new = [] if chosen is None or point is None else [_new(point)]
    return [*halls, *entries, *new]


def ground(found: Roster) -> Ground | None:
    """Frame the pins of a city without boundaries; None where it has not one point."""
    there = pd.concat([_placed(found.table), _placed(found.halls.table)])
    return None if there.empty else frame(there["longitude"], there["latitude"])


def _placed(table: pd.DataFrame) -> pd.DataFrame:
    """Keep what has a point."""
    return table.dropna(subset=["longitude", "latitude"])


def _pin(row: labels.Row, symbol: str, particulars: list[object]) -> dict[str, object]:
    """Describe one pin, blanks left out."""
    return {
        "at": [round(float(row["latitude"]), DECIMALS), round(float(row["longitude"]), DECIMALS)],
        "symbol": symbol,
        "coarse": row["point_from"] == "town",
        "lines": [str(row["name"]), *(each for each in particulars if isinstance(each, str) and each)],
    }


def _position(row: labels.Row) -> str:
    """Say how the point was found."""
    return say("show.pin.point_text", value=str(row["point_text"]))


def _new(point: Point) -> dict[str, object]:
    """Describe the point that somebody has just clicked."""
    longitude, latitude = point
    at = [round(latitude, DECIMALS), round(longitude, DECIMALS)]
    return {"at": at, "symbol": ENTRY, "coarse": False, "large": True, "lines": [say("roster.map.new")]}
