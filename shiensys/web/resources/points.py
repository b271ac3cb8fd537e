"""Where an entry stands, as the form holds it and as a change keeps it: longitude and latitude, degrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from shiensys.city import City
from shiensys.tables.programme import Edit
from shiensys.web.resources.fields import POINT

SURE = ("stated", "hand")  # somebody said where it stands; all else is worked out from hall and address


def of(city: City, place: str | None) -> dict[str, str]:
    """Give the point that somebody stated for an entry; blank where it was worked out or isn't known."""
    blank = dict.fromkeys(POINT, "")
    row = _row(city, place)
    if row is None or row["point_from"] not in SURE or pd.isna(row["longitude"]):
        return blank
    return {name: f"{float(row[name]):.6f}" for name in POINT}


def moved(city: City, edit: Edit, *, before: Mapping[str, str], now: Mapping[str, str]) -> Edit:
    """Put a point that was set in the form into the change; one that nobody touched stays as it is."""
    if all(before.get(name, "") == now.get(name, "") for name in POINT):
        return edit
    new = {name: float(now[name]) if now.get(name) else None for name in POINT}
    if edit.new:
        return replace(edit, cells={**edit.cells, **{name: value for name, value in new.items() if value is not None}})
    row = _row(city, edit.id)
    listed = {name: None if row is None or pd.isna(row[name]) else float(row[name]) for name in POINT}
    stated = row is not None and row["point_from"] == "stated"
    was = {name: edit.was.get(name, listed[name] if stated else None) for name in POINT}
    return replace(edit, cells={**edit.cells, **new}, was={**edit.was, **was})


def _row(city: City, place: str | None) -> pd.Series | None:
    """Give an entry as the city has it; None for a new one."""
    if place is None or city.resources is None:
        return None
    rows = city.resources[city.resources["resource_id"] == place]
    return None if rows.empty else rows.iloc[0]
