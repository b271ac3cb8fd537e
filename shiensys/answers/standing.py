"""What the map says of every district, written out: to be set beside what it will say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from shiensys.answers import people
from shiensys.answers.answer import SAID, Answer, Column
from shiensys.answers.balance import of_answers
from shiensys.answers.card import card, fiction
from shiensys.answers.estimate import respondents
from shiensys.answers.release import Answered, answered
from shiensys.city import City
from shiensys.tables.categories import Category, categories
from shiensys.tables.resources import SEPARATOR
from shiensys.text import persons, say

OLDER = "older"
_COLUMNS = ["unit_id", "name", "kind", "what", "words"]


@dataclass(frozen=True)
class Standing(Answer):
    """What is said of each district. ``table``: one row a district and thing that can be said of it.

    Columns: ``unit_id``, ``name``, ``kind`` (``older`` or a kind of support), ``what`` and ``words`` as screens write
    them, small numbers protected. ``names``: of all districts by id, in the city's order. ``outlines``: the polygons
    by id as text, none where there are none. ``totals``: counts of the whole city in words, by what is counted.
    """

    names: Mapping[str, str] = field(kw_only=True)
    outlines: Mapping[str, str] = field(kw_only=True)
    totals: Mapping[str, str] = field(kw_only=True)


def touched(kind: str, tables: Iterable[pd.DataFrame]) -> tuple[str, ...]:
    """Name the kinds of support of which anything changes with ``tables``, all of one kind of file.

    >>> touched("completeness", [pd.DataFrame({"kind": ["shopping", "shopping"]})]), touched("returns", [])
    (('shopping',), ())
    """
    if kind == "returns":
        return ()
    if kind == "completeness":
        named = {str(each) for table in tables for each in table["kind"]}
    elif kind == "resources":
        named = {each for table in tables for cell in table["kinds"].dropna() for each in str(cell).split(SEPARATOR)}
    else:
        return tuple(each.kind for each in categories())
    return tuple(each.kind for each in categories() if each.kind in named)


def standing(city: City, kinds: Collection[str] | None = None) -> Standing:
    """Write out what is said of each district; blank where nothing can be said. ``kinds``: of support; None: all."""
    wanted = [chosen for chosen in categories() if kinds is None or chosen.kind in kinds]
    found = answered(city)
    said = [*_older(city), *(row for chosen in wanted for row in _kind(city, chosen, found))]
    return Standing(
        city=card(city),
        title=say("answers.title_overview", city=city.record.name),
        table=pd.DataFrame(said, columns=_COLUMNS, dtype="str"),
        columns=(Column("name", say("answers.column.district")), Column("words", "")),
        evidence=(),
        notes=fiction(city),
        names=dict(zip(city.districts["district_id"], city.districts["name"], strict=True)),
        outlines=_outlines(city),
        totals=dict(_totals(city, found)),
    )


def _older(city: City) -> Iterator[tuple[str, str, str, str, str]]:
    """Say how many residents are 65 and older."""
    if city.population is None:
        return
    counted = people.population(city).table
    for unit_id, name, older in zip(counted["unit_id"], counted["name"], counted["older"], strict=True):
        if pd.notna(older):
            yield unit_id, name, OLDER, say("answers.column.older"), persons(float(older))


def _kind(city: City, chosen: Category, found: Answered | None) -> Iterator[tuple[str, str, str, str, str]]:
    """Say what the map says of one kind of support: need, and the gap where there is one."""
    if city.districts.empty or (city.survey is None and city.survey_table is None and city.resources is None):
        return
    shown = of_answers(city, chosen.kind, "district", found).table
    for row in shown.to_dict("records"):
        parts = [
            str(row["need_words"]) if row["need_state"] in SAID else "",
            str(row["places_words"]) if row["places_state"] in ("shown", "units_differ") else "",
            str(row["gap_words"]) if row["verdict"] != "unknown" else "",
        ]
        heads = [say(f"changes.{part}") for part in ("need", "places", "gap")]
        words = [say("changes.part", what=head, words=part) for head, part in zip(heads, parts, strict=True) if part]
        yield row["unit_id"], row["name"], chosen.kind, chosen.name, say("changes.joint").join(words)


def _outlines(city: City) -> dict[str, str]:
    """Write the polygons so that two can be compared, to the metre."""
    if not isinstance(city.districts, gpd.GeoDataFrame):
        return {}
    rounded = city.districts.geometry.set_precision(1e-5).normalize().to_wkb(hex=True)
    return dict(zip(city.districts["district_id"], rounded, strict=True))


def _totals(city: City, found: Answered | None) -> Iterator[tuple[str, str]]:
    """Count what the city holds: 65+, answers (as released), resources, and those on the map."""
    if city.population is not None:
        older = people.population(city, "city").table["older"].iloc[0]
        yield OLDER, persons(float(older)) if pd.notna(older) else ""
    n = respondents(found)
    if n is not None:
        yield "answers", persons(n)
    if city.resources is not None:
        placed = city.resources["longitude"].notna() & city.resources["latitude"].notna()
        yield "resources", say("changes.count", n=len(city.resources))
        yield "placed", say("changes.count", n=int(placed.sum()))
