"""An indicator of every unit on every day: parts added up, and why there is none where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from shiensys.answers.ageing.answer import Key
from shiensys.answers.ageing.counts.measures import counted
from shiensys.answers.answer import Level
from shiensys.answers.units import unit_of, units
from shiensys.city import City
from shiensys.measures.ageing.indicators import valued
from shiensys.text import say

NAMED = 3  # days or districts written out


def summed(city: City, key: Key, *levels: Level) -> list[pd.DataFrame]:
    """Give by level ``unit_id``, ``name``, ``order``, ``date``, ``persons``, ``whole``, ``value`` of units and days.

    A unit of which one district isn't known is not known. In the order of the city, then of days.
    """
    found = counted(city, key)
    return [_of_level(city, found, key, level) for level in levels]


def _of_level(city: City, found: pd.DataFrame, key: Key, level: Level) -> pd.DataFrame:
    """Add the parts of districts up to the units of a level."""
    of = unit_of(city, level)
    days = pd.DatetimeIndex(found.index.get_level_values("date").unique()).sort_values()
    listed = units(city, level)[["unit_id", "name", "order"]]
    if of.empty or days.empty:
        nothing = dict.fromkeys(("persons", "whole", "value"), pd.Series(dtype=float))
        return listed.iloc[:0].assign(date=pd.Series(dtype="datetime64[ns]"), **nothing)
    grid = pd.MultiIndex.from_product([of.index, days], names=["district_id", "date"])
    on_all = found.reindex(grid)
    unit = pd.Index(grid.get_level_values("district_id").map(of.to_dict()), name="unit_id")
    sums = on_all.groupby([unit, grid.get_level_values("date")])[["amount", "whole"]].sum(min_count=1, skipna=False)
    sums.index = sums.index.set_names(["unit_id", "date"])
    table = listed.merge(pd.DataFrame({"date": days}), how="cross").join(sums, on=["unit_id", "date"])
    if level == "city":  # a district that is gone and in no crosswalk is missing from the sum on these days
        short = city.short.get("households" if key == "alone" else "population", frozenset())
        table.loc[table["date"].isin(short), ["amount", "whole"]] = float("nan")
    table = table.assign(value=valued(table["amount"], table["whole"], key))
    table = table.rename(columns={"amount": "persons"})
    return table.assign(persons=table["persons"].astype(float), whole=table["whole"].astype(float))


def absent(city: City, key: Key, level: Level, table: pd.DataFrame) -> dict[str, str]:
    """Say of each unit that lacks a figure on some day why; by unit_id. ``table``: from summed."""
    lacking = table[table["value"].isna()]
    never = set(table["unit_id"]) - set(table.loc[table["value"].notna(), "unit_id"])
    counted_ = set(table.loc[table["persons"].notna(), "unit_id"])
    told = dict(
        _never(city, key, level, [str(one) for one in table["unit_id"].unique() if one in never]) if never else ()
    )
    told |= dict.fromkeys(map(str, never & counted_), say("ageing.absent.whole"))
    for unit_id, rows in lacking[~lacking["unit_id"].isin(never)].groupby("unit_id", sort=False):
        some = say("answers.reason_joint").join(say("ageing.day", day=day.date()) for day in rows["date"][:NAMED])
        told[str(unit_id)] = say("ageing.absent.days", n=len(rows), days=some)
    return told


def _never(city: City, key: Key, level: Level, ids: list[str]) -> Iterator[tuple[str, str]]:
    """Say of units why there is no figure on any day."""
    table = city.households if key == "alone" else city.population
    there = set() if table is None else set(table["district_id"])
    column = "single_65" if key == "alone" else "persons"
    hidden = set() if table is None else set(table.loc[table[column].isna(), "district_id"])
    of = unit_of(city, level)
    for unit_id in ids:
        members = set(of.index[of == unit_id])
        if not members & there:
            yield unit_id, say("ageing.absent.households" if key == "alone" else "ageing.absent.population")
        elif members - there:
            lacking = city.districts.loc[city.districts["district_id"].isin(members - there), "name"]
            yield unit_id, say("ageing.absent.part", names=say("answers.reason_joint").join(lacking[:NAMED]))
        elif members & hidden:
            yield unit_id, say("ageing.absent.hidden")
        else:
            yield unit_id, say("ageing.absent.bands")
