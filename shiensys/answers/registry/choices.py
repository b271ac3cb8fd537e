"""What is offered while somebody edits: names that the city uses already, and how a schedule is understood."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.places import registry
from shiensys.answers.registry.answer import Choices, Preview
from shiensys.city import City
from shiensys.measures import schedules
from shiensys.programme import Programme
from shiensys.tables.categories import categories
from shiensys.tables.programme import Body
from shiensys.tables.resources import OUTSIDE_CITY

NEXT = 3  # days that are told


def choices(city: City, programme: Programme | None = None) -> Choices:
    """Give names of districts, kinds, organisations, halls and roles, those used most first."""
    listed = registry(city)
    bodies = [body.name for body in programme.of(Body)] if programme else []
    return Choices(
        districts=tuple(map(str, city.districts["name"])),
        kinds={one.kind: one.name for one in categories()},
        organisations=tuple(dict.fromkeys([*_used(listed["provider_kind"]), *sorted(bodies)])),
        venues=_used(
            pd.concat([listed["venue"] if "venue" in listed else _none(), listed.loc[_halls(listed), "name"]])
        ),
        assurers=_used(listed["assurer"]),
    )


def preview(city: City, text: str) -> Preview:
    """Say how a schedule is understood, with its next days."""
    try:
        found = schedules.rule(text, on=city.today)
    except schedules.NeverOccursError as error:
        return Preview(wrong=str(error))
    if found is None:
        return Preview()
    days = tuple(schedules.next_days(found, city.today, NEXT))
    return Preview(schedules.words(found), days, schedules.times_month(found))


def _halls(listed: pd.DataFrame) -> pd.Series:
    """Tell which rows are plain places, where something may meet."""
    return listed["kinds"].isna() & listed["longitude"].notna()


def _used(cells: pd.Series) -> tuple[str, ...]:
    """Give what stands in a column, most often first."""
    plain = cells.dropna().astype("str").str.strip()
    return tuple(map(str, plain[plain.ne("") & plain.ne(OUTSIDE_CITY)].value_counts().index))


def _none() -> pd.Series:
    """Give a column without cells."""
    return pd.Series(dtype="str")
