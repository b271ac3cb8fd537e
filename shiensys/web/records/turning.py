"""The way back: an older version in use again, or a first load taken back, in two clicks."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from shiensys import gathering
from shiensys.answers import changes, standing
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.store import versions
from shiensys.store.versions import Version
from shiensys.text import moment, say
from shiensys.web import choose, markup
from shiensys.web.records import words
from shiensys.web.records.entrance import say_next, say_problem, told
from shiensys.web.visitor import visitor

_REASON = "records-reason"
_ASKED = "records-asked"  # what the reader is asked about: (version, what was current when it was asked)

Do = Callable[[Version, int | None, str], str]  # does it to a version, if this one is current, for this reason


def offer(city: City, chosen: Version, listed: list[Version], current: int | None) -> None:
    """Offer the way back to a version, or out of a first load; the second click does it."""
    told("turn")
    earlier = [each for each in listed if current is not None and each.id < current and each.purged_at is None]
    if chosen.purged_at is not None:
        st.info(say("records.turn.purged"))
    elif chosen.id != current:
        _ask(city, chosen, current, "turn", _turn)
    elif not earlier:
        _ask(city, chosen, current, "withdraw", _withdraw)
    else:
        st.info(say("records.turn.in_use"))


def _ask(city: City, chosen: Version, current: int | None, what: str, do: Do) -> None:
    """Show the first button; once it is pressed, what will change and the second."""
    asked = st.session_state.get(_ASKED)
    if asked is None or asked[0] != chosen.id:
        st.button(say(f"records.{what}.button"), key="records-ask", on_click=_remember, args=(chosen.id, current))
        return
    with st.container(border=True, key="records-confirm"):
        _say_what(city, chosen, what)
        st.text_input(say("records.turn.reason"), key=_REASON, max_chars=200)
        with st.container(horizontal=True):
            yes = say(f"records.{what}.yes")
            st.button(yes, type="primary", key="records-yes", on_click=_do, args=(do, chosen, asked[1]))
            st.button(say("records.turn.no"), key="records-no", on_click=_forget)


def _say_what(city: City, chosen: Version, what: str) -> None:
    """Say which version comes, and what that changes on the map: asked through the one door."""
    values = {
        "when": moment(chosen.loaded_at),
        "who": words.who(chosen.loaded_by),
        "rows": words.rows(chosen.kind, chosen.rows),
    }
    st.html(markup.block("p", say(f"records.{what}.ask", **values), "said"))
    try:
        with st.spinner(say("web.wait")):
            then = chosen if what == "turn" else None
            after = gathering.as_if(city.record.code, chosen.kind, chosen.part, then)
            found = changes(standing(city), standing(after))
    except ShiensysError as error:
        st.error(str(error))
        return
    st.html(markup.block("strong", say("records.turn.effect")) + markup.listing(found.headline, "facts-of-change"))


def _do(do: Do, chosen: Version, expected: int | None) -> None:
    """Do it before the page runs again; where somebody was quicker say who, and change nothing."""
    choose.speak()
    _forget()
    try:
        say_next("turn", do(chosen, expected, str(st.session_state.pop(_REASON, "")).strip()))
    except ShiensysError as error:
        say_problem("turn", error)


def _turn(chosen: Version, expected: int | None, reason: str) -> str:
    """Make an older version current again."""
    versions.make_current(chosen.id, who=visitor().name, expected=expected, reason=reason)
    table = words.table_words(chosen.kind, chosen.part)
    return say("records.turn.done", table=table, when=moment(chosen.loaded_at))


def _withdraw(chosen: Version, expected: int | None, reason: str) -> str:
    """Let no version of a table be current."""
    versions.withdraw(chosen.city, chosen.kind, chosen.part, who=visitor().name, expected=expected, reason=reason)
    return say("records.withdraw.done", table=words.table_words(chosen.kind, chosen.part))


def _remember(version_id: int, current: int | None) -> None:
    """Remember what the reader is asked about, and what was current then."""
    st.session_state[_ASKED] = (version_id, current)


def _forget() -> None:
    """Ask no more."""
    st.session_state.pop(_ASKED, None)
