"""Search, list, map and one place's sheet: each moves the others, and only this part of the page runs again."""

from __future__ import annotations

import streamlit as st

from shiensys.answers.registry import Found, Wanted
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show.maps import Ground
from shiensys.show.registry import hits
from shiensys.text import say
from shiensys.web import choose, evidence, map_view, markup
from shiensys.web.resources import answered, choosing, desk, fields, form, listing, sheet, taking
from shiensys.web.visitor import visitor

MAP = "resources-map"


@st.fragment
def board(city: City, programme: Programme) -> None:
    """Show the search and what it finds; a click runs this part alone."""
    choose.speak()
    if desk.changed():
        st.rerun()  # the whole page: the registry is another now
    wanted = choosing.wanted(city)
    found = answered.found(city, wanted, internal=visitor().may_load)
    place = choosing.chosen()
    evidence.headline(found)
    evidence.rest(found)
    desk.told()
    ground = answered.ground(city)
    left, right = st.columns([1, 1], gap="medium") if ground else (st.container(), st.container())
    with right:
        _beside(city, programme, wanted, found, place)
    with left:
        if ground is None:
            st.info(say("resources.map.nothing"))
        else:
            _map(city, ground, wanted, found, place)


def _beside(city: City, programme: Programme, wanted: Wanted, found: Found, place: str | None) -> None:
    """Show the form that is open, the sheet of the chosen place, or the list."""
    if desk.is_open():
        form.show(city, programme)
    elif place:
        sheet.show(city, programme, found, place)
    else:
        listing.show(city, found)
        taking.files(city, wanted)


def _map(city: City, ground: Ground, wanted: Wanted, found: Found, place: str | None) -> None:
    """Draw what was found, the chosen place large; the same ground keeps the map where it is."""
    with st.container(key="ground"):
        map_view.choose_place(
            ground,
            answered.dots(city, wanted, found),
            chosen=place,
            counts=hits.counts(found.by_district),
            key=MAP,
            on_place=choosing.choose_place,
            on_unit=choosing.only_in,
            on_point=fields.put_point if desk.is_open() else None,
            point=fields.point() if desk.is_open() else None,
        )
    said = _said(found)
    if said:
        st.html(markup.listing(said, "notes"))
    evidence.sources(found)


def _said(found: Found) -> list[str]:
    """Say what must be known of what was found, and what the map doesn't show."""
    lines = list(found.notes)
    if hits.counts(found.by_district):
        lines.append(say("resources.map.counts"))
    nowhere = found.n - found.placed
    if nowhere:
        lines.append(say("resources.map.nowhere", n=nowhere))
    return lines
