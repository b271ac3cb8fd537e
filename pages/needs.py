"""Needs and support: where trouble outweighs help, for one kind of support."""

import streamlit as st

from shiensys.answers.answer import Answer, Balance
from shiensys.city import City
from shiensys.show import plate
from shiensys.show.maps import Ground
from shiensys.show.view import View
from shiensys.text import say
from shiensys.web import answered, choose, evidence, map_view, markup, panel, top


@st.fragment
def figures(city: City, balance: Balance, view: View, ground: Ground | None, places: Answer) -> None:
    """Show the map, the panel of the chosen unit and the chart; a click runs this part alone."""
    choose.speak()
    left, right = st.columns([1, 1], gap="medium") if ground else (st.container(), st.container())
    with right:
        evidence.rest(balance)
        chosen = choose.district(balance.table, balance.level)
        if chosen:
            panel.show(balance, chosen, places, by=view.by)
        chart(city, balance, view, chosen)
    with left:
        if ground is None:
            st.info(say("web.no_boundaries"))
        else:
            frame = st.container(key="ground")
            pins = answered.markers(city, balance.category, choose.places())
            with frame:
                map_view.show(ground, answered.paint(city, balance, view), pins, chosen=chosen)


def chart(city: City, balance: Balance, view: View, chosen: str | None) -> None:
    """Show the chart by unit, the chosen one highlighted."""
    st.plotly_chart(
        answered.chart(city, balance, view, chosen),
        theme=None,
        config=plate.CONFIG,
        key="chart",
        alt=say("web.chart.alt", title=balance.title),
    )


city = top.city()
with choose.row("choices"):
    kind = choose.kind()
    view = choose.view(kind)
    level = choose.level(areas=bool(city.districts["area"].notna().any()))
balance = answered.balance(city, kind.kind, level)
evidence.headline(balance)
if not balance.table.empty:
    title = say("web.legend.gap") if view.metric == "gap" else balance.nouns[view.metric]
    st.html(markup.legend(title, answered.legend(city, balance, view)))
    with st.container(key="beside"):
        figures(city, balance, view, answered.ground(city, level), answered.pins(city, kind.kind))
evidence.sources(balance)
evidence.notes(balance)
evidence.table(balance, version=city.version)
