"""Which districts a city has, from whatever says so."""

from __future__ import annotations

import pandas as pd

from shiensys.tables.former import as_today
from shiensys.tables.names import match

DESCRIBED = ("reading", "area", "coordinator")  # what a city says of a district in words


def listed(polygons: pd.DataFrame | None, described: pd.DataFrame | None, named: pd.Series) -> pd.DataFrame:
    """List the districts in their order: columns of tables.districts.Districts, polygons where there are any.

    ``polygons``: tables.districts.Districts; ``described``: tables.districts.DistrictList, which adds reading, 圏域 and
    order and lists the districts where there are no polygons; ``named``: names in the city's other tables, which stand
    in for both.
    """
    if described is None:
        districts = of_names(named) if polygons is None else polygons
    else:
        districts = with_description(of_names(described["district"]) if polygons is None else polygons, described)
    return with_all(districts).sort_values("order", ignore_index=True)


def with_all(table: pd.DataFrame) -> pd.DataFrame:
    """Fill up what tables lack that were stored before the column was there."""
    return as_today("districts", table)


def of_names(names: pd.Series) -> pd.DataFrame:
    """Make districts of names alone, in their order; the name is the key.

    >>> of_names(pd.Series(["港", "小川", "港"]))[["district_id", "order"]].values.tolist()
    [['港', 1], ['小川', 2]]
    """
    values = names.dropna().drop_duplicates().reset_index(drop=True).astype("str")
    blank = pd.Series(pd.NA, index=values.index, dtype="str")
    order = pd.array(range(1, len(values) + 1), dtype="Int32")
    made_up = pd.array([False] * len(values), dtype="boolean")
    columns = {"district_id": values, "name": values, "reading": blank, "area": blank, "coordinator": blank}
    return pd.DataFrame(columns | {"order": order, "made_up": made_up})


def with_description(districts: pd.DataFrame, described: pd.DataFrame) -> pd.DataFrame:
    """Add what the city's list says of its districts; those that it leaves out come after it."""
    districts, described = with_all(districts), with_all(described)
    ids = match(described["district"], districts).ids
    said = described.assign(district_id=described["district"].map(ids)).dropna(subset="district_id")
    said = said.drop_duplicates("district_id").set_index("district_id")
    of = districts["district_id"]
    changed = {name: of.map(said[name]).fillna(districts[name]) for name in DESCRIBED}
    order = of.map(said["order"]).fillna(districts["order"] + len(said)).astype("Int32")
    return districts.assign(**changed, order=order)
