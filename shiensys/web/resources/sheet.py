"""One place's sheet: all that is known of it, and what a coordinator may do with it."""

from __future__ import annotations

import streamlit as st

from shiensys.answers.registry import Found, Sheet
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.programme import Programme
from shiensys.text import say
from shiensys.web import markup
from shiensys.web.resources import answered, choosing, desk, sure
from shiensys.web.visitor import visitor


def show(city: City, programme: Programme, found: Found, place: str) -> None:
    """Show the sheet of a place, and the way back to the list."""
    _way(found, place)
    try:
        sheet = answered.sheet(city, programme, place, internal=visitor().may_load)
    except (ShiensysError, LookupError):  # a link to what is no longer there
        st.info(say("resources.sheet.gone"))
        return
    if visitor().may_load:
        _do(city, programme, sheet, place)
    st.html(
        '<section class="panel" aria-live="polite">'
        + markup.block("h2", sheet.title)
        + (markup.block("p", say("resources.sheet.stale"), "verdict short") if sheet.stale else "")
        + markup.pairs(sheet.facts, "facts-of-unit")
        + "</section>"
    )
    if sheet.conflicts:
        st.warning(markup.plain(say("web.sentence_joint").join(sheet.conflicts)))
        if visitor().may_load:
            sure.as_listed(city, place, sheet.title)
    _changes(sheet)
    notes = [note for note in sheet.notes if note not in found.notes]
    if notes:
        st.html(markup.listing(notes, "notes"))


def _way(found: Found, place: str) -> None:
    """Lead back to the list, and to the next place in it."""
    order = [str(each) for each in found.table["resource_id"]]
    at = order.index(place) if place in order else None
    ways = {"before": at - 1 if at else None, "after": at + 1 if at is not None and at + 1 < len(order) else None}
    with st.container(horizontal=True, key="resources-way"):
        st.button(say("resources.sheet.back"), on_click=choosing.choose_place, args=(None,), key="resources-back")
        for name, to in ways.items():
            st.button(
                say(f"resources.sheet.{name}"),
                on_click=choosing.choose_place,
                args=(order[to] if to is not None else place,),
                disabled=to is None,
                key=f"resources-{name}",
            )


def _do(city: City, programme: Programme, sheet: Sheet, place: str) -> None:
    """Offer what a coordinator may do."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="resources-act"):
        st.button(say("resources.sheet.edit"), on_click=desk.begin, args=(city, place), key="resources-edit")
        sure.confirm(city, place, answered.choices(city, programme).assurers)
        sure.undo(city, place, sheet.title)


def _changes(sheet: Sheet) -> None:
    """Tell what was changed here, the newest first."""
    if sheet.changes:
        with st.expander(say("resources.sheet.changes", n=len(sheet.changes))):
            st.html(markup.listing(sheet.changes, "facts-of-change"))
