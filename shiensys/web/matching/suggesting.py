"""Providers that could meet a need, best first, with what speaks for and against each; and what became of proposals."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from shiensys import answers
from shiensys.answers.matching import Need, Suggestions
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show import labels
from shiensys.show.maps import Ground
from shiensys.show.matching import maps
from shiensys.tables.programme import Match
from shiensys.text import say
from shiensys.web import answered, choose, evidence, map_view, markup
from shiensys.web.matching import answered as told
from shiensys.web.matching import cards, choosing, following, keeping, words

FIRST, MORE = 5, 10  # providers shown at first, and all that are ever shown; each has its number on the map


def show(city: City, programme: Programme, row: DeltaGenerator) -> None:
    """Show who could meet the need that is chosen in ``row``."""
    with row:
        need = choosing.need(city, programme)
    ground = answered.ground(city, "district")
    if need is None:
        st.html(f'<div class="answer">{markup.block("h1", say("matchpage.ask_first"))}</div>')
    else:
        found = told.suggestions(city, programme, need)
        evidence.headline(found)
    keeping.told(city, "suggest")
    with st.container(key="beside"):
        left, right = st.columns([1, 1], gap="medium") if ground else (st.container(), st.container())
        with right:
            shown = _listed(city, programme, need, found) if need is not None else 0
            if need is None:
                st.html(markup.block("p", say("matchpage.ask_first.how"), "said"))
        with left:
            _map(city, ground, need, found if need is not None else None, shown)
    following.show(city, programme)
    if need is not None:
        evidence.sources(found)
        evidence.notes(found)
        evidence.table(found, version=f"{city.version}-{programme.number}")


def _listed(city: City, programme: Programme, need: Need, found: Suggestions) -> int:
    """Write a card for each provider, those that could meet the need; gives how many are shown."""
    evidence.rest(found)
    _asked(city, programme)
    rows = labels.rows(found.table)
    able = [row for row in rows if row["possible"]]
    if not able:
        st.html(markup.block("p", say("matchpage.nobody"), "said"))
    everything = len(able) > FIRST and st.toggle(say("matchpage.more_providers", n=min(len(able), MORE)), key="more-of")
    shown = able[: MORE if everything else FIRST]
    for rank, row in enumerate(shown, start=1):
        cards.provider(rank, row)
        st.button(
            say("matchpage.propose"),
            key=f"propose-{row['resource_id']}",
            on_click=_propose,
            args=(city, programme, need, str(row["resource_id"])),
        )
    cards.unable([row for row in rows if not row["possible"]])
    return len(shown)


def _asked(city: City, programme: Programme) -> None:
    """Name the request that is being met, with its note."""
    asked = choosing.wanted(programme)
    if asked is not None:
        st.html(f'<section class="panel">{words.pairs(city, asked)}</section>')


def _propose(city: City, programme: Programme, need: Need, resource_id: str) -> None:
    """Record that this provider is asked to meet the need."""
    choose.speak()
    asked = choosing.wanted(programme)
    match = Match(
        request_id=asked.id if asked is not None and asked.district == need.district else None,
        district=need.district,
        kind=need.kind,
        resource_id=resource_id,
        persons=need.persons,
        began=city.today,
    )
    done = say("matchpage.proposed", provider=words.provider(city, resource_id))
    if keeping.keep(city, "suggest", ((match, None),), done=done):
        st.session_state[following.CHOSEN] = match.id


def _map(city: City, ground: Ground | None, need: Need | None, found: Suggestions | None, shown: int) -> None:
    """Draw the district of the need and the providers, each with the number of its card."""
    if ground is None:
        st.info(say("web.no_boundaries"))
        return
    district = None if need is None else need.district
    pins = [] if found is None else maps.pins(found, answers.placed(city), shown)
    with st.container(key="ground"):
        map_view.show(ground, maps.of_need(words.districts(city), district), pins, chosen=district)
