"""Resources of the registry in words, a row each, without what isn't public."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd

from shiensys.answers import places as shown_places
from shiensys.answers.registry.entries import first_kind, kind_words
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
        district=homes(city, listed).map(city.districts.set_index("district_id")["name"]),
        kind=first_kind(listed),
        schedule_words=[schedule_words(text, city.today) for text in listed["schedule"]],
        free_places=free,
        places_words=[_places_words(row) for row in zip(*_told(listed, free), strict=True)],
        stale=rosters.unconfirmed(listed, city.today),
        edited=listed["resource_id"].isin(list(city.edits.kept)),
    ).reset_index(drop=True)


def homes(city: City, listed: pd.DataFrame) -> pd.Series:
    """Give each resource one district: where it stands, else the only one that it serves."""
    served = city.served
    if served is not None and len(listed) < len(served):
        served = served[served["resource_id"].isin(list(listed["resource_id"]))]
    return rosters.homes(listed, served)


def schedule_words(text: object, today: dt.date) -> str:
    """Say when it is; words that can't be read stay as they are, a rule that never occurs too."""
    found = schedules.readable(text, on=today)
    if found is not None:
        return schedules.words(found)
    return text if isinstance(text, str) else ""


def free_places(listed: pd.DataFrame) -> pd.Series:
    """Give capacity less users of each resource, docs/methods.md §5; NaN where not known, or where kinds of several
    units share one capacity."""
    whole = np.full(len(listed), np.nan)
    known = {one.kind: one for one in categories()}
    several = [str(kinds).split(SEPARATOR) for kinds in listed["kinds"].fillna("")]
    firsts = np.array([kinds[0] if _alike(kinds, known) else "" for kinds in several], dtype=object)
    for kind in set(firsts) - {""}:
        whole = np.where(firsts == kind, places.capacity(listed, known[kind]).to_numpy(), whole)
    return places.left(pd.Series(whole, index=listed.index), listed["users"])


def _alike(kinds: list[str], known: dict[str, Category]) -> bool:
    """Tell whether kinds count capacity alike."""
    if kinds[0] not in known:
        return False
    rules = {(one.unit, one.capacity_rule, one.capacity_divisor) for kind in kinds if (one := known.get(kind))}
    return len(rules) == 1


def _told(listed: pd.DataFrame, free: pd.Series) -> tuple[pd.Series, ...]:
    """Give what is told of places: first kind, free places, capacity, users."""
    return first_kind(listed), free, listed["capacity"], listed["users"]


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
