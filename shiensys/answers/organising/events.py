"""Events and news, those to come first, then the past ones, newest first."""

from __future__ import annotations

import datetime as dt
from typing import Any

from shiensys.answers.answer import Answer
from shiensys.answers.organising.listed import listed, mark, named
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Event
from shiensys.text import JAPAN, date, say

KEYS = (
    "event", "sort_words", "when_words", "place", "districts_words", "contents", "capacity", "fee", "access", "link",
    "mark",
)  # fmt: skip


def events(city: City, programme: Programme) -> Answer:
    """List events; ``coming``: True for those still to come, of the city's today."""
    rows = sorted((_row(city, each) for each in programme.of(Event)), key=_order)
    coming = sum(row["coming"] for row in rows)
    headline = (
        say("organising.headline.events", n=len(rows), coming=coming) if rows else say("organising.headline.no_events")
    )
    return listed(city, programme, "organising.title.events", rows, KEYS, (Event,), headline=(headline,))


def _row(city: City, event: Event) -> dict[str, Any]:
    """Write one event."""
    day = event.begins.astimezone(JAPAN).date() if event.begins else None
    return {
        "id": event.id,
        "event": event.title,
        "sort_words": say(f"organising.option.sort.{event.sort}"),
        "when_words": event.when or when(event.begins, event.ends),
        "place": event.place,
        "districts_words": named(city, event.districts),
        "contents": event.contents,
        "capacity": event.capacity,
        "fee": event.fee,
        "access": event.access,
        "link": event.link,
        "mark": mark(event),
        "day": day,
        "coming": day is not None and day >= city.today,
    }


def _order(row: dict[str, Any]) -> tuple[bool, int, str]:
    """Put what is to come first, the nearest of it first; then the past, newest first, what has no day last."""
    day: dt.date | None = row["day"]
    number = 0 if day is None else day.toordinal()
    return (not row["coming"], number if row["coming"] else -number, str(row["event"]))


def when(begins: dt.datetime | None, ends: dt.datetime | None) -> str:
    """Write a day with its hours by the clocks of Japan."""
    if begins is None:
        return ""
    first = begins.astimezone(JAPAN)
    if ends is None:
        return say("organising.from", day=date(first.date()), begins=_clock(first))
    last = ends.astimezone(JAPAN)
    return say("organising.from_to", day=date(first.date()), begins=_clock(first), ends=_clock(last))


def _clock(at: dt.datetime) -> str:
    """Write the time of day."""
    return f"{at.hour}:{at.minute:02}"
