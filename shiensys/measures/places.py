"""How many people can be helped: what one resource serves, and what that makes by unit."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.tables.categories import Category
from shiensys.tables.resources import SEPARATOR

USED = (
    "resource_id", "kinds", "kind_shares", "capacity", "users", "times_month", "helpers", "hours_month", "assured_date",
)  # fmt: skip
CONFIRMED_MONTHS = 12  # a place that nobody confirmed for longer counts as not confirmed (docs/methods.md §5)


def of_kind(resources: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Keep the active resources of one kind, with ``kind_share``: the part of the one capacity that is this kind's.

    Without shares of the city's own the capacity is split equally over the resource's kinds.
    """
    active = resources.loc[(resources["status"] == "active") & resources["kinds"].notna(), list(USED)]
    given = active["kind_shares"].fillna("").str.split(SEPARATOR)
    shares = [
        _share(kinds, parts, kind) for kinds, parts in zip(active["kinds"].str.split(SEPARATOR), given, strict=True)
    ]
    chosen = active.assign(kind_share=pd.Series(shares, index=active.index, dtype=float))
    return chosen[chosen["kind_share"].notna()]


def _share(kinds: list[str], given: list[str], kind: str) -> float:
    """Work out the part of one kind; NaN where the resource isn't of that kind."""
    if kind not in kinds:
        return float("nan")
    if len(given) != len(kinds) or not all(given):
        return 1 / len(kinds)
    return float(given[kinds.index(kind)]) / sum(map(float, given))


def capacity(resources: pd.DataFrame, category: Category) -> pd.Series:
    """Work out how many different persons (or households) a resource can help regularly; NaN: not known.

    Rules and divisors: data/reference/support_categories.csv. Where helpers aren't known a stated capacity counts as
    registered persons.
    """
    divisor = category.capacity_divisor
    if divisor is None:
        return pd.Series(float("nan"), index=resources.index)
    if category.capacity_rule == "per_visit":
        return resources["capacity"] * resources["times_month"] / divisor
    if category.capacity_rule == "helper_hours":
        return (resources["helpers"] * resources["hours_month"] / divisor).fillna(resources["capacity"])
    if category.capacity_rule == "helpers":
        return (resources["helpers"] / divisor).fillna(resources["capacity"])
    return resources["capacity"] / divisor


def ranges(chosen: pd.DataFrame, category: Category, *, free: bool) -> pd.DataFrame:
    """Give places by resource: ``places``, ``places_low``, ``places_high``, ``known``, in the kind's unit.

    ``chosen``: from ``of_kind``. ``free``: capacity less users, never below 0; else the whole capacity. An unknown
    value is 0 below and the kind's median above, but never more than a known capacity.
    """
    whole = capacity(chosen, category) * chosen["kind_share"]
    users = chosen["users"] * chosen["kind_share"]
    value = left(whole, users) if free else whole
    median = value.median()
    highest = value.fillna(whole.clip(upper=median).fillna(median))
    return pd.DataFrame(
        {"places": value.fillna(0.0), "places_low": value.fillna(0.0), "places_high": highest, "known": value.notna()}
    )


def left(whole: pd.Series, users: pd.Series) -> pd.Series:
    """Give what is free of a capacity, never below 0; NaN where either isn't known. Of none nothing is free."""
    return (whole - users).clip(lower=0).mask(whole == 0, 0.0)


def split(served: pd.DataFrame, residents: pd.Series) -> pd.DataFrame:
    """Split each resource over the districts it serves by their residents.

    ``served``: one row a resource and district; ``district_id`` NA: beyond the city, which weighs as the mean of the
    districts served. ``residents``: persons by district_id. Adds ``part``, 0..1, 1 a resource in all. Where
    residents aren't known the parts are equal.
    """
    weight = served["district_id"].map(residents).astype(float)
    inside = served["district_id"].notna()
    unknown = (weight.isna() & inside).groupby(served["resource_id"]).transform("any")
    weight = weight.mask(unknown & inside, 1.0)
    mean = weight.groupby(served["resource_id"]).transform("mean")
    weight = weight.fillna(mean).fillna(1.0)
    return served.assign(part=weight / weight.groupby(served["resource_id"]).transform("sum"))


def by_unit(
    chosen: pd.DataFrame, values: pd.DataFrame, served: pd.DataFrame, units: pd.Series, *, today: dt.date
) -> pd.DataFrame:
    """Add places up by unit.

    ``values``: from ``ranges``, on the rows of ``chosen``; ``served``: from ``split``; ``units``: unit_id by
    district_id. Returns by unit_id, every unit present: ``places`` with ``places_low``, ``places_high`` (the kind's
    unit), ``resources``, ``known``, ``confirmed`` (counts of different resources).
    """
    rows = served.assign(unit_id=served["district_id"].map(units)).dropna(subset="unit_id")
    limit = pd.Timestamp(today) - pd.DateOffset(months=CONFIRMED_MONTHS)
    values = values.assign(resource_id=chosen["resource_id"], confirmed=chosen["assured_date"] >= limit)
    rows = rows.merge(values, on="resource_id", validate="many_to_one")
    amounts = ["places", "places_low", "places_high"]
    sums = rows[amounts].mul(rows["part"], axis=0).groupby(rows["unit_id"]).sum(skipna=False)
    once = rows.drop_duplicates(["unit_id", "resource_id"]).groupby("unit_id")
    counts = once.agg(resources=("resource_id", "size"), known=("known", "sum"), confirmed=("confirmed", "sum"))
    return sums.join(counts).reindex(pd.Index(units.unique(), name="unit_id"), fill_value=0)
