"""The cells of one entry of the registry: how they are called, written, compared and taken over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from shiensys.city import City
from shiensys.tables.categories import categories
from shiensys.tables.programme import Edit
from shiensys.tables.resources import SEPARATOR
from shiensys.text import date, number, say

CELLS = (  # as somebody reads them, in order
    "name", "kinds", "place_type", "provider_kind", "channel", "venue", "address", "serves", "schedule", "capacity",
    "users", "times_month", "helpers", "hours_month", "fee", "eligibility", "transport", "contact", "contact_public",
    "status", "assured_date", "assurer",
)  # fmt: skip
_JUDGED = ("contact_public", "status", "assured_date", "assurer")  # what isn't taken over by itself: somebody said it


def heading(cell: str) -> str:
    """Say how a cell is called."""
    return say(f"exchange.cell.{cell}")


def written(row: pd.Series, *, internal: bool) -> dict[str, str]:
    """Write the cells of an entry in words; blank where nothing is known."""
    told = {name: _words(name, row.get(name)) for name in CELLS}
    if not internal and told["contact"] and not bool(row["contact_public"]):
        told["contact"] = say("roster.calls.internal")
    return told


def differs(one: object, other: object) -> bool:
    """Tell whether two cells say different things; a blank differs from what is known.

    >>> differs("毎週火曜", None), differs(float("nan"), None), differs(8.0, 8)
    (True, False, False)
    """
    if plain(one) is None or plain(other) is None:
        return plain(one) is not plain(other)
    return plain(one) != plain(other)


def taken(kept: pd.Series, gone: pd.Series) -> dict[str, object]:
    """Give the cells that an entry may take from one that goes: its blanks, and the kinds of both.

    A contact is taken only with who may see it, so that an internal one never becomes public.
    """
    blanks = [name for name in CELLS if name not in _JUDGED and plain(kept.get(name)) is None]
    new = {name: plain(gone.get(name)) for name in blanks if plain(gone.get(name)) is not None}
    kinds = [kind for row in (kept, gone) for kind in str(plain(row["kinds"]) or "").split(SEPARATOR) if kind]
    both = SEPARATOR.join(dict.fromkeys(kinds))
    if both and both != plain(kept["kinds"]):
        new["kinds"] = both
    if "contact" in new:
        new["contact_public"] = plain(gone["contact_public"])
    return new


def changed(city: City, row: pd.Series, new: Mapping[str, object]) -> Edit:
    """Give the record of new cells of an entry, over those that were changed before; ``was``: what the list said.

    Where the kinds change, how the capacity was split over them is said anew by somebody.
    """
    told = {name: plain(value) for name, value in new.items()}
    if "kinds" in told and told["kinds"] != plain(row["kinds"]) and plain(row.get("kind_shares")) is not None:
        told.setdefault("kind_shares", None)
    before = city.edits.kept.get(str(row["resource_id"]))
    if before is not None:
        old = before.record
        was = {name: plain(row.get(name)) for name in told if name not in old.cells} | dict(old.was)
        return replace(old, cells={**old.cells, **told}, was=was)
    was = {name: plain(row.get(name)) for name in dict.fromkeys(("name", *told))}
    return Edit(id=str(row["resource_id"]), cells=told, was=was, made_up=city.record.fictional)


def plain(value: object) -> object:
    """Give a cell as a record keeps it: None for blank, days as text, whole numbers without a point.

    >>> [plain(value) for value in (pd.NA, 8.0, pd.Timestamp("2026-09-01"), "茶話会")]
    [None, 8, '2026-09-01', '茶話会']
    """
    if value is None or value is pd.NA or value is pd.NaT or value == "":
        return None
    if isinstance(value, dt.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | float | np.number):
        return None if np.isnan(float(value)) else int(value) if float(value).is_integer() else float(value)
    return str(value)


def _words(name: str, value: object) -> str:
    """Write one cell."""
    told = plain(value)
    if told is None:
        return ""
    if name == "kinds":
        known = {one.kind: one.name for one in categories()}
        return say("answers.reason_joint").join(known.get(kind, kind) for kind in str(told).split(SEPARATOR))
    if name == "status":
        return say(f"answers.status.{str(told).replace(' ', '_')}")
    if name == "contact_public":
        return say("exchange.public") if told else say("exchange.internal")
    if name == "assured_date":
        return date(dt.date.fromisoformat(str(told)))
    if name == "serves":
        return say("answers.reason_joint").join(str(told).split(SEPARATOR))
    return (
        number(float(told), decimals=0 if isinstance(told, int) else 1) if isinstance(told, int | float) else str(told)
    )
