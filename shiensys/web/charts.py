"""A chart on the page with its picture to take along."""

from __future__ import annotations

from functools import partial

import plotly.graph_objects as go
import streamlit as st

from shiensys.answers.answer import Answer
from shiensys.city import City
from shiensys.show import plate
from shiensys.text import language, say, speaking
from shiensys.web import download


def chart(city: City, drawn: go.Figure, answer: Answer, *, key: str, title: str) -> None:
    """Draw a chart, and offer it as a picture with title, sources and notes."""
    st.plotly_chart(drawn, theme=None, config=plate.CONFIG, key=key, alt=say("web.chart.alt", title=title))
    download.button(
        say("web.picture"),
        partial(_picture, drawn, answer, title, language()),
        say("web.picture.file", city=city.record.name, title=title),
        what=say("web.picture.what", title=title),
        city=city.record.code,
        mime="image/png",
        key=f"picture-{key}",
        look="tertiary",
    )


def _picture(drawn: go.Figure, answer: Answer, title: str, tongue: str) -> bytes:
    """Draw the picture when somebody asks for it: in a thread of its own, so the language is said again."""
    from shiensys.show import picture  # loads matplotlib, for which no page should wait

    with speaking(tongue):
        return picture.png(drawn, answer, title=title)
