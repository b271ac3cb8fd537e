"""Records of the programme as an answer: where they are known from, since when, and which are made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from shiensys.answers.answer import Answer, Column, Evidence
from shiensys.answers.card import card, fiction
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Council, Kept, Post, Record
from shiensys.text import JAPAN, say

Style = dict[str, Any]
STYLES: Style = {"persons": "persons", "capacity": "number", "n": "number"}


def listed(
    city: City,
    programme: Programme,
    title: str,
    rows: Sequence[dict[str, Any]],
    keys: tuple[str, ...],
    kinds: tuple[type[Record], ...],
    *,
    headline: tuple[str, ...] = (),
    dates: tuple[str, ...] = (),
) -> Answer:
    """Put a list together. ``keys``: its columns, of which ``dates`` are days; ``kinds``: records that it is made of.

    A column without a word in it is left out for reading.
    """
    table = pd.DataFrame(list(rows), columns=list(dict.fromkeys(["id", *keys, *(rows[0] if rows else ())])))
    columns = tuple(
        Column(key, say(f"organising.column.{key}"), "date" if key in dates else STYLES.get(key, "text"))
        for key in keys
    )
    filled = tuple(each for each in columns if table[each.key].replace("", None).notna().any())
    kept = [each for kind in kinds for each in programme.kept_of(kind)]
    return Answer(
        card(city),
        say(title),
        table,
        columns,
        (of_records(city, say(title), kept),),
        headline=headline,
        notes=(*fiction(city), *_mixed(kept)),
        reading=filled,
    )


def of_records(city: City, what: str, kept: Iterable[Kept[Any]]) -> Evidence:
    """Say where records come from: what they name as their source, and what was entered here, and when last."""
    known = list(kept)
    named = dict.fromkeys(each.record.source for each in known if each.record.source and not each.record.made_up)
    entered = any(not each.record.source and not each.record.made_up for each in known)
    made_up = any(each.record.made_up for each in known)
    sources = [
        *named,
        *([say("organising.entered")] if entered or not known else []),
        *([say("organising.for_show")] if made_up else []),
    ]
    return Evidence(what, say("answers.joint").join(sources), _day(city, known), say("organising.unit"))


def _day(city: City, known: list[Kept[Any]]) -> dt.date | None:
    """Give the day of the last change; a demonstration's records are of the day that it calls today."""
    if not known:
        return None
    last = max(each.at for each in known).astimezone(JAPAN).date()
    return min(last, city.today) if city.record.fictional else last


def _mixed(known: list[Kept[Any]]) -> tuple[str, ...]:
    """Say how to tell what is real among made-up records."""
    made_up = {each.record.made_up for each in known}
    return (say("organising.note.mixed"),) if made_up == {True, False} else ()


def mark(record: Record) -> str:
    """Mark a made-up record."""
    return say("organising.made_up") if record.made_up else ""


def mark_any(some: Iterable[Record]) -> str:
    """Mark what any made-up record is part of."""
    return say("organising.made_up") if any(each.made_up for each in some) else ""


def named(city: City, districts: Iterable[str]) -> str:
    """Name districts; none are the whole city."""
    names = city.districts.set_index("district_id")["name"]
    chosen = [str(names.get(each, each)) for each in districts]
    return say("answers.reason_joint").join(chosen) if chosen else say("organising.whole_city")


def districts_of(city: City, record: Post | Council) -> str:
    """Name the districts of a post or a council; one of the second tier without any is a gap."""
    if record.tier == 1 or record.districts:
        return named(city, record.districts)
    return say("organising.no_district")
