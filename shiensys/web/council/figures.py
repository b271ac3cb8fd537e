"""A question's figures of this district, ready when its screen opens: sentences, map, table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import streamlit as st

from shiensys.answers.answer import Balance
from shiensys.answers.council.screens import Screen, prepared, screen
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show import export, shares
from shiensys.show.classes import MapClass
from shiensys.show.view import View
from shiensys.tables.programme import Body, Council, Member, Post, Record, Step
from shiensys.text import language, say
from shiensys.web import answered, evidence, map_view, markup
from shiensys.web.council.live import Look
from shiensys.web.survey import answered as of_survey

ORGANISERS = "organises_or_would"
_TOLD: tuple[type[Record], ...] = (
    Step,
    Member,
    Body,
    Post,
    Council,
)  # the records that screens speak of: a note changes none of them
_Drawn = tuple[str, Iterable[MapClass], dict[str, object]]


def show(city: City, programme: Programme, of: Council, question: str, look: Look) -> None:
    """Show what is known here about a question."""
    found = screened(city, programme, of, question)
    told = found.headline[:2] if look == "projector" else found.headline
    st.html(markup.listing(told, "council-figures"))
    _map(city, found, look)
    if look == "desk":
        if not found.table.empty:
            st.html(markup.cards(export.readable(found), found.title))
        evidence.sources(found)
        evidence.notes(found)


def screened(city: City, programme: Programme, of: Council, question: str) -> Screen:
    """Give a question's screen, kept until data or programme change."""
    state = tuple(_state(programme, kind) for kind in _TOLD)
    with st.spinner(say("web.wait")):
        return _screened(city.version, state, of.id, question, language(), city, programme, of)


def _state(programme: Programme, kind: type[Record]) -> tuple[int, dt.datetime | None]:
    """Tell one state of the records of a kind from another: how many there are, and when one was last written."""
    kept = programme.kept_of(kind)
    return len(kept), max((each.at for each in kept), default=None)


def _map(city: City, found: Screen, look: Look) -> None:
    """Draw the map of the question, this district marked; the legend stands above it."""
    ground = answered.ground(city, "district")
    if ground is None:
        return
    drawn = _organisers(city) if found.metric == "organisers" else _balance(city, found)
    if drawn is None:
        return
    title, legend, paint = drawn
    st.html(markup.legend(title, legend))
    pins = answered.markers(city, found.kind, "kind") if found.metric == "places" else []
    chosen = found.units[0] if len(found.units) == 1 else None
    with st.container(key="ground-of-meeting"):
        map_view.still(ground, paint, pins, key=f"map-{found.question}-{look}", chosen=chosen)


def _balance(city: City, found: Screen) -> _Drawn:
    """Give title, legend and paint of need, places or gap."""
    view = View("gap" if found.metric == "organisers" else found.metric)
    noun = say("web.legend.gap") if view.metric == "gap" else found.balance.nouns[view.metric]
    title = say("councilpage.legend", kind=found.kind.name, noun=noun)
    return title, answered.legend(city, found.balance, view), answered.paint(city, found.balance, view)


def _organisers(city: City) -> _Drawn | None:
    """Give title, legend and paint of those ready to organise; None where no survey asked."""
    if not any(each.key == ORGANISERS for group in of_survey.groups(city).values() for each in group):
        return None
    rates = of_survey.rates(city, ORGANISERS, "district", "judged")
    if rates.survey is None:
        return None
    return rates.indicator.name, shares.legend(rates, "share"), shares.paint(rates, "share")


@st.cache_resource(max_entries=256, show_spinner=False)
def _screened(
    version: str, state: object, council_id: str, question: str, tongue: str,
    _city: City, _programme: Programme, _of: Council,
) -> Screen:  # fmt: skip
    def one(kind: str) -> Balance:
        return answered.balance(_city, kind, "district")

    return screen(_city, _programme, _of, question, balances=prepared(_city, one))
