"""How each view of the page on ageing is laid out: map beside words and charts, charts with their picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from shiensys.answers.answer import Answer, Level
from shiensys.city import City
from shiensys.show.classes import MapClass
from shiensys.show.maps import Ground
from shiensys.text import say
from shiensys.web import choose, evidence, map_view, markup, voices
from shiensys.web.charts import chart as chart
from shiensys.web.voices import About


def beside(answer: Answer, level: Level, ground: Ground | None) -> tuple[DeltaGenerator, DeltaGenerator, str | None]:
    """Give a place for the map, one beside it under the answer's words, and the unit that the reader chose there.

    Without boundaries the places stand below each other.
    """
    left, right = st.columns([1, 1], gap="medium") if ground else (st.container(), st.container())
    with right:
        evidence.rest(answer)
        unit = choose.district(answer.table, level, mapped=ground is not None)
        words = st.container()
    return left, words, unit


def on_map(
    ground: Ground, title: str, legend: Iterable[MapClass], paint: dict[str, object], *, chosen: str | None
) -> None:
    """Draw the map below its legend; it keeps its place while its colours change."""
    st.html(markup.legend(title, legend))
    with st.container(key="ground"):
        map_view.show(ground, paint, [], chosen=chosen)


def panel(name: str, verdict: str, facts: Iterable[tuple[str, str]], about: About | None = None) -> None:
    """Write what is known of one unit. ``about``: what a member may say that it isn't so."""
    st.html(
        '<section class="panel" aria-live="polite">'
        + markup.block("h2", name)
        + markup.block("p", verdict, "verdict")
        + markup.pairs([(label, words) for label, words in facts if words], "facts-of-unit")
        + "</section>"
    )
    if about is not None:
        voices.offer(about, name, verdict)


def below(answer: Answer, city: City, *, said: str = "", shown: Answer | None = None) -> None:
    """Write sources, notes, the table to read and to take along, and how to hand on this view.

    ``said``: a note that stands on the page already. ``shown``: what of a long table is read on the screen.
    """
    evidence.sources(answer)
    evidence.notes(replace(answer, notes=tuple(note for note in answer.notes if note != said)))
    if not answer.table.empty:
        evidence.table(answer, version=city.version, shown=shown)
        st.html(markup.block("p", say("agepage.link"), "hint"))


def nothing(answer: Answer, *lines: str) -> None:
    """Say what to bring where there is nothing to show: sentences that the headline doesn't say yet."""
    for line in dict.fromkeys(lines):
        if line not in answer.headline:
            st.html(markup.block("p", line, "said"))


def of_day(answer: Answer, day: dt.date) -> Answer:
    """Give an answer's rows of one day, to be read on a screen; files have all of them."""
    title = say("agepage.table.of_day", title=answer.title, day=day)
    return replace(answer, title=title, table=answer.table[answer.table["date"] == day])
