"""The registry as it may leave the house: what goes on, and contacts that are public; for files that machines read."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field

import numpy as np

from shiensys.answers import places, points
from shiensys.answers.answer import Answer, Column
from shiensys.answers.card import card, fiction
from shiensys.answers.registry.typed import COLUMNS as FORM
from shiensys.answers.registry.typed import heading
from shiensys.city import City
from shiensys.measures import rosters
from shiensys.measures.schedules import NeverOccursError, Schedule, rule
from shiensys.tables.prefectures import prefecture
from shiensys.tables.resources import SEPARATOR
from shiensys.text import say

COLUMNS = (
    "resource_id", "name", "kinds", "kinds_text", "place_type", "provider_kind", "channel", "venue", "address",
    "longitude", "latitude", "district", "serves", "schedule", "rrule", "starts", "begins", "ends", "capacity", "users",
    "fee", "amount", "eligibility", "transport", "contact", "assured_date",
)  # fmt: skip
_YEN = re.compile(r"(\d[\d,]*)\s*円")
_FREE = re.compile(r"無料|無償|0円")


@dataclass(frozen=True)
class Public(Answer):
    """Active entries of the city's own lists, a row each; blank where nothing is known.

    ``table``: COLUMNS. ``kinds``: keys joined by ';'; ``longitude``, ``latitude``: only where the point is of the house
    itself; ``rrule``: RFC 5545, with ``starts`` (a day, DTSTART), ``begins`` and ``ends`` (HH:MM), where the words of
    ``schedule`` are a rule;
    ``amount``: yen, where the fee names just one; ``contact``: public ones. ``prefecture``: of the city.
    """

    prefecture: str = field(kw_only=True)
    date: dt.date = field(kw_only=True)


def public(city: City) -> Public:
    """Give what may be published of a city's registry."""
    listed = rosters.entries(places.registry(city))
    shown = places.shown(city, listed)
    exact = shown["longitude"].notna() & ~points.coarse(listed)
    read = {text: _schedule(text, city.today) for text in shown["schedule"].dropna().unique()}
    rules = shown["schedule"].map(read)
    table = shown.reindex(columns=[*COLUMNS]).assign(
        longitude=shown["longitude"].astype(float).where(exact),
        latitude=shown["latitude"].astype(float).where(exact),
        rrule=rules.map(lambda each: each.rrule, na_action="ignore").astype("str"),
        starts=rules.map(lambda each: each.start and each.start.isoformat(), na_action="ignore").astype("str"),
        begins=rules.map(lambda each: _clock(each.begins), na_action="ignore").astype("str"),
        ends=rules.map(lambda each: _clock(each.ends), na_action="ignore").astype("str"),
        amount=shown["fee"].map(amount, na_action="ignore").astype(float),
    )
    columns = tuple(Column(key, heading(key)) for key in COLUMNS if key in FORM)
    return Public(
        card(city),
        say("exchange.public.title", name=city.record.name),
        table.reset_index(drop=True),
        columns,
        places.sources(city),
        notes=fiction(city),
        prefecture=prefecture(city.record.code),
        date=city.today,
    )


def amount(fee: str) -> float:
    """Read the one amount that a fee names, in yen; NaN where it names none or several.

    >>> amount("無料"), amount("1回２００円"), amount("30分300円"), amount("100円か200円"), amount("実費")
    (0.0, 200.0, 300.0, nan, nan)
    """
    plain = unicodedata.normalize("NFKC", fee)
    named = {float(found.replace(",", "")) for found in _YEN.findall(plain)}
    if len(named) == 1:
        return named.pop()
    return 0.0 if not named and _FREE.fullmatch(plain.strip()) else float(np.nan)


def served(text: str) -> list[str]:
    """Give the names of the districts that an entry serves."""
    return [name for name in text.split(SEPARATOR) if name]


def _schedule(text: str, today: dt.date) -> Schedule | None:
    """Read a rule from words; None where they are none, or name a day that never comes."""
    try:
        return rule(text, on=today)
    except NeverOccursError:
        return None


def _clock(time: dt.time | None) -> str | None:
    """Write a time of day."""
    return None if time is None else f"{time:%H:%M}"
