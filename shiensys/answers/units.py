"""The units that an answer speaks of: districts, 圏域, or the city as one."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.answer import Level
from shiensys.city import City
from shiensys.errors import ShiensysError

WHOLE = "city"


class UnknownUnitError(ShiensysError, LookupError):
    """The city has no district and no 圏域 of this name."""


def units(city: City, level: Level) -> pd.DataFrame:
    """List the units in the city's own order: ``unit_id``, ``name``, ``area``, ``order``.

    Districts without a 圏域 belong to no unit of that level.
    """
    if level == "city":
        return pd.DataFrame({"unit_id": [WHOLE], "name": [city.record.name], "area": [""], "order": [1]})
    plain = {name: city.districts[name] for name in ("name", "area", "order")}
    districts = pd.DataFrame({"unit_id": city.districts["district_id"], **plain})
    if level == "district":
        return districts
    areas = districts.dropna(subset="area").groupby("area", sort=False)["order"].min().reset_index()
    return pd.DataFrame(areas.assign(unit_id=areas["area"], name=areas["area"])[["unit_id", "name", "area", "order"]])


def unit_of(city: City, level: Level) -> pd.Series:
    """Give the unit of each district: unit_id by district_id, without districts that belong to none."""
    ids = pd.Index(city.districts["district_id"])
    if level == "city":
        return pd.Series(WHOLE, index=ids)
    return pd.Series(city.districts["district_id" if level == "district" else "area"].array, index=ids).dropna()


def total(values: pd.Series, of: pd.Series) -> pd.Series:
    """Add values by district up to units; one unknown district makes the unit unknown."""
    return values.reindex(of.index).groupby(of).sum(min_count=1, skipna=False)


def level_of(city: City, unit_id: str) -> Level:
    """Tell what kind of unit an id names; raises UnknownUnitError."""
    if unit_id == WHOLE:
        return "city"
    if unit_id in set(city.districts["district_id"]):
        return "district"
    if unit_id in set(city.districts["area"].dropna()):
        return "area"
    raise UnknownUnitError("survey.answer.unknown_unit", unit=unit_id)


def name_of(city: City, unit_id: str) -> str:
    """Give a unit's name; raises UnknownUnitError."""
    listed = units(city, level_of(city, unit_id)).set_index("unit_id")["name"]
    return str(listed[unit_id])


def members(city: City, unit_id: str) -> pd.Index:
    """List the district_id of a unit's districts; raises UnknownUnitError."""
    of = unit_of(city, level_of(city, unit_id))
    return of.index[of == unit_id]
