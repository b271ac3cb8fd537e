"""What is asked for: one need, in codes and in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from shiensys.city import City
from shiensys.tables.categories import categories
from shiensys.tables.programme import Request
from shiensys.tables.programme.helping import CONDITIONS, WEEKDAYS
from shiensys.text import say


@dataclass(frozen=True)
class Need:
    """Help wanted: ``kind`` of support, ``district`` (id), ``persons``; ``days`` as RFC 5545 names them.

    ``conditions``: some of tables.programme.helping.CONDITIONS. ``fee_most``: yen a time, None: no limit.
    """

    kind: str
    district: str
    persons: int = 1
    days: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    fee_most: int | None = None


def of_request(request: Request) -> Need:
    """Take what a request asks for."""
    return Need(request.kind, request.district, request.persons, request.days, request.conditions, request.fee_most)


def day_words(days: Collection[str]) -> str:
    """Write weekdays in the order of the week.

    >>> day_words(["FR", "TU"])
    '火・金'
    """
    return say("answers.joint").join(say(f"matching.day.{day}") for day in WEEKDAYS if day in days)


def condition_words(conditions: Collection[str]) -> str:
    """Write conditions.

    >>> condition_words(["pick_up"])
    '送迎がある'
    """
    asked = [say(f"matching.condition.{each}") for each in CONDITIONS if each in conditions]
    return say("answers.reason_joint").join(asked)


def wish_words(need: Need) -> str:
    """Write all that a need asks for beside kind and district; blank where it is nothing.

    >>> wish_words(Need("shopping", "d1", 2, ("TU",), (), 300))
    '2人分、火曜に、1回300円まで'
    """
    told = [
        say("matching.wish.persons", n=need.persons) if need.persons > 1 else "",
        say("matching.wish.days", days=day_words(need.days)) if need.days else "",
        condition_words(need.conditions),
        say("matching.wish.fee", n=need.fee_most) if need.fee_most is not None else "",
    ]
    return say("answers.reason_joint").join(each for each in told if each)


def kind_names() -> dict[str, str]:
    """Name all kinds of support."""
    return {one.kind: one.name for one in categories()}


def district_names(city: City) -> dict[str, str]:
    """Name all districts by id."""
    return dict(zip(city.districts["district_id"], city.districts["name"], strict=True))
