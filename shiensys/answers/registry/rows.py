"""Resources of the registry in words, a row each, without what isn't public."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd

from shiensys.answers import places as shown_places
from shiensys.answers.registry.entries import kind_words
from shiensys.city import City
from shiensys.measures import places, rosters, schedules
from shiensys.tables.categories import Category, categories
from shiensys.tables.resources import SEPARATOR
from shiensys.text import say

SHOWN = (
    "name", "kinds_text", "district", "schedule_words", "fee", "eligibility", "transport", "venue", "address",
    "places_words", "distance_m", "contact", "confirmed_text", "status",
)  # fmt: skip
NUMBERS = ("distance_m",)


def rows(city: City, listed: pd.DataFrame, *, internal: bool) -> pd.DataFrame:
    """Put resources into words. ``listed``: with ``distance_m``; contacts that aren't public only if ``internal``."""
    contact = listed["contact"]
    table = shown_places.shown(city, listed)
    free = free_places(listed)
    return table.assign(
        status_code=listed["status"],
        contact=contact if internal else table["contact"],
        kinds_text=kind_words(listed),
        kind=listed["kinds"].fillna("").str.partition(SEPARATOR)[0],
        schedule_words=[schedule_words(text, city.today) for text in listed["schedule"]],
        free_places=free,
        places_words=[_places_words(row) for row in zip(*_told(listed, free), strict=True)],
        stale=rosters.unconfirmed(listed, city.today),
        edited=listed["resource_id"].isin(list(city.edits.kept)),
    ).reset_index(drop=True)


def schedule_words(text: object, today: dt.date) -> str:
    """Say when it is; words that can't be read stay as they are, a rule that never occurs too."""
    found = schedules.readable(text, on=today)
    if found is not None:
        return schedules.words(found)
    return text if isinstance(text, str) else ""


def free_places(listed: pd.DataFrame) -> pd.Series:
    """Give capacity less users of each resource, docs/methods.md §5; NaN where not known, or where kinds of several
    units share one capacity."""
    found = pd.Series(np.nan, index=listed.index)
    kinds = listed["kinds"].fillna("").str.split(SEPARATOR)
    known = {one.kind: one for one in categories()}
    for one in categories():
        alike = kinds.map(lambda some, one=one: some[0] == one.kind and _same_unit(some, known))
        chosen = places.of_kind(listed[alike.astype(bool)], one.kind).assign(kind_share=1.0)
        value = places.ranges(chosen, one, free=True)
        found[chosen.index] = value["places"].where(value["known"])
    return found


def _same_unit(kinds: list[str], known: dict[str, Category]) -> bool:
    """Tell whether kinds count capacity alike."""
    rules = {
        (known[kind].unit, known[kind].capacity_rule, known[kind].capacity_divisor) for kind in kinds if kind in known
    }
    return len(rules) == 1


def _told(listed: pd.DataFrame, free: pd.Series) -> tuple[pd.Series, ...]:
    """Give what is told of places: first kind, free places, capacity, users."""
    return listed["kinds"].fillna("").str.partition(SEPARATOR)[0], free, listed["capacity"], listed["users"]


def _places_words(told: tuple[str, float, float, float]) -> str:
    """Say how many places are free; else how many it takes or who uses it, as far as that is known."""
    kind, free, capacity, users = told
    unit = next((one.unit for one in categories() if one.kind == kind), "persons")
    if not math.isnan(free):
        return say(f"registry.places.free_{unit}", n=math.floor(free))
    said = [
        "" if math.isnan(capacity) else say("registry.places.capacity", n=int(capacity)),
        "" if math.isnan(users) else say("registry.places.users", n=int(users)),
    ]
    return say("registry.places.and").join(filter(None, said))
