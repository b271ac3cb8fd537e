"""The desk at which a coordinator edits: which entry is open, what was looked at, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from shiensys import recording
from shiensys.answers import registry
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.store.records import ChangedError
from shiensys.tables.programme.checks import RecordError
from shiensys.text import say
from shiensys.web import data
from shiensys.web.resources import choosing, fields, hours, points
from shiensys.web.visitor import visitor

_DESK, _CHANGED, _DONE, _FAILED = "resources-desk", "resources-changed", "resources-done", "resources-failed"


@dataclass(frozen=True)
class Desk:
    """An entry being edited. ``place``: its id, None for a new one. ``revision``: of the edit that was looked at.

    ``before``: its cells then. ``theirs``: its cells as somebody else left them meanwhile, None: nobody did;
    ``other``: who. ``wrong``: a sentence by field.
    """

    place: str | None
    revision: int | None
    before: Mapping[str, str]
    theirs: Mapping[str, str] | None = None
    other: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)


def now() -> Desk | None:
    """Give what is being edited; None: nothing."""
    desk: Desk | None = st.session_state.get(_DESK)
    return desk if visitor().may_load else None


def is_open() -> bool:
    """Tell whether something is being edited."""
    return now() is not None


def begin(city: City, place: str | None) -> None:
    """Open the form for an entry, or for a new one."""
    cells = _cells(city, place)
    kept = city.edits.kept.get(place) if place else None
    st.session_state[_DESK] = Desk(place, kept.revision if kept else None, cells)
    fields.fill(cells)
    hours.forget()


def close() -> None:
    """Leave the form; what was typed is thrown away."""
    st.session_state.pop(_DESK, None)
    fields.clear()
    hours.forget()


def save(city: City) -> None:
    """Store what stands in the form, if nobody else changed the entry meanwhile."""
    desk = now()
    if desk is None:
        return
    try:
        typed = fields.typed()
        edit = points.moved(city, registry.edited(city, desk.place, typed), before=desk.before, now=typed)
        recording.save(city, edit, who=visitor().name, revision=desk.revision)
    except RecordError as error:
        st.session_state[_DESK] = replace(desk, wrong={error.wrong: str(error)})
    except ChangedError as error:
        st.session_state[_DESK] = _both(city, desk, error)
    except ShiensysError as error:
        st.session_state[_FAILED] = str(error)
    else:
        done(say("resources.saved", name=typed["name"]))
        choosing.choose_place(edit.id)
        close()


def settle(city: City, cells: Mapping[str, str]) -> None:
    """Store what was chosen of two versions, over the one that somebody else left."""
    desk = now()
    if desk is not None:
        st.session_state[_DESK] = replace(desk, theirs=None, wrong={})
        fields.fill(cells)
        save(city)


def do(store: Callable[[str], object], words: str) -> None:
    """Do something in the visitor's name, and say so only once it is stored."""
    if not visitor().may_load:
        return
    try:
        store(visitor().name)
    except ShiensysError as error:  # somebody else was quicker, or the store can't be written
        st.session_state[_FAILED] = str(error)
        st.session_state[_CHANGED] = True  # what stands there by now is shown
    else:
        done(words)


def done(words: str) -> None:
    """Keep what is to be said, and that the registry is another now."""
    st.session_state[_DONE] = words
    st.session_state[_CHANGED] = True


def changed() -> bool:
    """Tell once that the registry is another now."""
    return bool(st.session_state.pop(_CHANGED, False))


def told() -> None:
    """Say what became of the last change."""
    if words := st.session_state.pop(_FAILED, None):
        st.error(words)
    if words := st.session_state.pop(_DONE, None):
        st.success(words)


def _cells(city: City, place: str | None) -> dict[str, str]:
    """Give the cells of an entry, and where it stands."""
    return registry.form(city, place) | points.of(city, place)


def _both(city: City, desk: Desk, error: ChangedError) -> Desk:
    """Take in what somebody else wrote: the form stays as it is, and both versions are shown."""
    theirs = error.theirs
    cells = _cells(data.current(city.record.code), desk.place)
    return replace(
        desk,
        revision=theirs.revision if theirs else None,
        theirs=cells,
        other=str(error),
        wrong={},
    )
