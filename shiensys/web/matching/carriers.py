"""Those ready to organise or help beside those in trouble that nobody solves, by district; protected figures alone."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from shiensys.answers.matching import Carriers
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show import labels
from shiensys.show.maps import Ground
from shiensys.show.matching import maps, pairs
from shiensys.text import say
from shiensys.web import answered, charts, choose, evidence, map_view, markup, voices
from shiensys.web.matching import answered as told
from shiensys.web.matching import choosing


def show(city: City, programme: Programme, row: DeltaGenerator) -> None:
    """Show who could help; what is chosen stands in ``row``."""
    del programme  # the survey alone tells it
    with row:
        level = choosing.level(city)
    found = told.carriers(city, level)
    evidence.headline(found)
    if found.table.empty:
        evidence.rest(found)
        evidence.notes(found)
        st.html(markup.block("p", say("matchpage.no_survey", page=say("web.choose.page.upload")), "said"))
        return
    ground = answered.ground(city, level)
    if ground is None:
        st.info(say("web.no_boundaries"))
    else:
        seen = (level,)
        legend = told.drawn(city, 0, "legend-carriers", seen, lambda: maps.legend(found))
        st.html(markup.legend(say("matchpage.carriers.legend"), legend))
    with st.container(key="beside"):
        _figures(city, found, ground)
    evidence.sources(found)
    evidence.notes(found)
    evidence.table(found, version=city.version)


@st.fragment
def _figures(city: City, found: Carriers, ground: Ground | None) -> None:
    """Show map, panel and chart; a click runs this part alone."""
    choose.speak()
    left, right = st.columns([1, 1], gap="medium") if ground else (st.container(), st.container())
    with right:
        evidence.rest(found)
        unit = choose.district(found.table, found.level)
        if unit:
            _panel(found, unit)
            row = found.table.set_index("unit_id").loc[unit]
            about = voices.About("matching", "carriers", found.title, found.level, unit)
            voices.offer(about, str(row["name"]), str(row["words"]))
        drawn = told.drawn(city, 0, "pairs", (found.level, unit), lambda: pairs.pairs(found, chosen=unit))
        charts.chart(city, drawn, found, key="chart", title=found.title)
    if ground:
        with left, st.container(key="ground"):
            paint = told.drawn(city, 0, "paint-carriers", (found.level,), lambda: maps.paint(found))
            map_view.show(ground, paint, [], chosen=unit)


def _panel(found: Carriers, unit: str) -> None:
    """Write what is known of one unit, and which neighbour could lend."""
    row = next(row for row in labels.rows(found.table) if row["unit_id"] == unit)
    facts = [
        (say("matchpage.show.ready"), str(row["ready_words"])),
        (say("matchpage.show.trouble"), str(row["trouble_words"])),
        (say("matchpage.balance"), str(row["balance_words"])),
        (say("matchpage.beside"), str(row["neighbour_words"])),
    ]
    st.html(
        '<section class="panel" aria-live="polite">'
        + markup.block("h2", str(row["name"]))
        + markup.block("p", str(row["words"]), "verdict")
        + markup.pairs([(name, words) for name, words in facts if words], "facts-of-unit")
        + "</section>"
    )
