"""What nobody confirmed for a year, and what was changed in the page of resources that are in no list any more."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from shiensys.answers.answer import Answer, Column
from shiensys.answers.card import card, fiction
from shiensys.answers.places import sources
from shiensys.answers.registry.entries import entries
from shiensys.answers.registry.rows import rows
from shiensys.answers.registry.typed import COLUMNS, heading
from shiensys.city import City
from shiensys.measures import rosters
from shiensys.measures.places import CONFIRMED_MONTHS
from shiensys.text import moment, say

TO_CONFIRM = ("name", "kinds_text", "district", "contact", "confirmed_text")
LEFT = ("name", "columns", "at")


@dataclass(frozen=True)
class Stale(Answer):
    """What is to be confirmed. ``table``: one row an active entry, never confirmed first, then longest ago first.

    ``of``: active entries in all.
    """

    of: int = field(kw_only=True)


def stale(city: City, *, internal: bool = False) -> Stale:
    """List the active entries that nobody confirmed within 12 months."""
    listed = entries(city)
    active = listed[listed["status"].eq("active")].assign(distance_m=float("nan"))
    old = active[rosters.unconfirmed(active, city.today)].sort_values(
        "assured_date", na_position="first", kind="stable"
    )
    columns = tuple(Column(key, say(f"registry.column.{key}")) for key in TO_CONFIRM)
    headline = say("registry.stale.some", n=len(old), of=len(active), months=CONFIRMED_MONTHS)
    return Stale(
        card(city),
        say("registry.stale.title"),
        rows(city, old, internal=internal),
        columns,
        sources(city),
        headline=(headline if len(old) else say("registry.stale.none", months=CONFIRMED_MONTHS),),
        notes=fiction(city),
        of=len(active),
    )


def left_over(city: City) -> Answer:
    """List the changes of resources that are in no list any more: kept, and counted nowhere."""
    told = [city.edits.kept[each] for each in city.edits.gone]
    table = pd.DataFrame(
        {
            "resource_id": [kept.record.id for kept in told],
            "name": [str(kept.record.was.get("name") or kept.record.id) for kept in told],
            "columns": [_columns(kept.record.cells) for kept in told],
            "at": [moment(kept.at) for kept in told],
        },
        dtype="str",
    )
    columns = tuple(Column(key, say(f"registry.column.{key}")) for key in LEFT)
    headline = (say("registry.left.some", n=len(table)),) if len(table) else ()
    return Answer(
        card(city), say("registry.left.title"), table, columns, sources(city), headline=headline, notes=fiction(city)
    )


def _columns(cells: object) -> str:
    """Name the columns that were changed."""
    names = [name for name in COLUMNS if isinstance(cells, dict) and name in cells]
    return say("answers.reason_joint").join(heading(name) for name in names)
