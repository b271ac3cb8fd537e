"""How the city stands now: what its data say in sentences, where help is shortest, and what isn't known."""

import streamlit as st

from shiensys.show import plate, shortages
from shiensys.text import say
from shiensys.web import answered, evidence, markup, top

city = top.city()
overview = answered.overview(city)
st.html(markup.block("h1", say("web.overview.title", city=overview.city.name), "page-title"))
said, short = st.columns([6, 5], gap="large")
with said:
    evidence.sentences(overview)
with short:
    evidence.heading(say("web.overview.shortages"))
    if (overview.table["short"] > 0).any():
        st.plotly_chart(
            shortages.shortages(overview),
            theme=None,
            config=plate.CONFIG,
            key="shortages",
            alt=say("web.chart.alt", title=overview.title),
        )
        st.html(markup.listing(shortages.wishes(overview), "sources"))
    else:
        st.html(markup.block("p", say("web.overview.no_shortages")))
    evidence.heading(say("web.overview.cannot_say"))
    evidence.cannot_say(overview)
evidence.notes(overview)
evidence.table(overview, version=city.version)
