"""Places that a search found, as the map draws them."""

from __future__ import annotations

import pandas as pd

from shiensys.show import labels
from shiensys.show.maps import DECIMALS, Ground, frame, safe_json
from shiensys.tables.categories import categories
from shiensys.text import say

OF_NO_KIND = "●"  # the sign of a place that is no support by itself


def dots(points: pd.DataFrame) -> str:
    """Write places as JSON for the map: ``points`` has resource_id, longitude, latitude, name, kind, coarse.

    ``kind``: the first kind of support of a place, blank for none.
    """
    signs = {one.kind: (one.symbol, one.name) for one in categories()}
    return safe_json([_dot(row, *signs.get(str(row["kind"]), (OF_NO_KIND, ""))) for row in labels.rows(points)])


def _dot(row: labels.Row, sign: str, kind: str) -> dict[str, object]:
    """Describe one place."""
    return {
        "id": str(row["resource_id"]),
        "at": [round(float(row["latitude"]), DECIMALS), round(float(row["longitude"]), DECIMALS)],
        "symbol": sign,
        "coarse": bool(row["coarse"]),
        "lines": [str(row["name"]), *filter(None, [kind])],
    }


def counts(by_district: pd.DataFrame) -> dict[str, str]:
    """Write how many places were found in each district, by ``district_id``; none where there is none."""
    return {
        str(row["district_id"]): say("resources.map.count", n=int(row["n"]))
        for row in labels.rows(by_district)
        if int(row["n"]) > 0
    }


def ground(points: pd.DataFrame) -> Ground | None:
    """Frame places of a city without boundaries; None where not one has a point."""
    placed = points.dropna(subset=["longitude", "latitude"])
    return None if placed.empty else frame(placed["longitude"], placed["latitude"])
