"""Places by unit, from the registry of resources."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.answer import Basis, Level
from shiensys.answers.units import unit_of, units
from shiensys.city import City
from shiensys.measures import places
from shiensys.tables.categories import Category

# trouble that is already solved takes up its place: unsolved need is set against what is free, all need against all
WHOLE_CAPACITY: tuple[Basis, ...] = ("in_trouble", "proxy")


def places_by_unit(city: City, category: Category, basis: Basis, level: Level) -> pd.DataFrame:
    """Give places of one kind by unit, every unit present; from measures.places.by_unit."""
    wanted = units(city, level)["unit_id"]
    if city.resources is None or city.served is None:
        columns = ["places", "places_low", "places_high", "resources", "known", "confirmed"]
        return pd.DataFrame(0.0, index=pd.Index(wanted, name="unit_id"), columns=columns)
    chosen = places.of_kind(city.resources, category.kind)
    values = places.ranges(chosen, category, free=basis not in WHOLE_CAPACITY)
    served = places.split(city.served, city.asked.persons)
    found = places.by_unit(chosen, values, served, unit_of(city, level), today=city.today)
    return found.reindex(wanted, fill_value=0)


def completeness_by_unit(city: City, category: Category, level: Level) -> pd.Series:
    """Give the registry's mark by unit: ``complete`` only where it is for every district that has the need."""
    wanted = units(city, level)["unit_id"]
    if city.completeness is None:
        return pd.Series("unmarked", index=wanted)
    marks = city.completeness[city.completeness["kind"] == category.kind].set_index("district_id")["status"]
    of = unit_of(city, level)
    by_district = marks.reindex(of.index).fillna("unmarked")
    return by_district.groupby(of).agg(_weakest).reindex(wanted)


def _weakest(marks: pd.Series) -> str:
    """Choose the mark of several districts together; those where the kind isn't needed don't count."""
    needed = set(marks) - {"not_applicable"}
    for mark in ("unmarked", "partial", "complete"):
        if mark in needed:
            return mark
    return "not_applicable"
