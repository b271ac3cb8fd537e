"""The units that an answer speaks of: districts, 圏域, or the city as one."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.answer import Level
from shiensys.city import City

WHOLE = "city"


def units(city: City, level: Level) -> pd.DataFrame:
    """List the units in the city's own order: ``unit_id``, ``name``, ``area``, ``order``.

    Districts without a 圏域 belong to no unit of that level.
    """
    districts = city.districts[["district_id", "name", "area", "order"]]
    if level == "district":
        return pd.DataFrame(districts.rename(columns={"district_id": "unit_id"}))
    if level == "city":
        return pd.DataFrame({"unit_id": [WHOLE], "name": [city.record.name], "area": [""], "order": [1]})
    areas = districts.dropna(subset="area").groupby("area", sort=False)["order"].min().reset_index()
    return pd.DataFrame(areas.assign(unit_id=areas["area"], name=areas["area"])[["unit_id", "name", "area", "order"]])


def unit_of(city: City, level: Level) -> pd.Series:
    """Give the unit of each district: unit_id by district_id, without districts that belong to none."""
    districts = city.districts.set_index("district_id", drop=False)
    if level == "city":
        return pd.Series(WHOLE, index=districts.index)
    return pd.Series(districts["district_id" if level == "district" else "area"]).dropna()


def strata(city: City, level: Level, residents: pd.Series) -> pd.DataFrame:
    """Give each stratum of answers its unit: ``unit_id`` and ``residents`` (NaN: known only by 圏域) by stratum."""
    of = unit_of(city, level)
    known = pd.DataFrame({"unit_id": of, "residents": residents.reindex(of.index)})
    if level == "district":
        return known
    areas = city.districts["area"].dropna().unique()
    wide = pd.DataFrame({"unit_id": [WHOLE if level == "city" else area for area in areas], "residents": float("nan")})
    return pd.concat([known, wide.set_index("area:" + pd.Series(areas, dtype="str"))])


def total(values: pd.Series, of: pd.Series) -> pd.Series:
    """Add values by district up to units; one unknown district makes the unit unknown."""
    return values.reindex(of.index).groupby(of).sum(min_count=1, skipna=False)
