"""Maps of matching: the district of a need with numbered providers, and units by what is said of their carriers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
from shapely.geometry import MultiPoint, shape

from shiensys.answers.answer import Answer
from shiensys.answers.matching import Carriers, Suggestions
from shiensys.show import classes, colours, labels
from shiensys.show.classes import MapClass, Pattern
from shiensys.show.maps import DECIMALS, Ground
from shiensys.text import say

_ROOM = 0.005  # degrees, some 500 m around what a map shows
_HERE, _OTHER = "here", "other"
_VERDICTS: Mapping[str, tuple[str, Pattern]] = {  # as elsewhere: amber where it is short, teal with dots where enough
    "few": (colours.SHORT[1], "plain"),
    "open": (colours.BETWEEN, "plain"),
    "many": (colours.ENOUGH[1], "dots"),
}
_FILLS = {_HERE: colours.NEED[1], _OTHER: colours.BACKGROUND}


def of_need(names: Mapping[str, str], district: str | None) -> dict[str, object]:
    """Paint the district of a need, and leave all others blank. ``names``: of the districts, by id."""
    units = {unit: {"class": _HERE if unit == district else _OTHER, "lines": [name]} for unit, name in names.items()}
    return {"units": units, "classes": _classes()}


def pins(found: Suggestions, placed: Answer, shown: int) -> list[dict[str, object]]:
    """Number the first ``shown`` providers that could meet the need where they stand; those without a point have none.

    ``placed``: all that stands on the map, with ``longitude``, ``latitude``, ``coarse``.
    """
    where = {row["resource_id"]: row for row in labels.rows(placed.table)}
    able = [row for row in labels.rows(found.table) if row["possible"]][:shown]
    return [
        _pin(rank, row, where[row["resource_id"]])
        for rank, row in enumerate(able, start=1)
        if row["resource_id"] in where
    ]


def around(ground: Ground, district: str, pins: Sequence[Mapping[str, Any]]) -> Ground:
    """Frame a district and the pins, with room around; the ground itself stays the same."""
    features = json.loads(ground.geojson)["features"]
    here = [shape(each["geometry"]).bounds for each in features if each["properties"]["unit_id"] == district]
    points = [(longitude, latitude) for pin in pins for latitude, longitude in [pin["at"]]]
    corners = [*points, *(corner for west, south, east, north in here for corner in ((west, south), (east, north)))]
    if not corners:
        return ground
    west, south, east, north = MultiPoint(corners).buffer(_ROOM).bounds
    return replace(ground, bounds=(west, south, east, north))


def _pin(rank: int, row: labels.Row, place: labels.Row) -> dict[str, object]:
    """Write one provider as a pin."""
    return {
        "at": [round(float(place["latitude"]), DECIMALS), round(float(place["longitude"]), DECIMALS)],
        "symbol": str(rank),
        "coarse": bool(place["coarse"]),
        "lines": [str(row["name"]), say("matchpage.score", n=int(row["score"]))],
    }


def _classes() -> dict[str, dict[str, str]]:
    """Give the two classes of a map of one need."""
    return {key: {"fill": fill, "pattern": "plain", "mark": colours.TEXT} for key, fill in _FILLS.items()}


def found(carriers: Carriers) -> tuple[MapClass, ...]:
    """Give the classes that have units in them; what is protected or not known last."""
    verdicts = carriers.table.set_index("unit_id")["verdict"]
    known = [
        MapClass(key, fill, pattern, say(f"matching.verdict.{key}"), tuple(verdicts.index[verdicts == key]))
        for key, (fill, pattern) in _VERDICTS.items()
        if (verdicts == key).any()
    ]
    told = (*known, *classes.unknown(verdicts.index[verdicts == "unknown"]))
    return classes.marked(classes.of_level(told, carriers.level), carriers.table.set_index("unit_id")["state"])


def legend(carriers: Carriers) -> tuple[MapClass, ...]:
    """Give what the legend lists."""
    return classes.entries(found(carriers))


def paint(carriers: Carriers) -> dict[str, object]:
    """Say how each unit is drawn and what its hover text is."""
    drawn = found(carriers)
    by_unit = classes.class_of(drawn)
    return {
        "units": {
            str(row["unit_id"]): {"class": by_unit[row["unit_id"]].key, "lines": _lines(row)}
            for row in labels.rows(carriers.table)
        },
        "classes": {each.key: {"fill": each.fill, "pattern": each.pattern, "mark": each.mark} for each in drawn},
    }


def _lines(row: labels.Row) -> list[str]:
    """Write the hover text of a unit: its name, the verdict in words, both amounts."""
    known = [side for side in ("ready", "trouble") if pd.notna(row[side])]
    sides = [
        say("matchpage.show.side", side=say(f"matchpage.show.{side}"), words=row[f"{side}_words"]) for side in known
    ]
    return [str(row["name"]), str(row["words"]), *sides]
