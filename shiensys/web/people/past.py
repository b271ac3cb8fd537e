"""What became of a record: who changed what and when, the way back, and what was taken off."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from shiensys import recording
from shiensys.answers import recorded
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.store import record_trail
from shiensys.tables.programme import NAMES, Kept, Record
from shiensys.text import say
from shiensys.web import markup
from shiensys.web.visitor import visitor

MOST = 50  # changes of one record, and records taken off, that are listed
Do = Callable[[Callable[[], object], str], None]  # does something to the store, and says a sentence afterwards


def changes(city: City, programme: Programme, kept: Kept[Record], do: Do) -> None:
    """Tell who changed a record, how and when, newest first; and offer to take the last change back."""
    kind, record_id = type(kept.record), kept.record.id
    steps = record_trail.steps(city.record.code, kind, record_id, most=MOST)
    st.html(markup.block("p", say("peoplepage.past", n=len(steps)), "hint"))
    st.html(markup.listing(recorded.lines(city, programme, steps), "facts-of-change"))
    if len(steps) < 2:  # what was only added is taken off by its own button
        return
    if st.button(say("peoplepage.undo"), key=f"undo-{NAMES[kind]}-{record_id}-{kept.revision}"):
        who = visitor().name
        do(
            lambda: recording.undo(city, kind, record_id, revision=kept.revision, who=who),
            say("peoplepage.undone"),
        )


def gone(city: City, programme: Programme, kind: type[Record], do: Do) -> None:
    """List what was taken off and can come back."""
    found = record_trail.removed(city.record.code, kind, most=MOST)
    if not found:
        return
    st.html(markup.block("p", say("peoplepage.gone", n=len(found)), "hint"))
    for record in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"gone-{NAMES[kind]}-{record.id}"):
            st.html(markup.block("p", recorded.called(city, programme, record)))
            if st.button(say("peoplepage.bring_back"), key=f"back-{NAMES[kind]}-{record.id}"):
                _bring_back(city, record, do)


def _bring_back(city: City, record: Record, do: Do) -> None:
    """Store what was taken off as it was."""
    who = visitor().name
    do(lambda: recording.save(city, record, who=who), say("peoplepage.back"))
