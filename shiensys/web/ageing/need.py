"""What ageing does to need: persons or households expected in need for one kind of support, by unit."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from shiensys.answers.ageing.answer import Outlook
from shiensys.city import City
from shiensys.show.ageing import maps, outlook
from shiensys.show.maps import Ground
from shiensys.tables.categories import category
from shiensys.text import say
from shiensys.web import answered, choose, evidence
from shiensys.web.ageing import answered as told
from shiensys.web.ageing import choosing, laid
from shiensys.web.voices import About


def show(city: City, row: DeltaGenerator) -> None:
    """Show expected need; what is chosen stands in ``row``."""
    with row:
        kind = choose.kind()
        level = choosing.level(city)
    found = told.outlook(city, level, kind.kind)
    found = replace(found, title=say("agepage.title.kind", title=found.title, kind=kind.name))
    evidence.headline(found)
    if not found.days or found.table.empty or found.table["need"].isna().all():
        laid.nothing(found, say("agepage.no_need", page=say("web.choose.page.upload")))
        return
    ground = answered.ground(city, level)
    if ground is None:
        st.info(say("web.no_boundaries"))
    with st.container(key="beside"):
        _figures(city, found, kind.kind, ground)
    laid.below(found, city, shown=laid.of_day(found, found.days[-1]))


@st.fragment
def _figures(city: City, found: Outlook, kind: str, ground: Ground | None) -> None:
    """Draw what follows the slider and the chosen unit: this part runs alone."""
    choose.speak()
    seen = (found.level, kind)
    left, words, unit = laid.beside(found, found.level, ground)
    with left:
        day = choosing.day(found.days, key="later", first=found.days[-1], expected=True)
        if ground:
            legend = told.drawn(city, "legend-need", (*seen, day), lambda: maps.legend_outlook(found, kind, day))
            paint = told.drawn(city, "paint-need", (*seen, day), lambda: maps.paint_outlook(found, kind, day))
            laid.on_map(ground, say("agepage.legend.need", kind=category(kind).name), legend, paint, chosen=unit)
    with words:
        if unit:
            rows = found.table[(found.table["unit_id"] == unit) & (found.table["date"] == day)]
            row = rows.iloc[0]
            about = About("ageing", kind, found.title, found.level, unit)
            mark = (say("agepage.panel.mark"), str(row["mark_words"]))
            laid.panel(str(row["name"]), str(row["words"]), [mark], about)
        drawn = told.drawn(city, "needs", (*seen, day, unit), lambda: outlook.needs(found, kind, day, chosen=unit))
        laid.chart(city, drawn, found, key="needs", title=found.title)
