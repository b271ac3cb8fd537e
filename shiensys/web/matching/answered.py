"""Answers on matching kept for the screen, by the data's version and the programme's number.

Nothing here may be written into: the same answer is handed to everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from shiensys.answers import matching
from shiensys.answers.answer import Answer, Level
from shiensys.answers.matching import Carriers, Need, Requests, Suggestions
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Request
from shiensys.text import language, say

T = TypeVar("T")
Key = tuple[object, ...]
_ENTRIES = 256


def suggestions(city: City, programme: Programme, need: Need) -> Suggestions:
    """Give the providers for a need, best first."""
    found: Suggestions = _kept(_key(city, programme, "s", need), lambda: matching.suggestions(city, programme, need))
    return found


def requests(city: City, programme: Programme) -> Requests:
    """Give the counts of requests: exact, for coordinators alone may open the page."""
    with st.spinner(say("web.wait")):
        needed = _kept((city.version, city.record.code, "n", language()), lambda: matching.needs(city))
        key = _key(city, programme, "r")
        found: Requests = _kept(key, lambda: matching.requests(city, programme, exact=True, needed=needed))
    return found


def open_requests(city: City, programme: Programme) -> Answer:
    """Give the requests that are open."""
    found: Answer = _kept(_key(city, programme, "o"), lambda: matching.open_requests(city, programme))
    return found


def followed(city: City, programme: Programme) -> Answer:
    """Give the matches with their states and days."""
    found: Answer = _kept(_key(city, programme, "f"), lambda: matching.followed(city, programme))
    return found


def unmet(city: City, programme: Programme) -> Answer:
    """Give the needs without any provider."""
    with st.spinner(say("web.wait")):
        found: Answer = _kept(_asked(city, programme, "u"), lambda: matching.unmet(city, programme, _gaps(city)))
    return found


def idle(city: City, programme: Programme) -> Answer:
    """Give the providers with free capacity and no need nearby."""
    with st.spinner(say("web.wait")):
        found: Answer = _kept(_asked(city, programme, "i"), lambda: matching.idle(city, programme, _gaps(city)))
    return found


def carriers(city: City, level: Level) -> Carriers:
    """Give those ready to help beside those in trouble."""
    with st.spinner(say("web.wait")):
        key = (city.version, city.record.code, "c", level, language())
        found: Carriers = _kept(key, lambda: matching.carriers(city, level))
    return found


def drawn(city: City, number: int, what: str, seen: Key, draw: Callable[[], T]) -> T:
    """Give a chart, a map's paint or its legend. ``what`` and ``seen`` name all that it depends on."""
    made: T = _kept((city.version, city.record.code, number, what, *seen, language()), draw)
    return made


def _gaps(city: City) -> matching.Gaps:
    """Give need beside places by kind and district: it takes longest, and no request changes it."""
    found: matching.Gaps = _kept((city.version, city.record.code, "g", language()), lambda: matching.gaps(city))
    return found


def _key(city: City, programme: Programme, *seen: object) -> Key:
    """Name all that an answer depends on."""
    return city.version, city.record.code, programme.number, *seen, language()


def _asked(city: City, programme: Programme, what: str) -> Key:
    """Name all that an answer depends on which matches don't change: it is kept while they go on."""
    asked = tuple((each.record.id, each.revision) for each in programme.kept_of(Request))
    return city.version, city.record.code, what, asked, language()


@st.cache_resource(max_entries=_ENTRIES, show_spinner=False)
def _kept(key: Key, _ask: Callable[[], Any]) -> Any:
    return _ask()
