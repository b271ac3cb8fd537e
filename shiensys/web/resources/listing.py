"""The list of what was found: a row is chosen as a whole, by mouse, finger or keys."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st

from shiensys.answers.registry import Found
from shiensys.city import City
from shiensys.show import labels
from shiensys.text import say
from shiensys.web import markup
from shiensys.web.resources import answered, choosing, desk
from shiensys.web.visitor import visitor

HITS = "hits"
NEAR = 900  # metres up to which a distance is written in metres
IN_SHORT = ("kinds_text", "district", "schedule_words", "fee", "places_words")


def show(city: City, found: Found) -> None:
    """Write the rows of this page of the list, and let one be chosen."""
    _first_line(city)
    if found.table.empty:
        st.html(markup.block("p", say("resources.list.nothing"), "said"))
        return
    rows = labels.rows(found.table)
    names = {str(row["resource_id"]): markup.plain(str(row["name"])) for row in rows}
    st.radio(
        say("resources.list"),
        list(names),
        format_func=names.__getitem__,
        captions=[markup.plain(_short(row)) for row in rows],
        index=None,
        key=HITS,
        on_change=lambda: choosing.choose_place(st.session_state.get(HITS)),
        label_visibility="collapsed",
        width="stretch",
    )
    choosing.pages(found.pages)


def _first_line(city: City) -> None:
    """Offer to look for everything again, and to add what isn't there."""
    with st.container(horizontal=True, vertical_alignment="center", key="resources-do"):
        if choosing.is_narrowed():
            st.button(say("resources.forget"), on_click=choosing.forget, key="resources-forget")
        if visitor().may_load:
            n = answered.stale(city)
            if n and not st.session_state.get("stale"):
                st.button(say("resources.stale.ask", n=n), on_click=choosing.only_stale, key="resources-stale")
            st.button(say("resources.new"), on_click=desk.begin, args=(city, None), key="resources-new")


def _short(row: labels.Row) -> str:
    """Write in short what a place is."""
    told = [str(row[key]) for key in IN_SHORT if not _is_blank(row[key])]
    if not _is_blank(row["distance_m"]):
        told.insert(0, _away(float(row["distance_m"])))
    if row["stale"]:
        told.append(say("resources.list.stale"))
    return say("resources.list.joint").join(told)


def _away(metres: float) -> str:
    """Write a distance as people say it: to the next hundred metres, from a kilometre on in tenths of one.

    >>> _away(12.0), _away(640.0), _away(1260.0)
    ('約100m', '約700m', '約1.3km')
    """
    if metres <= NEAR:
        return say("resources.list.metres", n=max(math.ceil(metres / 100), 1) * 100)
    return say("resources.list.away", km=f"{metres / 1000:.1f}")


def _is_blank(value: Any) -> bool:
    """Tell whether nothing stands in a cell."""
    return bool(pd.isna(value)) or value == ""
