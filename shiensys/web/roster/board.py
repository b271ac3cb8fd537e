"""The map of the roster, and the point of an entry set on it by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from shiensys import placing
from shiensys.answers.roster import Roster
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.intake.cage import door
from shiensys.show import labels, roster
from shiensys.show.maps import Ground
from shiensys.text import say
from shiensys.web import answered, choose, map_view, markup
from shiensys.web.visitor import visitor

MAP, ENTRY = "roster-map", "entry"
_POINT, _DONE, _FAILED = "roster-point", "roster-done", "roster-failed"
_CHANGED = "roster-changed"


@st.fragment
def board(city: City, found: Roster) -> None:
    """Show the map beside what is being placed; a click on the map runs this part alone."""
    choose.speak()
    door.prepare()  # a point that is saved goes the way of a file
    if st.session_state.pop(_CHANGED, False):
        st.rerun()  # the whole page: its figures are others now
    ground = answered.ground(city, "district") or answered.frame(city, found)
    left, right = st.columns([3, 2], gap="medium") if ground else (st.container(), st.container())
    with right:
        _told()
        chosen = _entry(found)
        if chosen is not None:
            _setting(city, found, chosen)
    with left:
        if ground is None:
            st.info(say("roster.map.nothing"))
        else:
            _map(ground, found, chosen)


def _map(ground: Ground, found: Roster, chosen: str | None) -> None:
    """Draw the map; the same ground keeps it in place."""
    pins = roster.pins(found, chosen, _point())
    with st.container(key="ground"):
        map_view.place(ground, pins, key=MAP, on_click=_clicked)


def _clicked(longitude: float, latitude: float) -> None:
    """Keep where the reader clicked."""
    st.session_state[_POINT] = (longitude, latitude)


def _point() -> roster.Point | None:
    """Give the point that is being set."""
    point: roster.Point | None = st.session_state.get(_POINT)
    return point


def _forget() -> None:
    """Begin anew with another entry."""
    st.session_state.pop(_POINT, None)


def _entry(found: Roster) -> str | None:
    """Let the reader choose an entry; those without a place come first."""
    rows = sorted(labels.rows(found.table), key=lambda row: row["point_from"] != "none")
    names = {str(row["resource_id"]): _named(row) for row in rows}
    chosen: str | None = st.selectbox(
        say("roster.choose"),
        list(names),
        format_func=lambda key: names[key],
        index=None,
        placeholder=say("roster.choose_none"),
        key=ENTRY,
        on_change=_forget,
    )
    return chosen


def _named(row: labels.Row) -> str:
    """Name an entry in the list, and mark it where it has no place."""
    return say("roster.without_place", name=row["name"]) if row["point_from"] == "none" else str(row["name"])


def _setting(city: City, found: Roster, chosen: str) -> None:
    """Say what is known of the entry, and let its point be saved."""
    row = next(row for row in labels.rows(found.table) if row["resource_id"] == chosen)
    facts = [(say(f"roster.column.{key}"), row[key]) for key in ("venue", "address", "maybe", "point_text")]
    written = [(name, text) for name, text in facts if isinstance(text, str) and text]
    st.html(
        '<section class="panel" aria-live="polite">'
        + markup.block("h2", str(row["name"]))
        + markup.pairs(written, "facts-of-unit")
        + "</section>"
    )
    point = _point()
    st.html(markup.block("p", say("roster.set.ready" if point else "roster.set.click"), "hint"))
    with choose.row("roster-set"):
        st.button(
            say("roster.set.save"),
            type="primary",
            disabled=point is None,
            on_click=_save,
            args=(city, chosen, str(row["name"])),
            key="roster-save",
        )
        if row["point_from"] == "hand":
            st.button(
                say("roster.set.take_back"),
                on_click=_take_back,
                args=(city, chosen, str(row["name"])),
                key="roster-back",
            )


def _save(city: City, chosen: str, name: str) -> None:
    """Save the point, and say so once it is stored."""
    point = _point()
    if point is None:
        return
    longitude, latitude = point
    save = partial(placing.put, city, chosen, longitude=longitude, latitude=latitude)
    if _done(save, say("roster.set.saved", name=name)):
        _forget()


def _take_back(city: City, chosen: str, name: str) -> None:
    """Take a point back, and say so once that is stored."""
    _done(partial(placing.take_back, city, chosen), say("roster.set.taken_back", name=name))


def _done(save: Callable[..., object], words: str) -> bool:
    """Do it in the visitor's name, and keep what is to be said of it: it worked only if it is stored."""
    if not visitor().may_load:
        return False
    st.session_state[_CHANGED] = True
    try:
        save(who=visitor().name)
    except ShiensysError as error:  # somebody else was quicker, the point is far off, the store can't be written
        st.session_state[_FAILED] = str(error)
        return False
    st.session_state[_DONE] = words
    st.session_state[ENTRY] = None  # on to the next one
    return True


def _told() -> None:
    """Say what became of the last point."""
    if failed := st.session_state.pop(_FAILED, None):
        st.error(failed)
    if done := st.session_state.pop(_DONE, None):
        st.success(done)
