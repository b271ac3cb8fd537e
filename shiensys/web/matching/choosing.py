"""What the reader chooses on the page of matching; every choice stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import streamlit as st

from shiensys.answers.answer import Level
from shiensys.answers.matching import Need
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Request
from shiensys.tables.programme.helping import CONDITIONS, WEEKDAYS
from shiensys.text import say
from shiensys.web import choose
from shiensys.web.matching import words

View = Literal["match", "requests", "carriers", "unmet"]
VIEWS: tuple[View, ...] = get_args(View)
MOST_PERSONS = 500
REQUEST = "request"  # in the address: the request for which a provider is looked for


def view() -> View:
    """Let the reader choose what the page is about."""
    return choose.one_of(VIEWS, key="task", label=say("matchpage.task"), words=lambda each: say(f"matchpage.{each}"))


def go(task: View) -> None:
    """Choose a view from code: for a button, before the page runs again."""
    st.session_state["task"] = task


def level(city: City) -> Level:
    """Let the reader choose districts or 圏域."""
    return choose.level(areas=bool(city.districts["area"].notna().any()))


def need(city: City, programme: Programme) -> Need | None:
    """Let the reader tell a need, or take it from an open request; None until a district is chosen."""
    _request(city, programme)
    kind = choose.kind().kind
    district = _district(city)
    with st.popover(say("matchpage.more"), key="more"):
        persons = st.number_input(
            say("programme.field.persons"),
            min_value=1,
            max_value=MOST_PERSONS,
            value=1,
            key="persons",
            bind="query-params",
        )
        days = several("days", WEEKDAYS, "day")
        conditions = several("conditions", CONDITIONS, "condition")
        fee = st.number_input(
            say("matchpage.fee_most"),
            min_value=0,
            max_value=100_000,
            step=100,
            value=None,
            key="fee",
            bind="query-params",
            placeholder=say("matchpage.fee.any"),
        )
    if district is None:
        return None
    return Need(kind, district, persons=int(persons or 1), days=days, conditions=conditions, fee_most=fee)


def wanted(programme: Programme) -> Request | None:
    """Give the open request from which the need was taken."""
    found = programme.find(Request, st.session_state.get(REQUEST))
    return found.record if found is not None and found.record.state == "received" else None


def take(request: Request) -> None:
    """Fill the need in as a request tells it: for a button or a choice, before the page runs again."""
    state = st.session_state
    state[REQUEST] = request.id
    state["kind"], state["district"], state["persons"] = request.kind, request.district, request.persons
    state["days"], state["conditions"], state["fee"] = list(request.days), list(request.conditions), request.fee_most


def several(key: str, options: Sequence[str], named: str, *, bound: bool = True) -> tuple[str, ...]:
    """Let the reader choose some of a few codes. ``named``: how the catalogue calls them, day or condition."""
    chosen = st.pills(
        say(f"matchpage.{named}"),
        options,
        selection_mode="multi",
        format_func=lambda code: say(f"matching.{named}.{code}"),
        key=key,
        bind="query-params" if bound else None,
        persist_state=None if bound else "session",
    )
    return tuple(code for code in options if code in chosen)


def _request(city: City, programme: Programme) -> None:
    """Let the reader pick an open request; nothing where there is none."""
    asked = sorted((each for each in programme.of(Request) if each.state == "received"), key=lambda r: r.received)
    if not asked:
        return
    by_id = {each.id: each for each in asked}

    def picked() -> None:
        chosen = st.session_state.get(REQUEST)
        if chosen in by_id:
            take(by_id[chosen])

    st.selectbox(
        say("matchpage.from_request"),
        list(by_id),
        format_func=lambda request_id: words.request(city, by_id[request_id]),
        index=None,
        placeholder=say("matchpage.from_request.none"),
        key=REQUEST,
        bind="query-params",
        filter_mode=None,
        on_change=picked,
        width=215,
    )


def _district(city: City) -> str | None:
    """Let the reader choose the district of the need, as a click on the map does."""
    names = words.districts(city)
    chosen: str | None = st.selectbox(
        say("programme.field.district"),
        list(names),
        format_func=names.__getitem__,
        index=None,
        placeholder=say("matchpage.choose_district"),
        key="district",
        bind="query-params",
        filter_mode=None,
        width=160,
    )
    return chosen
