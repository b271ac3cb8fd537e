"""The way back on a match itself: its last change is told, and taken back as long as nobody changed it since."""

from __future__ import annotations

import streamlit as st

from shiensys import recording
from shiensys.answers import recorded
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.programme import Programme
from shiensys.store import record_trail
from shiensys.store.records import ChangedError
from shiensys.tables.programme import Kept, Match, Request
from shiensys.text import say
from shiensys.web import choose, markup
from shiensys.web.matching import telling
from shiensys.web.visitor import visitor


def offer(city: City, programme: Programme, where: str, chosen: Kept[Match]) -> None:
    """Tell the last change of a match, and offer to take it back; a proposal that nothing followed is ended instead.

    Nothing where the last click is offered to be taken back anyway.
    """
    steps = record_trail.steps(city.record.code, Match, chosen.record.id, most=1)
    if chosen.revision < 2 or not steps or (telling.said(where) is not None and telling.undo()):
        return
    st.html(markup.listing(recorded.lines(city, programme, steps), "facts-of-change"))
    args = (city, programme, where, chosen)
    st.button(say("matchpage.undo_last"), key="follow-undo", on_click=_take_back, args=args)


def _take_back(city: City, programme: Programme, where: str, chosen: Kept[Match]) -> None:
    """Put a match back to what it was, and the request that its beginning met."""
    choose.speak()
    who = visitor()
    if not who.may_load:
        return
    try:
        recording.undo(city, Match, chosen.record.id, revision=chosen.revision, who=who.name)
        asked = _met_by(city, programme, chosen.record)
        if asked is not None:
            recording.undo(city, Request, asked.record.id, revision=asked.revision, who=who.name)
    except ChangedError:
        telling.badly(where, say("matchpage.undo_changed"))
    except ShiensysError as error:  # what stood there no longer fits the city, the store can't be written
        telling.badly(where, str(error))
    else:
        telling.well(where, say("matchpage.undone"))


def _met_by(city: City, programme: Programme, match: Match) -> Kept[Request] | None:
    """Give the request that was met as a match began to run, if that was the last that became of it."""
    asked = programme.find(Request, match.request_id)
    if match.state != "running" or asked is None or asked.record.state != "met":
        return None
    before = record_trail.before(city.record.code, Request, asked.record.id)
    return asked if before is not None and before.state == "received" else None
