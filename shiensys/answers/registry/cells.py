"""The cells of two entries of the registry: written for reading, compared, and offered to be taken over."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.answers.registry.typed import Value, text_of
from shiensys.tables.categories import categories
from shiensys.tables.resources import SEPARATOR
from shiensys.tables.values import plain
from shiensys.text import date, number, say

CELLS = (  # as somebody reads them, in order
    "name", "kinds", "place_type", "provider_kind", "channel", "venue", "address", "serves", "schedule", "capacity",
    "users", "times_month", "helpers", "hours_month", "fee", "eligibility", "transport", "contact", "contact_public",
    "status", "assured_date", "assurer",
)  # fmt: skip
_JUDGED = ("contact_public", "status", "assured_date", "assurer")  # what isn't taken over by itself: somebody said it
_POINT = ("longitude", "latitude")


def written(row: pd.Series, *, internal: bool) -> dict[str, str]:
    """Write the cells of an entry in words; blank where nothing is known."""
    told = {name: _words(name, plain(row.get(name))) for name in CELLS}
    if not internal and told["contact"] and not bool(row["contact_public"]):
        told["contact"] = say("roster.calls.internal")
    return told


def differs(one: object, other: object) -> bool:
    """Tell whether two cells say different things; a blank differs from what is known.

    >>> differs("毎週火曜", None), differs(float("nan"), None), differs(8.0, 8)
    (True, False, False)
    """
    return plain(one) != plain(other)


def taken(kept: pd.Series, gone: pd.Series) -> dict[str, str]:
    """Give the cells that an entry may take from one that goes, as a form has them: its blanks, and the kinds of both.

    A contact is taken only with who may see it, so that an internal one never becomes public; an address only by an
    entry without a point, which it would move.
    """
    wanted = [name for name in CELLS if name not in _JUDGED and plain(kept.get(name)) is None]
    if plain(kept.get("longitude")) is not None:
        wanted = [name for name in wanted if name != "address"]
    new = {name: text_of(plain(gone.get(name))) for name in wanted}
    kinds = [kind for row in (kept, gone) for kind in str(plain(row["kinds"]) or "").split(SEPARATOR) if kind]
    both = SEPARATOR.join(dict.fromkeys(kinds))
    new["kinds"] = both if both != plain(kept["kinds"]) else ""
    if new.get("contact"):
        new["contact_public"] = text_of(plain(gone["contact_public"]))
    return {name: cell for name, cell in new.items() if cell or name == "contact_public"}


def point(kept: pd.Series, gone: pd.Series) -> dict[str, Value]:
    """Give the point of the entry that goes, where it was stated and the one that stays has none."""
    known = {name: plain(gone.get(name)) for name in _POINT}
    lacks = plain(kept.get("longitude")) is None
    return known if lacks and gone.get("point_from") in ("stated", "hand") and None not in known.values() else {}


def _words(name: str, value: Value) -> str:
    """Write one cell."""
    if value is None:
        return ""
    if name == "kinds":
        known = {one.kind: one.name for one in categories()}
        return say("answers.reason_joint").join(known.get(kind, kind) for kind in str(value).split(SEPARATOR))
    if name == "status":
        return say(f"answers.status.{str(value).replace(' ', '_')}")
    if name == "contact_public":
        return say("exchange.public") if value else say("exchange.internal")
    if name == "assured_date":
        return date(dt.date.fromisoformat(str(value)))
    if name == "serves":
        return say("answers.reason_joint").join(str(value).split(SEPARATOR))
    return number(value, decimals=0 if isinstance(value, int) else 1) if isinstance(value, int | float) else str(value)
