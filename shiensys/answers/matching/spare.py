"""Providers that have room while nobody nearby is known to need them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from shiensys.answers import evidence, places
from shiensys.answers.answer import Answer, ColumnStyle, Evidence
from shiensys.answers.card import card, fiction
from shiensys.answers.estimate import surveyed
from shiensys.answers.matching.columns import columns
from shiensys.answers.matching.following import sources
from shiensys.answers.matching.needed import Gaps, gaps
from shiensys.answers.matching.offered import Offered, offered
from shiensys.answers.words import amount
from shiensys.city import City
from shiensys.measures import matching
from shiensys.measures.matching import Flags
from shiensys.programme import Programme
from shiensys.tables.categories import Category, categories
from shiensys.tables.programme import Request
from shiensys.text import say

COLUMNS = ("name", "kind_name", "district_name", "free_places", "words", "schedule", "confirmed_text")
READING = ("name", "kind_name", "district_name", "words")
STYLES: Mapping[str, ColumnStyle] = {"free_places": "number"}


def idle(city: City, programme: Programme, known: Gaps | None = None) -> Answer:
    """List providers with free places and no need nearby; for coordinators only.

    ``known``: from needed.gaps, where it was worked out before.

    Nearby: the districts that it serves, their neighbours, and those within measures.matching.FAR_M. No need: no open
    request of the kind there, none of these districts likely short of it, and those that it serves surely not. Where
    there is no survey, requests alone tell. Columns of ``table``: ``resource_id``,
    ``name``, ``kind``, ``kind_name``, ``unit_id``, ``district_name`` (where it stands), ``free_places`` (whole, in the
    kind's unit), ``schedule``, ``confirmed_text``, ``words``. One row a provider and kind, most free places first.
    """
    there = offered(city)
    reach, _ = matching.reached(there.providers, there.beside)
    needed = gaps(city) if known is None else known
    short, open_ = _said(there, needed, ("short",)), _said(there, needed, ("between", "unknown"))
    asked = _asked(programme, there)
    shown = places.shown(city, there.listed)
    rows = [
        _row(shown.iloc[place], one, float(np.floor(there.providers.free[place, number])))
        for number, one in enumerate(categories())
        for place in _spare(there, number, reach, short[:, number] | asked[:, number], open_[:, number])
    ]
    heads = ["resource_id", "kind", "unit_id"]
    table = pd.DataFrame(rows, columns=[*heads, *COLUMNS]).sort_values(
        "free_places", ascending=False, kind="stable", ignore_index=True
    )
    told = say("matching.idle.headline", n=table["resource_id"].nunique()) if len(table) else say("matching.idle.none")
    return Answer(
        card(city), say("matching.idle.title"), table, columns(COLUMNS, STYLES),
        (*sources(city, programme), *_survey(city)),
        headline=(told,), notes=(*fiction(city), say("matching.note.idle")), reading=columns(READING, STYLES),
    )  # fmt: skip


def _spare(there: Offered, kind: int, reach: Flags, needed: Flags, unclear: Flags) -> Iterator[int]:
    """Find the providers of a kind with room, no need in reach and nothing unclear in the districts served."""
    able = there.providers.active & there.providers.kinds[:, kind] & (there.providers.free[:, kind] >= 1)
    near = (reach & needed[None, :]).any(axis=1) | (there.providers.serves & unclear[None, :]).any(axis=1)
    yield from (int(place) for place in np.flatnonzero(able & ~near))


def _said(there: Offered, needed: Gaps, verdicts: tuple[str, ...]) -> Flags:
    """Mark districts of which one of some verdicts is said, districts × kinds; none without a survey."""
    found = np.zeros((len(there.districts), len(there.kinds)), dtype=bool)
    for kind, table in needed.items():
        found[:, there.kinds.index(kind)] = table["verdict"].reindex(there.districts).isin(verdicts).to_numpy()
    return found


def _asked(programme: Programme, there: Offered) -> Flags:
    """Mark districts with open requests of a kind, districts × kinds."""
    found = np.zeros((len(there.districts), len(there.kinds)), dtype=bool)
    for each in programme.of(Request):
        if each.state == "received" and each.kind in there.kinds and each.district in there.districts:
            found[there.districts.get_loc(each.district), there.kinds.index(each.kind)] = True
    return found


def _row(shown: pd.Series, one: Category, free: float) -> dict[str, object]:
    """Write one provider."""
    return {
        "resource_id": shown["resource_id"],
        "name": shown["name"],
        "kind": one.kind,
        "kind_name": one.name,
        "unit_id": shown["unit_id"],
        "district_name": shown["district"],
        "free_places": free,
        "words": say("matching.idle.words", n=amount(free, one.unit)),
        "schedule": shown["schedule"],
        "confirmed_text": shown["confirmed_text"],
    }


def _survey(city: City) -> tuple[Evidence, ...]:
    """Say where need comes from."""
    if not surveyed(city):
        return ()
    rule = say("matching.rule.idle")
    return (evidence.of_survey(city, say("matching.what.need"), 0, say("answers.unit.persons"), rule),)
