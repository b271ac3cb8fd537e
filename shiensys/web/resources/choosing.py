"""What the reader looks for on the page of the registry; every choice stands in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from shiensys.answers.registry import Wanted
from shiensys.city import City
from shiensys.tables.categories import categories
from shiensys.tables.programme.helping import WEEKDAYS
from shiensys.tables.resources import STATUSES
from shiensys.text import say
from shiensys.web import choose

PLACE, LIST = "place", "list"  # the place that is chosen, and the page of the list
FEES = ("100", "300", "500", "1000", "3000")  # yen a time
METRES = ("500", "1000", "2000", "5000")
STATES = ("active", "all", "temporarily closed", "inactive", "defunct")
TEXTS, SEVERAL = ("find", "for"), ("kinds", "in", "on")
ONE_OF, YES = ("cost", "near", "within", "standing"), ("free", "ride", "stale")
MORE = (*ONE_OF, *YES, "for")  # those that are folded away


def wanted(city: City) -> Wanted:
    """Let the reader say what is looked for."""
    names = {str(row.district_id): str(row.name) for row in city.districts.itertuples(index=False)}
    with choose.row("resources-first"):
        text = _text("find", width=250)
        kinds = _several("kinds", {each.kind: each.name for each in categories()}, width=250)
        districts = _several("in", names, width=210)
        days = _several("on", {day: say(f"resources.day.{day}") for day in WEEKDAYS}, width=150)
        folded = st.popover(_more(), key="resources-more")
    with folded:
        free = _yes("free")
        fee = _one("cost", FEES, words=lambda each: say("resources.cost.most", n=int(each)))
        who = _text("for", width=260)
        ride = _yes("ride")
        near = _one("near", list(names), words=names.__getitem__)
        within = _one("within", METRES, words=lambda each: say("resources.within.metres", n=int(each)))
        state = _one("standing", STATES, words=lambda each: say(f"resources.standing.{each.replace(' ', '_')}"))
        stale = _yes("stale")
    return Wanted(
        text=text or "",
        kinds=tuple(kinds),
        districts=tuple(districts),
        days=tuple(days),
        free_only=free,
        fee_most=int(fee) if fee else None,
        who=who or "",
        transport=ride,
        near=near,
        within_m=int(within) if near and within else None,
        status=STATUSES if state == "all" else (state or "active",),
        unconfirmed=stale,
        page=max(int(st.session_state.get(LIST) or 1), 1) - 1,
    )


def forget() -> None:
    """Look for everything again."""
    for key in TEXTS:
        st.session_state[key] = ""
    for key in SEVERAL:
        st.session_state[key] = []
    for key in ONE_OF:
        st.session_state[key] = None
    for key in YES:
        st.session_state[key] = False
    _first()


def is_narrowed() -> bool:
    """Tell whether anything is asked for."""
    return any(st.session_state.get(key) for key in (*TEXTS, *SEVERAL, *ONE_OF, *YES))


def only_in(district: str) -> None:
    """Look in one district alone: for the map, before the page runs again."""
    st.session_state["in"] = [district]
    _first()


def only_stale() -> None:
    """Look for all that nobody confirmed for a year."""
    forget()
    st.session_state["stale"] = True


def chosen() -> str | None:
    """Give the place that is chosen. It stands in the address by a field that nobody sees: no list has to hold it."""
    with st.container(key="resources-unseen"):
        place = st.text_input(say("resources.place"), key=PLACE, bind="query-params", label_visibility="collapsed")
    return place or None


def choose_place(place: str | None) -> None:
    """Choose a place from code, before the page runs again."""
    st.session_state[PLACE] = place or ""


def pages(n: int) -> None:
    """Let the reader turn the pages of the list."""
    if n > 1:
        st.pagination(n, key=LIST, bind="query-params", width="stretch")


def _more() -> str:
    """Say how many of the folded conditions hold."""
    n = sum(bool(st.session_state.get(key)) for key in MORE)
    return say("resources.more.chosen", n=n) if n else say("resources.more")


def _first() -> None:
    """Begin the list anew."""
    st.session_state[LIST] = 1


def _text(key: str, *, width: int) -> str | None:
    """Let the reader write what is looked for."""
    return st.text_input(
        say(f"resources.{key}"), key=key, placeholder=say(f"resources.{key}.hint"), on_change=_first, type="search",
        bind="query-params", width=width,
    )  # fmt: skip


def _several(key: str, names: dict[str, str], *, width: int) -> list[str]:
    """Let the reader choose some."""
    return st.multiselect(
        say(f"resources.{key}"), list(names), format_func=names.__getitem__, key=key, bind="query-params",
        placeholder=say("resources.any"), on_change=_first, select_all=False, width=width,
    )  # fmt: skip


def _one(key: str, options: Sequence[str], *, words: Callable[[str], str]) -> str | None:
    """Let the reader choose one or none."""
    return st.selectbox(
        say(f"resources.{key}"), options, format_func=words, index=None, key=key, bind="query-params",
        placeholder=say("resources.any"), on_change=_first, filter_mode=None, width=260,
    )  # fmt: skip


def _yes(key: str) -> bool:
    """Let the reader ask for something or not."""
    return st.checkbox(say(f"resources.{key}"), key=key, bind="query-params", on_change=_first)
