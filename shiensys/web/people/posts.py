"""Coordinators: who is responsible for which district, on the map and as a list."""

from __future__ import annotations

import streamlit as st

from shiensys.answers import organising
from shiensys.answers.organising import Coverage
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show.maps import Ground
from shiensys.show.people import maps
from shiensys.tables.programme import Body, Post
from shiensys.text import say
from shiensys.web import answered, choose, evidence, markup
from shiensys.web.people import keeping, laid
from shiensys.web.people.choosing import kind


def show(city: City, programme: Programme) -> None:
    """Show coordinators by tier, kind and body, with their districts."""
    found, cover = organising.people(city, programme), organising.coverage(city, programme)
    evidence.headline(found)
    for line in (*found.headline[1:], *cover.headline):
        st.html(f'<div class="answer">{markup.block("p", line)}</div>')
    if not found.table.empty:
        with st.container(key="beside"):
            _figures(city, cover, answered.ground(city, "district"))
        evidence.heading(found.title)
        laid.listed(found)
    laid.below(found, city.version)
    if not found.table.empty:
        with st.expander(cover.title, key="expander-coverage"):
            laid.listed(cover)
            evidence.files(cover)
    keeping.keep(city, programme, Post)
    keeping.keep(city, programme, Body)


@st.fragment
def _figures(city: City, found: Coverage, ground: Ground | None) -> None:
    """Show the map beside the chosen district; a click runs this part alone."""
    choose.speak()
    left, right = st.columns([1, 1], gap="medium") if ground else (st.container(), st.container())
    with right:
        sort = kind()
        chosen = choose.district(found.table, "district")
        if chosen:
            row = found.table.set_index("unit_id").loc[chosen]
            keys = ("support", "welfare", "council", "meets_as", "step_words")
            facts = [(say(f"organising.column.{key}"), str(row[key] or "")) for key in keys]
            laid.panel(str(row["name"]), facts)
            laid.objected("posts", found.title, chosen, str(row["name"]), facts)
    with left:
        if ground is None:
            st.info(say("web.no_boundaries"))
        else:
            title = say(f"organising.option.kind.{sort}")
            laid.on_map(ground, title, maps.by_post(found, sort), maps.paint_posts(found, sort), chosen)
