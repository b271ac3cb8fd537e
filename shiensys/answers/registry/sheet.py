"""All that is known of one resource, in words."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

import pandas as pd

from shiensys.answers.answer import Column
from shiensys.answers.card import card, fiction
from shiensys.answers.places import registry, sources
from shiensys.answers.registry.answer import Sheet
from shiensys.answers.registry.changes import changes, conflicts
from shiensys.answers.registry.editing import UnknownResourceError
from shiensys.answers.registry.rows import rows
from shiensys.city import City
from shiensys.measures import schedules
from shiensys.programme import Programme
from shiensys.tables.programme import Change
from shiensys.tables.values import plain
from shiensys.text import date, number, say

NEXT = 3  # days that are told
FACTS = (
    "kinds_text", "status", "schedule_words", "next_words", "times_words", "venue", "address", "point_text", "district",
    "serves", "transport", "eligibility", "fee", "free_words", "capacity", "users", "helpers", "hours_month",
    "provider_kind", "channel", "contact_words", "confirmed_words", "edited_words",
)  # fmt: skip
AMOUNTS = ("capacity", "users", "helpers", "hours_month")


def sheet(
    city: City, resource_id: str, *, programme: Programme | None = None, history: Sequence[Change] = (),
    internal: bool = False,
) -> Sheet:  # fmt: skip
    """Tell all of one resource. ``history``: its changes as the store keeps them; without them the last one is told.

    ``internal``: whoever looks may see contacts that aren't public, and who changed what. Raises UnknownResourceError.
    """
    listed = registry(city)
    one = listed[listed["resource_id"] == resource_id].assign(distance_m=float("nan"))
    if one.empty:
        raise UnknownResourceError("registry.error.unknown")
    table = rows(city, one, internal=internal)
    row = {str(name): cell for name, cell in table.iloc[0].items()}
    read = schedules.readable(row["schedule"], on=city.today)
    days = tuple(schedules.next_days(read, city.today, NEXT)) if read else ()
    public = bool(one["contact_public"].fillna(False).iloc[0])
    told = {
        **row,
        "free_words": row["places_words"] if not math.isnan(float(row["free_places"])) else "",
        "next_words": say("answers.reason_joint").join(date(day) for day in days),
        "times_words": _times(row["times_month"], read),
        "contact_words": _contact(row["contact"], public=public, internal=internal),
        "confirmed_words": _confirmed(row),
        "edited_words": _edited(city, resource_id),
    }
    return Sheet(
        card(city),
        str(row["name"]),
        table,
        tuple(Column(key, say(f"registry.column.{key}")) for key in ("name", "kinds_text", "schedule_words", "fee")),
        sources(city),
        notes=(*fiction(city), *_notes(row, read, days)),
        resource_id=resource_id,
        facts=tuple((say(f"registry.column.{key}"), text) for key in FACTS if (text := _written(key, told[key]))),
        next_days=days,
        free_places=float(row["free_places"]),
        stale=bool(row["stale"]) and row["status_code"] == "active",
        edited=bool(row["edited"]),
        status_code=str(row["status_code"]),
        conflicts=conflicts(city, resource_id, internal=internal),
        changes=changes(city, resource_id, programme, history, internal=internal),
    )


def _written(key: str, value: object) -> str:
    """Write a fact; blank where it isn't known."""
    told = plain(value)
    if told is None:
        return ""
    if key in AMOUNTS and isinstance(told, int | float):
        return _amount(told)
    return str(told).replace(";", say("answers.reason_joint")) if key == "serves" else str(told)


def _amount(value: float) -> str:
    """Write an amount, to one decimal where it has any."""
    return number(value, 0 if round(value, 1) == int(value) else 1)


def _times(stated: object, read: schedules.Schedule | None) -> str:
    """Say how often a month; worked out from the schedule where the list leaves it blank, and said so."""
    if isinstance(stated, float) and not math.isnan(stated):
        return say("registry.times.stated", n=_amount(stated))
    if read is None:
        return ""
    return say("registry.times.worked_out", n=_amount(schedules.times_month(read)))


def _contact(contact: object, *, public: bool, internal: bool) -> str:
    """Write a contact; for others than those who may see it, never whether there is one that isn't public."""
    if isinstance(contact, str) and contact:
        return contact if public else say("registry.contact.internal", contact=contact)
    return say("registry.contact.none") if internal else say("registry.contact.not_public")


def _confirmed(row: dict[str, object]) -> str:
    """Say when somebody confirmed it, and who."""
    who = row.get("assurer")
    words = str(row["confirmed_text"])
    told = isinstance(row["assured_date"], pd.Timestamp) and isinstance(who, str) and who
    return say("registry.confirmed_by", words=words, who=who) if told else words


def _edited(city: City, resource_id: str) -> str:
    """Say that the page changed it, and when."""
    kept = city.edits.kept.get(resource_id)
    if kept is None:
        return ""
    if resource_id in city.edits.held:
        return say("registry.edited.held_new" if kept.record.new else "registry.edited.held", at=kept.at)
    return say("registry.edited.new" if kept.record.new else "registry.edited.changed", at=kept.at)


def _of_days(read: schedules.Schedule, days: Sequence[dt.date]) -> list[str]:
    """Say why no next day is told, and what became of holidays."""
    if not days:
        lacks = read.start is None and ("INTERVAL" in read.rrule or "COUNT" in read.rrule)
        return [say("registry.note.no_start" if lacks else "registry.note.no_days")]
    holidays, new_year = schedules.closed_on(read)
    falling = [date(day) for day in days if schedules.is_holiday(day)]
    told = [
        say("registry.note.holidays") if holidays else "",
        say("registry.note.new_year") if new_year else "",
        say("registry.note.on_holiday", days=say("answers.reason_joint").join(falling)) if falling else "",
    ]
    return [each for each in told if each]


def _notes(row: dict[str, object], read: schedules.Schedule | None, days: Sequence[dt.date]) -> tuple[str, ...]:
    """Say what must be known of the schedule and of the point."""
    told = []
    if isinstance(row["schedule"], str) and row["schedule"] and read is None:
        told.append(say("registry.note.schedule_unread"))
    if read is not None:
        told += _of_days(read, days)
    if row["point_from"] == "hand" and row["edited"]:
        told.append(say("registry.note.hand"))
    return tuple(told)
