"""Records kept by coordinators: added, changed, removed; the second of two people is shown both versions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from shiensys import recording
from shiensys.answers import recorded
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.programme import Programme
from shiensys.store import records
from shiensys.store.records import ChangedError
from shiensys.tables.programme import NAMES, Kept, Record
from shiensys.text import say
from shiensys.web import choose
from shiensys.web.apart import Both, settle
from shiensys.web.people import form, past
from shiensys.web.visitor import visitor

NEW = "+"
_DONE, _CLASH = "people-done", "people-clash"


def keep(city: City, programme: Programme, kind: type[Record]) -> None:
    """Let coordinators keep the records of one kind; nobody else sees that they can be kept."""
    if not visitor().may_load:
        return
    name = NAMES[kind]
    _told(name)
    with st.expander(say("peoplepage.keep", what=say(f"programme.kind.{name}")), key=f"keep-{name}"):
        kept = {each.record.id: each for each in programme.kept_of(kind)}
        names = {each: recorded.called(city, programme, kept[each].record) for each in kept}
        words = {NEW: say("peoplepage.new"), **names}
        chosen = st.selectbox(say("peoplepage.which"), list(words), format_func=words.__getitem__, key=f"which-{name}")
        _form(city, programme, kind, kept.get(chosen or NEW))
        if chosen in (None, NEW):
            past.gone(city, programme, kind, partial(_do, name))


def _form(city: City, programme: Programme, kind: type[Record], kept: Kept[Any] | None) -> None:
    """Draw the form of one record, and store what it holds."""
    name = NAMES[kind]
    number = st.session_state.get(f"blank-{name}", 0)
    key = f"{name}-{kept.record.id}-{kept.revision}" if kept else f"{name}-new-{number}"
    record = None if kept is None else kept.record
    with st.form(f"form-{key}", enter_to_submit=False):
        typed = form.filled(city, programme, kind, record, key)
        if st.form_submit_button(say("peoplepage.save"), type="primary"):
            _save(city, kind, typed, kept)
    if kept is None:
        return
    _clash(city, kept)
    with choose.row(f"removing-{name}"):
        wholly = st.checkbox(say("peoplepage.erase"), key=f"erase-{key}")
        if st.button(say("peoplepage.remove"), key=f"remove-{key}"):
            _remove(city, kind, kept, wholly=wholly)
    past.changes(city, programme, kept, partial(_do, name))


def _save(city: City, kind: type[Record], typed: dict[str, Any], kept: Kept[Any] | None) -> None:
    """Store what was typed; where that can't be, say why and leave it standing."""
    name = NAMES[kind]
    try:
        record = form.read(kind, typed, None if kept is None else kept.record)
        recording.save(city, record, who=visitor().name, revision=None if kept is None else kept.revision)
    except ChangedError as error:
        st.session_state[_CLASH] = Both(record, error.theirs, str(error))
        return
    except ShiensysError as error:
        st.error(str(error))
        return
    st.session_state[f"blank-{name}"] = st.session_state.get(f"blank-{name}", 0) + 1
    _say_and_begin_anew(name, say("peoplepage.saved"))


def _clash(city: City, kept: Kept[Any]) -> None:
    """Show both versions where somebody else was quicker, and let one be kept."""
    both: Both | None = st.session_state.get(_CLASH)
    if both is not None and both.mine.id == kept.record.id:
        settle(both, key="people", mine=partial(_keep_mine, city, both), theirs=_keep_theirs)


def _keep_mine(city: City, both: Both) -> None:
    """Store what the reader typed over the other version, which he has seen; what was taken off comes back."""
    choose.speak()
    try:
        revision = None if both.theirs is None else both.theirs.revision
        recording.save(city, both.mine, who=visitor().name, revision=revision)
    except ChangedError as error:
        st.session_state[_CLASH] = Both(both.mine, error.theirs, str(error))
        return
    except ShiensysError as error:
        st.error(str(error))
        return
    st.session_state.pop(_CLASH)
    st.session_state[_DONE] = (NAMES[type(both.mine)], say("peoplepage.saved"))


def _keep_theirs() -> None:
    """Leave the other version as it is."""
    st.session_state.pop(_CLASH)


def _remove(city: City, kind: type[Record], kept: Kept[Any], *, wholly: bool) -> None:
    """Take a record off; its changes stay in the records, unless all that was ever written in it is to go too."""
    code, who, each = city.record.code, visitor().name, kept.record.id
    if wholly:
        _do(NAMES[kind], lambda: records.erase(code, kind, each, who=who), say("peoplepage.erased"))
    else:
        remove = partial(records.remove, code, kind, each, revision=kept.revision, who=who)
        _do(NAMES[kind], remove, say("peoplepage.removed"))


def _do(name: str, step: Callable[[], object], sentence: str) -> None:
    """Do something to the store, and say the sentence; or say why it can't be done."""
    try:
        step()
    except ShiensysError as error:
        st.error(str(error))
        return
    _say_and_begin_anew(name, sentence)


def _say_and_begin_anew(name: str, sentence: str) -> None:
    """Draw the page again with what is stored now."""
    st.session_state[_DONE] = (name, sentence)
    st.rerun()


def _told(name: str) -> None:
    """Say what became of the last change."""
    if st.session_state.get(_DONE, ("", ""))[0] == name:
        st.success(st.session_state.pop(_DONE)[1])
