"""Records of the page in words: kinds, districts, days, conditions, states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from shiensys.city import City
from shiensys.tables.categories import categories
from shiensys.tables.programme import Match, Record, Request
from shiensys.text import date, persons, say
from shiensys.web import markup


def kind(key: str) -> str:
    """Name a kind of support; one that was taken out of the list keeps its key."""
    return next((each.name for each in categories() if each.kind == key), key)


def districts(city: City) -> dict[str, str]:
    """Name the districts, by id, in the city's own order."""
    return {
        str(key): str(name) for key, name in zip(city.districts["district_id"], city.districts["name"], strict=True)
    }


def district(city: City, district_id: str) -> str:
    """Name a district; one that is no more keeps its key."""
    return districts(city).get(district_id, district_id)


def days(codes: Iterable[str]) -> str:
    """Write days of the week; blank for none."""
    return say("matchpage.joint").join(say(f"matching.day.{code}") for code in codes)


def conditions(codes: Iterable[str]) -> str:
    """Write conditions; blank for none."""
    return say("matchpage.joint").join(say(f"matching.condition.{code}") for code in codes)


def provider(city: City, resource_id: str) -> str:
    """Name a provider; one that stands in no list any more keeps its key."""
    if city.resources is None:
        return resource_id
    named = city.resources.loc[city.resources["resource_id"] == resource_id, "name"]
    return str(named.iloc[0]) if len(named) else resource_id


def request(city: City, asked: Request) -> str:
    """Name a request in a list: day, district, kind, persons, and the end of its number to tell equal ones apart."""
    return say(
        "matchpage.request.named",
        day=say("matchpage.day_of_month", month=asked.received.month, day=asked.received.day),
        district=district(city, asked.district),
        kind=kind(asked.kind),
        persons=persons(asked.persons),
        number=asked.id[-4:],
    )


def pairs(city: City, record: Record) -> str:
    """Write a record with the names of its fields; blank fields are left out."""
    return markup.pairs(((name, text) for name, text in told(city, record) if text), "facts-of-unit")


def told(city: City, record: Record) -> Iterator[tuple[str, str]]:
    """Give a request or a match in words, each field with its name."""
    if isinstance(record, Request):
        yield from _request(city, record)
    if isinstance(record, Match):
        yield from _match(city, record)


def _request(city: City, asked: Request) -> Iterator[tuple[str, str]]:
    yield say("programme.field.received"), date(asked.received)
    yield say("programme.field.kind"), kind(asked.kind)
    yield say("programme.field.district"), district(city, asked.district)
    yield say("programme.field.persons"), persons(asked.persons)
    yield say("programme.field.days"), days(asked.days)
    yield say("programme.field.conditions"), conditions(asked.conditions)
    yield say("programme.field.fee_most"), "" if asked.fee_most is None else say("matchpage.yen", n=asked.fee_most)
    yield say("programme.field.state"), say(f"matching.request.{asked.state}")
    yield say("programme.field.reason"), say(f"matching.reason.{asked.reason}") if asked.reason else ""
    yield say("programme.field.ended"), _day(asked.ended)
    yield say("programme.field.note"), asked.note


def _match(city: City, match: Match) -> Iterator[tuple[str, str]]:
    yield say("matchpage.match.provider"), provider(city, match.resource_id)
    yield say("programme.field.kind"), kind(match.kind)
    yield say("programme.field.district"), district(city, match.district)
    yield say("programme.field.persons"), persons(match.persons)
    yield say("programme.field.state"), say(f"matching.state.{match.state}")
    yield say("programme.field.began"), date(match.began)
    yield say("programme.field.agreed"), _day(match.agreed)
    yield say("programme.field.running"), _day(match.running)
    yield say("programme.field.ended"), _day(match.ended)
    yield say("programme.field.end_reason"), say(f"matching.end.{match.end_reason}") if match.end_reason else ""
    yield say("programme.field.note"), match.note


def _day(day: dt.date | None) -> str:
    """Write a day; blank where there is none."""
    return "" if day is None else date(day)
