"""Records of the page stored in the visitor's name: what was wrong at its field, two versions side by side, undo."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

import streamlit as st

from shiensys import recording
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.store import records
from shiensys.tables.programme import Kept, Record
from shiensys.tables.programme.checks import RecordError
from shiensys.text import say
from shiensys.web import choose
from shiensys.web.apart import Both, settle
from shiensys.web.matching import telling, words
from shiensys.web.visitor import visitor

Step = tuple[Record, Kept[Any] | None]  # a record, and what stood there when it was looked at; None: it is new
_BOTH = "match-both"  # where on the page, two versions, what to say when the visitor's is kept


def keep(
    city: City,
    where: str,
    steps: Sequence[Step],
    *,
    done: str,
    fields: Collection[str] = (),
) -> bool:
    """Store records one after the other, all that belong to one click.

    ``done``: what to say then. ``fields``: those that the form has, at which it is said what is wrong.
    Tells whether all are stored.
    """
    if not visitor().may_load:
        return False
    stored: list[telling.Before] = []
    for record, before in steps:
        try:
            revision = None if before is None else before.revision
            kept = recording.save(city, record, who=visitor().name, revision=revision)
        except RecordError as error:
            if error.wrong in fields:
                telling.wrong(where, {error.wrong: error})
            else:
                telling.badly(where, str(error))
            return False
        except records.ChangedError as error:
            telling.wrong(where, {})
            st.session_state[_BOTH] = (where, Both(record, error.theirs, str(error)), done)
            return False
        except ShiensysError as error:  # the record went away, the store can't be written
            telling.badly(where, str(error))
            return False
        stored.append((None if before is None else before.record, kept))
    telling.well(where, done, tuple(reversed(stored)))
    return True


def told(city: City, where: str) -> None:
    """Say in this part of the page what became of the last click, and offer the way back."""
    with st.container():  # there even when empty: what follows keeps its place
        _both(city, where)
        said = telling.said(where)
        if said is None:
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            (st.success if said[0] else st.error)(said[1])
            if said[0] and telling.undo():
                st.button(say("matchpage.undo"), key=f"undo-{where}", on_click=_take_back, args=(city, where))


def _take_back(city: City, where: str) -> None:
    """Put back what stood there before the last click."""
    choose.speak()
    who = visitor()
    if not who.may_load:
        return
    try:
        for before, kept in telling.undo():
            if before is None:
                code = city.record.code
                records.remove(code, type(kept.record), kept.record.id, revision=kept.revision, who=who.name)
            else:
                recording.save(city, before, who=who.name, revision=kept.revision)
    except records.ChangedError:
        telling.badly(where, say("matchpage.undo_changed"))
        return
    except ShiensysError as error:
        telling.badly(where, str(error))
        return
    telling.well(where, say("matchpage.undone"))


def _both(city: City, where: str) -> None:
    """Show both versions where somebody else was quicker, and let the visitor choose."""
    here, both, done = st.session_state.get(_BOTH, ("", None, ""))
    if here == where and both is not None:
        mine, theirs = partial(_keep_mine, city, where, both, done), partial(_keep_theirs, where)
        settle(both, key=where, mine=mine, theirs=theirs, told=partial(words.told, city))


def _keep_mine(city: City, where: str, both: Both, done: str) -> None:
    """Store the visitor's version over the other, which he has seen; where it is gone the record comes back."""
    choose.speak()
    st.session_state.pop(_BOTH, None)
    keep(city, where, ((both.mine, both.theirs),), done=done)


def _keep_theirs(where: str) -> None:
    """Leave the other version as it is."""
    choose.speak()
    st.session_state.pop(_BOTH, None)
    telling.well(where, say("web.apart.left"))
