"""Where needs have nobody to turn to, and where providers have room, as maps."""

from __future__ import annotations

from collections.abc import Mapping

from shiensys.answers.answer import Answer
from shiensys.show import classes, colours, labels
from shiensys.show.classes import MapClass
from shiensys.show.maps import DECIMALS
from shiensys.tables.categories import categories
from shiensys.text import say


def found(unmet: Answer, names: Mapping[str, str]) -> tuple[MapClass, ...]:
    """Part districts by whether any need there has nobody to turn to. ``names``: of all districts, by id."""
    some = set(unmet.table["unit_id"])
    parts = (
        ("some", colours.SHORT[1], tuple(unit for unit in names if unit in some)),
        ("none", colours.BETWEEN, tuple(unit for unit in names if unit not in some)),
    )
    return tuple(
        MapClass(key, fill, "plain", say(f"matchpage.show.unmet_{key}"), units) for key, fill, units in parts if units
    )


def legend(unmet: Answer, names: Mapping[str, str]) -> tuple[MapClass, ...]:
    """Give what the legend lists."""
    return classes.entries(found(unmet, names))


def paint(unmet: Answer | None, names: Mapping[str, str]) -> dict[str, object]:
    """Paint districts, and say in their hover text what has nobody to turn to; all alike where nothing is unmet."""
    plain = MapClass("plain", colours.BACKGROUND, "plain", "", tuple(names))
    drawn = (plain,) if unmet is None else found(unmet, names)
    by_unit = classes.class_of(drawn)
    rows = [] if unmet is None else labels.rows(unmet.table)
    units: dict[str, dict[str, object]] = {}
    for unit, name in names.items():
        told = [_line(row) for row in rows if row["unit_id"] == unit]
        units[unit] = {"class": by_unit[unit].key, "lines": [name, *told]}
    return {
        "units": units,
        "classes": {each.key: {"fill": each.fill, "pattern": each.pattern, "mark": each.mark} for each in drawn},
    }


def pins(idle: Answer, placed: Answer) -> list[dict[str, object]]:
    """Give the providers with room, each once with all that it has room for. ``placed``: all that stands on the map."""
    where = {row["resource_id"]: row for row in labels.rows(placed.table)}
    symbols = {each.kind: each.symbol for each in categories()}
    made: dict[str, dict[str, object]] = {}
    lines: dict[str, list[str]] = {}
    for row in labels.rows(idle.table):
        key = str(row["resource_id"])
        if key not in where:
            continue
        told = lines.setdefault(key, [str(row["name"])])
        told.append(_line(row))
        made[key] = _pin(where[key], symbols.get(str(row["kind"]), ""), told)
    return list(made.values())


def _pin(place: labels.Row, symbol: str, lines: list[str]) -> dict[str, object]:
    """Write one provider as a pin."""
    at = [round(float(place["latitude"]), DECIMALS), round(float(place["longitude"]), DECIMALS)]
    return {"at": at, "symbol": symbol, "coarse": bool(place["coarse"]), "lines": lines}


def _line(row: labels.Row) -> str:
    """Write kind and words of a row."""
    return say("matchpage.show.unmet_line", kind=row["kind_name"], words=row["words"])
