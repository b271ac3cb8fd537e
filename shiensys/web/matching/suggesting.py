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

WHERE = "suggest"
FIRST, MORE = 5, 10  # providers shown at first, and all that are ever shown; each has its number on the map


def show(city: City, programme: Programme, row: DeltaGenerator) -> None:
    """Show who could meet the need that is chosen in ``row``, and what became of proposals."""
    with row:
        need = choosing.need(city, programme)
    found = None if need is None else told.suggestions(city, programme, need)
    _headed(found)
    keeping.told(city, WHERE)
    ground = answered.ground(city, "district")
    # the same places whether a need is chosen or not: a map that is moved in the page is loaded anew
    with st.container(key="beside"):
        left, right = _columns(ground)
        with right:
            shown = 0 if found is None else _listed(city, programme, found)
        with left:
            pins = [] if found is None else maps.pins(found, answers.placed(city), shown)
            _map(city, ground, None if need is None else need.district, pins)
    if found is not None:
        evidence.sources(found)
        evidence.notes(found)
        evidence.table(found, version=f"{city.version}-{programme.number}")
    following.show(city, programme)


def _headed(found: Suggestions | None) -> None:
    """Write the answer first; where no need is chosen, what to choose."""
    if found is None:
        st.html(f'<div class="answer">{markup.block("h1", say("matchpage.ask_first"))}</div>')
        st.html(markup.block("p", say("matchpage.ask_first.how"), "status"))
    else:
        evidence.headline(found)
        st.html(markup.block("p", found.title, "status"))


def _columns(ground: Ground | None) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Give a place for the map and one beside it; below each other without boundaries."""
    if ground is None:
        return st.container(), st.container()
    left, right = st.columns([1, 1], gap="medium")
    return left, right


def _listed(city: City, programme: Programme, found: Suggestions) -> int:
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
        with st.container(border=True, gap="xsmall"):
            cards.provider(rank, row)
            _offer(city, programme, found.need, str(row["resource_id"]))
    cards.unable([row for row in rows if not row["possible"]])
    return len(shown)


def _offer(city: City, programme: Programme, need: Need, resource_id: str) -> None:
    """Offer to propose; where it was proposed already and goes on, say so instead."""
    asked = choosing.wanted(programme)
    same = (resource_id, need.district, need.kind, None if asked is None else asked.id)
    going = [each for each in programme.of(Match) if each.state != "ended"]
    if any((each.resource_id, each.district, each.kind, each.request_id) == same for each in going):
        st.html(markup.block("p", say("matchpage.propose.going"), "hint"))
        return
    args = (city, programme, need, resource_id)
    st.button(say("matchpage.propose"), key=f"propose-{resource_id}", on_click=_propose, args=args)


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
    if keeping.keep(city, WHERE, ((match, None),), done=done):
        st.session_state[following.CHOSEN] = match.id


def _map(city: City, ground: Ground | None, district: str | None, pins: list[dict[str, object]]) -> None:
    """Draw the district of the need and the providers, each with the number of its card; near to them, or all."""
    if ground is None:
        st.info(say("web.no_boundaries"))
        return
    frame = st.container(key="ground")
    shown = ground
    if district is not None and not st.toggle(say("matchpage.whole_city"), key="whole", bind="query-params"):
        seen = (district, str([pin["at"] for pin in pins]))
        shown = told.drawn(city, 0, "around", seen, lambda: maps.around(ground, district, pins))
    with frame:
        map_view.show(shown, maps.of_need(words.districts(city), district), pins, chosen=district)
