"""The plan's targets beside what came of them, an indicator and a year at a time."""

from __future__ import annotations

import datetime as dt

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from shiensys.answers.ageing.answer import Aims
from shiensys.city import City
from shiensys.show import export
from shiensys.show.ageing import aims
from shiensys.text import say
from shiensys.web import evidence, markup
from shiensys.web.ageing import answered as told
from shiensys.web.ageing import laid

_READ = ("name", "target_words", "result_words", "difference_words", "state_words")


def show(city: City, row: DeltaGenerator) -> None:
    """Show targets and results; what is chosen stands in ``row``."""
    found = told.aims(city)
    evidence.headline(found)
    if not found.indicators:
        laid.nothing(found, say("agepage.no_aims", page=say("web.choose.page.upload")))
        return
    evidence.rest(found)
    with row:
        indicator = _indicator(found)
        day = _year(found, indicator)
    title = say("agepage.chart.aims", indicator=indicator)
    drawn = told.drawn(city, "aims", (indicator, day), lambda: aims.aims(found, indicator, day))
    left, right = st.columns([1, 1], gap="medium")
    with left:
        laid.chart(city, drawn, found, key="aims", title=title)
    with right:
        _table(found, indicator, day, title)
    laid.below(found, city)


def _indicator(found: Aims) -> str:
    """Let the reader choose an indicator of the plan."""
    chosen = st.selectbox(
        say("agepage.aim"), list(found.indicators), key="aim", bind="query-params", filter_mode=None, width=300
    )
    return chosen or found.indicators[0]


def _year(found: Aims, indicator: str) -> dt.date:
    """Let the reader choose a year that the plan speaks of; the last one with a result opens."""
    rows = found.table[found.table["indicator"] == indicator].sort_values("date")
    years = dict(zip(rows["date"], rows["year_words"], strict=True))
    told_of: list[dt.date] = list(rows.loc[rows["result"].notna(), "date"])
    opens: dt.date = told_of[-1] if told_of else list(years)[-1]
    chosen: dt.date | None = st.selectbox(
        say("agepage.year.of"),
        list(years),
        index=list(years).index(opens),
        format_func=years.__getitem__,
        key="year",
        bind="query-params",
        filter_mode=None,
        width=190,
    )
    return chosen or opens


def _table(found: Aims, indicator: str, day: dt.date, title: str) -> None:
    """Write the figures that the chart shows, with what is said of each."""
    heads = {column.key: column for column in found.columns}
    rows = (found.table["indicator"] == indicator) & (found.table["date"] == day)
    frame = export.written(found, tuple(heads[key] for key in _READ if key in heads))[rows]
    st.html(markup.cards(frame, title))
