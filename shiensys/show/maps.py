"""An answer as a map: geometry that never changes while one looks, and the paint that does.

Names reach a browser as JSON inside a script. ``safe_json`` writes every sign that a script, a template literal or
HTML could trip over as ``\\uXXXX``, so a name stays a name.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from shiensys.answers.answer import Answer, Balance
from shiensys.show import classes, labels
from shiensys.show.view import View
from shiensys.text import say

_LABEL_TOLERANCE = 0.001  # degrees
DECIMALS = 5  # of a degree: about a metre, below what a screen shows of a city
Places = Literal["kind", "all", "none"]  # those of the chosen kind; plain places too; none at all
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')  # of JSON, its quotes included
_TRIPPING = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&'`${}%#\u2028\u2029\x7f"})


@dataclass(frozen=True)
class Ground:
    """What holds still: ``geojson`` of the units (properties ``unit_id``, ``name``, ``label`` as [lon, lat]) as JSON
    text, and the ``bounds`` (west, south, east, north) in degrees.
    """

    geojson: str
    bounds: tuple[float, float, float, float]


def safe_json(value: object) -> str:
    r"""Write JSON that may stand inside a script or a template: its strings have none of their signs.

    >>> safe_json({"name": "体操${alert(1)}`\\</script>"})
    '{"name":"体操\\u0024\\u007balert(1)\\u007d\\u0060\\u005c\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _STRING.sub(lambda string: safe(string[0]), text)


def safe(string: str) -> str:
    r"""Write the tripping signs of a JSON string as ``\uXXXX``, which mean the same to whoever reads the JSON.

    >>> safe("{{ name }} \\\\ 100%")
    '\\u007b\\u007b name \\u007d\\u007d \\u005c 100\\u0025'
    """
    return string.replace("\\\\", "\\u005c").translate(_TRIPPING)


def ground(boundaries: gpd.GeoDataFrame) -> Ground:
    """Write boundaries (columns ``unit_id``, ``name``, geometry in degrees) for the screen.

    Coordinates are rounded point by point, so an edge that two units share stays shared.
    """
    rounded = shapely.transform(boundaries.geometry.to_numpy(), lambda points: points.round(DECIMALS))
    labelled = zip(boundaries["unit_id"], boundaries["name"], _label_points(rounded), rounded, strict=True)
    features = [
        {
            "type": "Feature",
            "properties": {"unit_id": unit_id, "name": unit_name, "label": label},
            "geometry": _rounded(shapely.geometry.mapping(polygon)),
        }
        for unit_id, unit_name, label, polygon in labelled
    ]
    west, south, east, north = (float(edge) for edge in boundaries.total_bounds)
    return Ground(safe_json({"type": "FeatureCollection", "features": features}), (west, south, east, north))


def frame(longitude: pd.Series, latitude: pd.Series) -> Ground:
    """Frame points where there are no boundaries: the middle nine tenths of them, with room around, degrees."""
    west, east = longitude.quantile([0.05, 0.95])
    south, north = latitude.quantile([0.05, 0.95])
    room = max(east - west, north - south, 0.01) * 0.1
    return Ground(
        safe_json({"type": "FeatureCollection", "features": []}), (west - room, south - room, east + room, north + room)
    )


def paint(balance: Balance, view: View) -> dict[str, object]:
    """Say how each unit is drawn and what its hover text is: ``units`` by id, and the ``classes`` they are in."""
    found = classes.classes(balance, view)
    by_unit = classes.class_of(found)
    rows = labels.rows(balance.table)
    return {
        "units": {
            str(row["unit_id"]): {"class": by_unit[row["unit_id"]].key, "lines": lines(balance, row, view)}
            for row in rows
        },
        "classes": {each.key: {"fill": each.fill, "pattern": each.pattern, "mark": each.mark} for each in found},
    }


def lines(balance: Balance, row: labels.Row, view: View) -> list[str]:
    """Write the hover text of one unit: its name, the figure in words, its interval, n; or why it can't be said."""
    shown = [str(row["name"]), _figure(balance, row, view)]
    if _sayable(row, view) and view.metric != "gap":
        shown.append(labels.interval(balance, row, view.metric, by=view.by))
    if pd.notna(row["answered"]) and view.metric != "places":
        shown.append(say("show.answered", n=int(row["answered"])))
    return shown


def pins(answer: Answer, symbol: str) -> list[dict[str, object]]:
    """List the places that have a point, with what a pin says when it is opened.

    ``symbol``: of the kind of support; plain places have none.
    """
    placed = answer.table.dropna(subset=["longitude", "latitude"])
    return [
        {
            "at": [round(float(row["latitude"]), DECIMALS), round(float(row["longitude"]), DECIMALS)],
            "symbol": symbol if row["supports"] else "",
            "coarse": bool(row["coarse"]),
            "lines": [str(row["name"]), *_particulars(row)],
        }
        for row in labels.rows(placed)
    ]


def wanted(places: Answer, which: Places) -> Answer:
    """Keep the places that a reader wants on the map. Where none gives the kind, plain places stand instead."""
    supports = places.table["supports"].astype(bool)
    if which == "none":
        return replace(places, table=places.table[:0])
    if which == "kind" and supports.any():
        return replace(places, table=places.table[supports])
    return places


def _particulars(row: labels.Row) -> list[str]:
    """Give what is known of a place, one line each, blanks left out."""
    keys = ("place_type", "kinds_text", "schedule", "fee", "eligibility", "contact", "confirmed_text", "point_text")
    return [say(f"show.pin.{key}", value=str(row[key])) for key in keys if pd.notna(row[key]) and str(row[key])]


def _sayable(row: labels.Row, view: View) -> bool:
    """Tell whether the figure of a unit may be said."""
    if view.metric == "gap":
        return bool(row["verdict"] != "unknown")
    return bool(pd.notna(row[view.column]))


def _figure(balance: Balance, row: labels.Row, view: View) -> str:
    """Write the figure of one unit in words, or why there is none."""
    unit = balance.category.unit
    if not _sayable(row, view):
        return labels.unknown(row, view.metric)
    if view.metric == "gap":
        return labels.gap(row[view.column], row["verdict"], unit=unit, by=view.by)
    return say(
        "show.figure",
        noun=balance.nouns[view.metric],
        amount=labels.amount(row[view.column], unit=unit, by=view.by),
    )


def _label_points(polygons: np.ndarray) -> list[list[float]]:
    """Give the place for each name: the middle of the largest circle that fits in, [lon, lat]."""
    radii = shapely.maximum_inscribed_circle(polygons, tolerance=_LABEL_TOLERANCE)
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in shapely.get_coordinates(shapely.get_point(radii, 0))]


def _rounded(value: object) -> object:
    """Write coordinates without the noise that binary fractions leave behind."""
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_rounded(inner) for inner in value]
    return round(value, DECIMALS) if isinstance(value, float) else value
