"""The tables on matching: who could meet a need, requests counted, where carriers are."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from shiensys.answers import matching
from shiensys.answers.answer import Answer
from shiensys.answers.matching import Need
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.gathering.programme import programme


class NoNeedError(ShiensysError):
    """Providers were asked for, and no kind of support or no district was named."""


def suggestions(city: City, said: Namespace) -> Answer:
    """List the providers for one person's need; raises NoNeedError, UnknownUnitError."""
    if said.kind is None or said.district is None:
        raise NoNeedError("matching.cli.no_need")
    named = dict(zip(city.districts["name"], city.districts["district_id"], strict=True))
    need = Need(said.kind, named.get(said.district, said.district))
    return matching.suggestions(city, programme(city.record.code), need)


def requests(city: City, _said: Namespace) -> Answer:
    """Count the requests as everybody may see them: in whole tens."""
    return matching.requests(city, programme(city.record.code), exact=False)


def carriers(city: City, said: Namespace) -> Answer:
    """Set those ready to help beside those in trouble."""
    return matching.carriers(city, said.level)


MATCHING: dict[str, Callable[[City, Namespace], Answer]] = {
    "matching": suggestions,
    "requests": requests,
    "carriers": carriers,
}
