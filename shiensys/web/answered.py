"""Answers kept for the screen. The key is the data's version: what changes is asked again, what doesn't is not.

Nothing here may be written into: the same answer is handed to everybody.
"""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from shiensys import answers
from shiensys.answers.answer import Answer, Balance, Level, Overview
from shiensys.answers.roster import Roster
from shiensys.city import City
from shiensys.show import charts, classes, maps
from shiensys.show import roster as show_roster
from shiensys.show.view import View
from shiensys.tables.categories import Category
from shiensys.text import language, say
from shiensys.web.kept import kept


def balance(city: City, kind: str, level: Level) -> Balance:
    """Give need beside places."""
    return kept(("balance", *_state(city), kind, level), lambda: answers.balance(city, kind, level))


def overview(city: City) -> Overview:
    """Give what can be said of the city as a whole."""
    with st.spinner(say("web.wait")):
        return kept(("overview", *_state(city)), lambda: answers.overview(city))


def pins(city: City, kind: str) -> Answer:
    """Give the places."""
    return kept(("pins", *_state(city), kind), lambda: answers.pins(city, kind))


def roster(city: City, *, internal: bool) -> Roster:
    """Give the roster looked over; contacts that aren't public only for those who may see them."""
    with st.spinner(say("web.wait")):
        return _roster(city.version, city.record.code, internal, language(), city)


def frame(city: City, found: Roster) -> maps.Ground | None:
    """Give the frame of a map without boundaries. A point set by hand doesn't move it."""
    loaded = tuple(version.id for version in city.loaded if version.kind != "hand-points")
    return kept(("frame", city.record.code, loaded), lambda: show_roster.ground(found))


def markers(city: City, kind: Category, which: maps.Places) -> list[dict[str, object]]:
    """Give the pins of the places that a reader wants on the map."""
    return kept(
        ("markers", *_state(city), kind.kind, which),
        lambda: maps.pins(maps.wanted(pins(city, kind.kind), which), kind.symbol),
    )


def ground(city: City, level: Level) -> maps.Ground | None:
    """Give the map's ground; None where the city has no boundaries."""

    def laid() -> maps.Ground | None:
        boundaries = answers.boundaries(city, level)
        return None if boundaries is None else maps.ground(boundaries)

    return kept(("ground", city.version, city.record.code, level), laid)


def paint(city: City, answer: Balance, view: View) -> dict[str, object]:
    """Give the map's paint."""
    return kept(("paint", *_shown(city, answer, view)), lambda: maps.paint(answer, view))


def legend(city: City, answer: Balance, view: View) -> tuple[classes.MapClass, ...]:
    """Give the classes of the map."""
    return kept(("legend", *_shown(city, answer, view)), lambda: classes.entries(classes.classes(answer, view)))


def chart(city: City, answer: Balance, view: View, chosen: str | None) -> go.Figure:
    """Give the chart by unit."""
    return kept(("chart", *_shown(city, answer, view), chosen), lambda: charts.districts(answer, view, chosen=chosen))


def _state(city: City) -> tuple[str, str, str]:
    """Name the state of a city's data and the language of what is said of them."""
    return city.version, city.record.code, language()


def _shown(city: City, answer: Balance, view: View) -> tuple[str, str, str, str, Level, View]:
    """Name what one view of an answer rests on."""
    return *_state(city), answer.category.kind, answer.level, view


@st.cache_resource(max_entries=16, show_spinner=False)  # few: each holds a city's whole roster
def _roster(version: str, code: str, internal: bool, tongue: str, _city: City) -> Roster:
    return answers.roster(_city, internal=internal)
