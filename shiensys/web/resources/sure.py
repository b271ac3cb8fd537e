"""What is done to an entry with one click: confirmed as it stands, put as a newer list has it, put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from shiensys import recording
from shiensys.answers import registry
from shiensys.city import City
from shiensys.store import records
from shiensys.tables.programme import Change, Edit
from shiensys.text import say
from shiensys.web.resources import desk

ROLES = ("first", "second", "welfare", "council", "city")  # who confirms: a role, never a name
ROLE = "resources-role"


def confirm(city: City, place: str, assurers: Sequence[str]) -> None:
    """Let it be said that an entry was confirmed today, and by whom; ``assurers``: who did so before."""
    roles = [*dict.fromkeys([*(say(f"resources.role.{role}") for role in ROLES), *assurers])]
    role = st.selectbox(
        say("resources.role"), roles, index=1, key=ROLE, accept_new_options=True, persist_state="session", width=250,
    )  # fmt: skip
    st.button(
        say("resources.sheet.confirm"), type="primary", on_click=_confirm, args=(city, place, role),
        key="resources-confirm",
    )  # fmt: skip


def undo(city: City, place: str, name: str) -> None:
    """Offer to take the last change of an entry back, where somebody changed it in the page."""
    kept = city.edits.kept.get(place)
    if kept is not None:
        st.button(
            say("resources.sheet.undo"), on_click=_undo, args=(city, place, kept.revision, name), key="resources-undo"
        )


def as_listed(city: City, place: str, name: str) -> None:
    """Offer to take the newer list's word for all that differs from what the page says."""
    st.button(
        say("resources.sheet.as_listed"), on_click=_as_listed, args=(city, place, name), key="resources-as-listed"
    )


def _as_listed(city: City, place: str, name: str) -> None:
    """Store that the list is right."""
    kept = city.edits.kept.get(place)

    def store(who: str) -> None:
        recording.save(city, registry.as_listed(city, place), who=who, revision=kept.revision if kept else None)

    desk.do(store, say("resources.sheet.as_listed_done", name=name))


def _confirm(city: City, place: str, role: str | None) -> None:
    """Store that it was confirmed."""
    kept = city.edits.kept.get(place)

    def store(who: str) -> None:
        edit = registry.confirmed(city, place, role or say("resources.role.second"))
        recording.save(city, edit, who=who, revision=kept.revision if kept else None)

    desk.do(store, say("resources.sheet.confirmed"))


def _undo(city: City, place: str, revision: int, name: str) -> None:
    """Put the entry back to what it was before its last change; the list's own words where that was the first."""
    code = city.record.code

    def store(who: str) -> None:
        before = previous(code, place)
        if before is None:
            records.remove(code, Edit, place, revision=revision, who=who)
        else:
            recording.save(city, before, who=who, revision=revision)

    desk.do(store, say("resources.sheet.undone", name=name))


def previous(code: str, place: str) -> Edit | None:
    """Give an edit as it was before its last change; None where that was the first."""
    past = [each for each in records.history(code, Edit, place) if each.content]
    begun = max((at for at, each in enumerate(past) if each.act == "add"), default=0)
    since = past[begun:]
    return _edit(since[-2]) if len(since) > 1 else None


def _edit(change: Change) -> Edit:
    """Give an edit as it was."""
    content: dict[str, Any] = dict(change.content)
    return replace(Edit(id=change.record_id), **{key: value for key, value in content.items() if key != "id"})
