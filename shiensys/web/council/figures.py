"""A question's figures of this district, ready when its screen opens: sentences, map, table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress

import streamlit as st

from shiensys.answers import survey
from shiensys.answers.answer import Balance
from shiensys.answers.council.screens import Screen, prepared, screen
from shiensys.answers.survey.answer import Rates
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show import export, shares
from shiensys.show.classes import MapClass
from shiensys.show.view import View
from shiensys.tables.indicators import UnknownIndicatorError
from shiensys.tables.programme import Body, Council, Member, Post, Record, Step
from shiensys.text import language, say, speaking
from shiensys.web import answered, choose, evidence, map_view, markup

ORGANISERS = "organises_or_would"
_TOLD: tuple[type[Record], ...] = (
    Step,
    Member,
    Body,
    Post,
    Council,
)  # the records that screens speak of: a note changes none of them
_Drawn = tuple[str, Iterable[MapClass], dict[str, object]]


def show(city: City, found: Screen) -> None:
    """Show what is known here about a question, with its table and sources."""
    st.html(markup.listing(found.headline, "council-figures"))
    drawn = _drawn(city, found)
    if drawn is not None:
        st.html(markup.legend(drawn[0], drawn[1]))
        _map(city, found, drawn)
    if not found.table.empty:
        with st.expander(say("councilpage.table"), expanded=drawn is None):
            st.html(markup.cards(export.readable(found), found.title))
    evidence.sources(found)
    evidence.notes(found)


def on_wall(city: City, found: Screen) -> None:
    """Show the map of a question in big type, its legend beside it; style sheets give it what room is left."""
    drawn = _drawn(city, found)
    if drawn is None:
        st.html(markup.listing(found.headline[1:], "council-figures"))
        return
    st.html(markup.block("p", drawn[0], "legend-title"))
    with st.container(key="council-wall-map"):
        _map(city, found, drawn, on_wall=True)
        st.html(markup.legend("", drawn[1]))


def prepare(city: City) -> None:
    """Begin to work out what the screens need, so that the first of them needn't wait."""
    _balances(city.version, city.record.code, language(), city)


def screened(city: City, programme: Programme, of: Council, question: str) -> Screen | None:
    """Give a question's screen, kept until data or programme change; None while it is worked out.

    That is done beside the pages: whoever writes meanwhile is read by all.
    """
    state = tuple(_state(programme, kind) for kind in _TOLD)
    found = _screened(city.version, state, of.id, question, language(), city, programme, of)
    if question == "who" and not _rates(city.version, city.record.code, language(), city).done():
        return None
    return found.result() if found.done() else None


@st.fragment(run_every=1.0)
def wait(city: City, programme: Programme, of: Council, question: str) -> None:
    """Say that the figures are worked out, and show them as soon as they are there."""
    choose.speak()
    st.html(markup.block("p", say("web.wait"), "council-figures"))
    if screened(city, programme, of, question) is not None:
        st.rerun()


def _state(programme: Programme, kind: type[Record]) -> tuple[int, dt.datetime | None]:
    """Tell one state of the records of a kind from another: how many there are, and when one was last written."""
    kept = programme.kept_of(kind)
    return len(kept), max((each.at for each in kept), default=None)


def _drawn(city: City, found: Screen) -> _Drawn | None:
    """Give what the map of a question shows; None without boundaries, or where nobody asked."""
    if answered.ground(city, "district") is None:
        return None
    return _organisers(city) if found.metric == "organisers" else _balance(city, found)


def _map(city: City, found: Screen, drawn: _Drawn, *, on_wall: bool = False) -> None:
    """Draw the map of a question, this district marked."""
    ground = answered.ground(city, "district")
    assert ground is not None, "only what has a ground is drawn"
    pins = answered.markers(city, found.kind, "kind") if found.metric == "places" else []
    chosen = found.units[0] if len(found.units) == 1 else None
    with st.container(key="ground-of-meeting"):
        map_view.still(ground, drawn[2], pins, key=f"map-{found.question}", chosen=chosen, on_wall=on_wall)


def _balance(city: City, found: Screen) -> _Drawn:
    """Give title, legend and paint of need, places or gap."""
    view = View("gap" if found.metric == "organisers" else found.metric)
    noun = say("web.legend.gap") if view.metric == "gap" else found.balance.nouns[view.metric]
    title = say("councilpage.legend", kind=found.kind.name, noun=noun)
    return title, answered.legend(city, found.balance, view), answered.paint(city, found.balance, view)


def _organisers(city: City) -> _Drawn | None:
    """Give title, legend and paint of those ready to organise; None where no survey asked."""
    rates = _rates(city.version, city.record.code, language(), city).result()
    if rates is None or rates.survey is None:
        return None
    return rates.indicator.name, shares.legend(rates, "share"), shares.paint(rates, "share")


@st.cache_resource(max_entries=256, show_spinner=False)
def _screened(
    version: str, state: object, council_id: str, question: str, tongue: str,
    _city: City, _programme: Programme, _of: Council,
) -> Future[Screen]:  # fmt: skip
    balances = _balances(version, _city.record.code, tongue, _city)

    def work() -> Screen:
        with speaking(tongue):  # a thread of its own
            return screen(_city, _programme, _of, question, balances=balances.result())

    return pool().submit(work)


@st.cache_resource(max_entries=16, show_spinner=False)
def _balances(version: str, code: str, tongue: str, _city: City) -> Future[Mapping[str, Balance]]:
    def work() -> Mapping[str, Balance]:
        with speaking(tongue):
            return prepared(_city)

    return pool().submit(work)


@st.cache_resource(max_entries=16, show_spinner=False)
def _rates(version: str, code: str, tongue: str, _city: City) -> Future[Rates | None]:
    def work() -> Rates | None:
        with speaking(tongue), suppress(UnknownIndicatorError):
            return survey.rates(_city, ORGANISERS, "district")
        return None

    return pool().submit(work)


@st.cache_resource(show_spinner=False)
def pool() -> Executor:
    """Give the one thread that works beside the pages: in order, so that a screen finds its figures ready."""
    return ThreadPoolExecutor(1, thread_name_prefix="council-figures")
