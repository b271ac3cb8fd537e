"""Needs that nobody meets, or providers that have room and no need nearby: on the map and as a list."""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from shiensys import answers
from shiensys.answers.answer import Answer
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show import export
from shiensys.show.maps import Ground
from shiensys.show.matching import gaps
from shiensys.text import say
from shiensys.web import answered, choose, evidence, map_view, markup
from shiensys.web.matching import answered as told
from shiensys.web.matching import words

Side = Literal["unmet", "idle"]
SIDES: tuple[Side, ...] = get_args(Side)
MOST = 20  # rows read on the screen; the table below and the files have them all


def show(city: City, programme: Programme, row: DeltaGenerator) -> None:
    """Show one of both; which one is chosen in ``row``."""
    with row:
        side = choose.one_of(
            SIDES, key="side", label=say("matchpage.side"), words=lambda each: say(f"matchpage.side.{each}")
        )
    found = told.unmet(city, programme) if side == "unmet" else told.idle(city, programme)
    evidence.headline(found)
    ground = answered.ground(city, "district")
    if ground is None:
        st.info(say("web.no_boundaries"))
    elif side == "unmet":
        st.html(markup.legend(say("matchpage.unmet.legend"), gaps.legend(found, words.districts(city))))
    with st.container(key="beside"):
        _figures(city, found, side, ground)
    evidence.sources(found)
    evidence.notes(found)
    if not found.table.empty:
        evidence.table(found, version=f"{city.version}-{programme.number}")


@st.fragment
def _figures(city: City, found: Answer, side: Side, ground: Ground | None) -> None:
    """Show map and list; a click runs this part alone."""
    choose.speak()
    names = words.districts(city)
    left, right = st.columns([1, 1], gap="medium") if ground else (st.container(), st.container())
    with right:
        evidence.rest(found)
        unit = choose.district(pd.DataFrame({"unit_id": list(names), "name": list(names.values())}), "district")
        _list(found, unit)
    if ground:
        with left, st.container(key="ground"):
            paint = gaps.paint(found if side == "unmet" else None, names)
            pins = [] if side == "unmet" else gaps.pins(found, answers.placed(city))
            map_view.show(ground, paint, pins, chosen=unit)


def _list(found: Answer, unit: str | None) -> None:
    """Write the list, that of one district where one is chosen."""
    rows = found.table if unit is None else found.table[found.table["unit_id"] == unit]
    if rows.empty:
        if unit is not None:
            st.html(markup.block("p", say("matchpage.unmet.none_here"), "said"))
        return
    frame = export.written(found, found.reading or found.columns).loc[rows.index]
    st.html(markup.cards(frame.head(MOST), found.title))
    if len(frame) > MOST:
        st.html(markup.block("p", say("matchpage.list.rest", n=len(frame) - MOST), "hint"))
