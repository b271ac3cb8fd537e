"""A roster looked over: what has no place, what stands twice, what is blank, what nobody confirmed, whom to call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from shiensys.answers import places
from shiensys.answers.answer import Answer, Column
from shiensys.answers.calls import CallList, calls, filled
from shiensys.answers.card import card, fiction
from shiensys.city import City
from shiensys.measures import duplicates, rosters
from shiensys.tables.resources import SEPARATOR
from shiensys.text import say, share

WAYS = ("stated", "hand", "facility", "block", "town", "none")


@dataclass(frozen=True)
class Roster(Answer):
    """What a city's own lists hold and lack. ``table``: one row an entry that goes on, with its place.

    ``ways``: entries by how their point was found. ``unplaced``: those on no map yet; ``duplicates``: those that seem
    to stand twice, ``group`` from 1; ``blanks``: a row a column; ``unconfirmed``: longest ago first; ``calls``: whom to
    ask what, by coordinator. ``halls``: plain places that have a point, to find one's way by. No contact that is
    internal stands anywhere but in ``calls``.
    """

    ways: Mapping[str, int] = field(kw_only=True)
    unplaced: Answer = field(kw_only=True)
    duplicates: Answer = field(kw_only=True)
    blanks: Answer = field(kw_only=True)
    unconfirmed: Answer = field(kw_only=True)
    calls: tuple[CallList, ...] = field(kw_only=True)
    halls: Answer = field(kw_only=True)


def roster(city: City, *, internal: bool = False) -> Roster:
    """Look a city's roster over. ``internal``: whoever looks may see contacts that aren't public."""
    listed = rosters.entries(places.registry(city))
    table = places.shown(city, listed).assign(maybe=listed["point_candidates"].map(_maybe), list=listed["part"])
    ways = {way: int(listed["point_from"].eq(way).sum()) for way in WAYS}
    group = duplicates.groups(listed)
    stale = rosters.unconfirmed(listed, city.today)
    lacking = rosters.blank(listed)
    whole = _answer(city, "roster.title", table, ("name", "kinds_text", "address", "point_text", "district"))
    return Roster(
        **vars(replace(whole, headline=_headline(ways, group, stale, lacking), notes=_notes(city, ways))),
        ways=ways,
        unplaced=_answer(
            city, "roster.title_unplaced", table[listed["point_from"].eq("none")], ("name", "venue", "address", "maybe")
        ),
        duplicates=_answer(
            city,
            "roster.title_duplicates",
            table.assign(group=group).dropna(subset="group").sort_values("group", kind="stable"),
            ("group", "name", "kinds_text", "address", "list"),
        ),
        blanks=_answer(city, "roster.title_blanks", _blanks(lacking), ("column", "n", "share")),
        unconfirmed=_answer(
            city,
            "roster.title_unconfirmed",
            table[stale].sort_values("assured_date", na_position="first", kind="stable"),
            ("name", "district", "confirmed_text"),
        ),
        halls=_answer(city, "roster.title_halls", _halls(city, listed), ("name", "place_type", "address")),
        calls=calls(city, listed, internal=internal),
    )


def _answer(city: City, title: str, table: pd.DataFrame, keys: tuple[str, ...]) -> Answer:
    """Put one list together, with its source. A column without a word in it is left out for reading."""
    columns = tuple(
        Column(key, say(f"roster.column.{key}"), "number" if key in ("group", "n") else "text") for key in keys
    )
    return Answer(
        card(city),
        say(title),
        table.reset_index(drop=True),
        columns,
        places.sources(city),
        notes=fiction(city),
        reading=filled(columns, table),
    )


def _halls(city: City, listed: pd.DataFrame) -> pd.DataFrame:
    """List the places on the map that are no entries."""
    others = places.registry(city).drop(index=listed.index)
    return places.shown(city, others[others["longitude"].notna() & others["status"].eq("active")])


def _headline(ways: Mapping[str, int], group: pd.Series, stale: pd.Series, lacking: pd.DataFrame) -> tuple[str, ...]:
    """Say how many have a place, and what there is to do."""
    total = sum(ways.values())
    if not total:
        return (say("roster.headline.nothing"),)
    nowhere = ways["none"]
    first = (
        say("roster.headline.all_placed", n=total)
        if not nowhere
        else say("roster.headline.placed", total=total, n=total - nowhere, nowhere=nowhere)
    )
    found = [say(f"roster.headline.way_{way}", n=ways[way]) for way in WAYS[:-1] if ways[way]]
    rest = [
        say("roster.headline.twice", n=int(group.max())) if group.notna().any() else say("roster.headline.none_twice"),
        say("roster.headline.stale", n=int(stale.sum())) if stale.any() else say("roster.headline.none_stale"),
        say("roster.headline.no_contact", n=int(lacking["contact"].sum())) if lacking["contact"].any() else "",
    ]
    ways_told = [say("roster.headline.ways", ways=say("answers.reason_joint").join(found))] if found else []
    return (first, *ways_told, *filter(None, rest))


def _notes(city: City, ways: Mapping[str, int]) -> tuple[str, ...]:
    """Say what must be known of the points."""
    notes = [*fiction(city)]
    if ways["town"]:
        notes.append(say("roster.note.town", n=ways["town"]))
    if ways["none"] and not any(version.kind == "address-points" for version in city.loaded):
        notes.append(say("roster.note.no_addresses"))
    return tuple(notes)


def _blanks(lacking: pd.DataFrame) -> pd.DataFrame:
    """Count blanks by column, those with most of them first."""
    counts = lacking.sum().sort_values(ascending=False, kind="stable")
    shares = [share(n / len(lacking), 0) if len(lacking) else "" for n in counts]
    words = [say(f"roster.wanted.{name}") for name in counts.index]
    table = pd.DataFrame({"column": words, "n": counts.to_numpy(), "share": shares})
    return pd.DataFrame(table[table["n"] > 0])


def _maybe(candidates: object) -> str:
    """Write what a place might be."""
    if not isinstance(candidates, str):
        return ""
    return say("answers.reason_joint").join(candidates.split(SEPARATOR))
