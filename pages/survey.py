"""What the needs survey tells: risks, participation, helpers and troubles, by district, age and sex."""

import streamlit as st

from shiensys.answers.survey.answer import Rates
from shiensys.city import City
from shiensys.show import plate, shares
from shiensys.show.maps import Ground
from shiensys.text import say
from shiensys.web import answered, choose, evidence, map_view, markup, top
from shiensys.web.survey import answered as told
from shiensys.web.survey import inside, panel
from shiensys.web.survey.choosing import PLACES, Choice, choice, level


@st.fragment
def figures(city: City, rates: Rates, chosen: Choice, ground: Ground | None) -> None:
    """Show the map, the panel of the chosen unit and the chart; a click runs this part alone."""
    choose.speak()
    left, right = st.columns([1, 1], gap="medium") if ground else (st.container(), st.container())
    with right:
        evidence.rest(rates)
        unit = choose.district(rates.table, level(rates.by)) if rates.by in PLACES else None
        if unit:
            panel.show(rates, unit)
            panel.beside(told.compared(city, rates.indicator.key, unit))
            if panel.wants_everything():
                panel.everything(told.profile(city, rates.indicator.group, unit))
        st.plotly_chart(
            told.chart(city, rates, chosen.figure, unit),
            theme=None,
            config=plate.CONFIG,
            key="chart",
            alt=say("web.chart.alt", title=rates.title),
        )
    if ground:
        with left, st.container(key="ground"):
            map_view.show(ground, shares.paint(rates, chosen.figure), [], chosen=unit)


city = top.city()
groups = told.groups(city)
if not groups:
    st.html(markup.block("h1", say("survey.page.title"), "page-title"))
    st.html(markup.block("p", say("survey.page.no_survey", page=say("web.choose.page.upload"))))
else:
    chosen = choice(groups, areas=bool(city.districts["area"].notna().any()))
    rates = told.rates(city, chosen.indicator.key, chosen.by, chosen.denominator)
    evidence.headline(rates)
    st.html(markup.block("p", say("survey.page.status", status=rates.indicator.status_words), "status"))
    ground = answered.ground(city, level(rates.by)) if rates.by in PLACES else None
    if ground:
        title = say("survey.page.legend", name=rates.indicator.name, figure=say(f"survey.page.figure.{chosen.figure}"))
        st.html(markup.legend(title, shares.legend(rates, chosen.figure)))
    if not rates.table.empty:
        with st.container(key="beside"):
            figures(city, rates, chosen, ground)
    evidence.sources(rates)
    evidence.notes(rates)
    evidence.table(rates, version=city.version)
    inside.offer(city, rates.indicator.key)
