"""Whom to call and what to ask, a list for each coordinator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from shiensys.answers import places
from shiensys.answers.answer import Answer, Column
from shiensys.answers.card import card, fiction
from shiensys.city import City
from shiensys.measures import rosters
from shiensys.tables.resources import SEPARATOR
from shiensys.text import say

COLUMNS = ("name", "district", "contact", "confirmed_text", "asked")


@dataclass(frozen=True)
class CallList:
    """What one coordinator has to ask. ``who``: body or role; a district where nobody is named for it, else blank.

    ``answer``: one row an entry, those that were never confirmed first; ``contact`` holds internal ones only where
    whoever looks may see them.
    """

    key: str
    who: str
    answer: Answer


def calls(city: City, listed: pd.DataFrame, *, internal: bool) -> tuple[CallList, ...]:
    """Sort the entries of which something is to be asked by who supports their district.

    ``listed``: from ``measures.rosters.entries``.
    """
    asked = rosters.to_ask(listed, city.today)
    home = rosters.homes(listed, city.served)
    table = places.shown(city, listed).assign(
        contact=[_contact(row, internal) for row in zip(listed["contact"], listed["contact_public"], strict=True)],
        asked=[_asked(names) for names in asked],
        home=home,
        district=home.map(city.districts.set_index("district_id")["name"]),
    )
    table = table[asked != ""].sort_values("assured_date", na_position="first", kind="stable")
    return tuple(_lists(city, table))


def _lists(city: City, table: pd.DataFrame) -> Iterator[CallList]:
    """Give the lists in the order of the city's districts, that of no known district last."""
    districts = city.districts.set_index("district_id")
    supports = districts["coordinator"] if "coordinator" in districts else pd.Series(pd.NA, index=districts.index)
    names = supports.fillna(districts["name"])
    whose = table["home"].map(names).astype("str").fillna("")
    for who in [*names.drop_duplicates(), ""]:
        rows = table[whose == who]
        if len(rows):
            yield CallList(f"call-{who}", who or say("roster.calls.nowhere"), _answer(city, who, rows))


def _answer(city: City, who: str, rows: pd.DataFrame) -> Answer:
    """Put one list together."""
    columns = tuple(Column(key, say(f"roster.column.{key}")) for key in COLUMNS)
    title = say("roster.calls.title", who=who or say("roster.calls.nowhere"))
    kept = rows.reset_index(drop=True)[["resource_id", *COLUMNS]]
    return Answer(
        card(city), title, kept, columns, places.sources(city), notes=fiction(city), reading=filled(columns, kept)
    )


def filled(columns: tuple[Column, ...], table: pd.DataFrame) -> tuple[Column, ...]:
    """Keep the columns that say anything."""
    return tuple(column for column in columns if table[column.key].replace("", None).notna().any())


def _contact(row: tuple[object, object], internal: bool) -> str:
    """Write a contact if whoever looks may see it."""
    contact, public = row
    if not isinstance(contact, str) or not contact:
        return say("roster.calls.no_contact")
    return contact if internal or bool(public) else say("roster.calls.internal")


def _asked(names: str) -> str:
    """Say what to ask."""
    return say("answers.reason_joint").join(say(f"roster.ask.{name}") for name in names.split(SEPARATOR) if name)
