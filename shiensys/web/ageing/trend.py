"""Ageing so far: the map by day, all districts beside each other, lines over the years, and who lives in one."""

from __future__ import annotations

import datetime as dt

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from shiensys.answers.ageing.answer import Trend
from shiensys.answers.answer import Level
from shiensys.city import City
from shiensys.show import export
from shiensys.show.ageing import dots, lines, maps, pyramid
from shiensys.show.maps import Ground
from shiensys.text import say
from shiensys.web import answered, choose, evidence, markup
from shiensys.web.ageing import answered as told
from shiensys.web.ageing import choosing, laid
from shiensys.web.voices import About

WHOLE = "city"


def show(city: City, row: DeltaGenerator) -> None:
    """Show an indicator over the counted days; what is chosen stands in ``row``."""
    known = told.measures(city)
    with row:
        key = choosing.measure(known) if known else "older"
        level = choosing.level(city)
    found = told.trend(city, key, level)
    evidence.headline(found)
    if not known or not found.days:
        laid.nothing(found, say("agepage.bring", page=say("web.choose.page.upload")), *found.notes)
        return
    ground = answered.ground(city, level)
    if ground is None:
        st.info(say("web.no_boundaries"))
    with st.container(key="beside"):
        _figures(city, found, ground)
    if city.certified is not None:
        _certified(city, level)
    laid.below(found, city, shown=laid.of_day(found, found.days[-1]))


@st.fragment
def _figures(city: City, found: Trend, ground: Ground | None) -> None:
    """Draw what follows the slider and the chosen unit: this part runs alone."""
    choose.speak()
    seen = (found.measure.key, found.level)
    left, words, unit = laid.beside(found, found.level, ground)
    with left:
        day = choosing.day(found.days, key="day", first=found.days[-1])
        if ground:
            legend = told.drawn(city, "legend", (*seen, day), lambda: maps.legend_trend(found, day))
            paint = told.drawn(city, "paint", (*seen, day), lambda: maps.paint_trend(found, day))
            title = say(f"agepage.legend.{found.measure.style}", name=found.measure.name)
            laid.on_map(ground, title, legend, paint, chosen=unit)
    with words:
        if unit:
            _panel(city, found, unit, day)
        drawn = told.drawn(city, "dots", (*seen, day, unit), lambda: dots.dots(found, day, chosen=unit))
        laid.chart(city, drawn, found, key="dots", title=say("agepage.chart.dots", name=found.measure.name, day=day))
    _years(city, found, unit)
    _ages(city, found, unit or WHOLE)
    if unit and found.level == "district":
        _alike(city, unit)


def _panel(city: City, found: Trend, unit: str, day: dt.date) -> None:
    """Write share and persons of the chosen unit, how they changed, and how many are certified."""
    rows = found.table[found.table["unit_id"] == unit]
    name, now = str(rows["name"].iloc[0]), rows[rows["date"] == day]
    why = found.absent.get(unit, say("agepage.unknown"))
    about = About("ageing", found.measure.key, found.measure.name, found.level, unit)
    if now.empty or not now["words"].iloc[0]:
        laid.panel(name, why, [], about)
        return
    whole = found.everywhere[(found.everywhere["role"] == WHOLE) & (found.everywhere["date"] == day)]
    facts = [
        (say("agepage.panel.change"), str(now["change_words"].iloc[0])),
        (say("agepage.panel.whole"), str(whole["words"].iloc[0]) if len(whole) else ""),
    ]
    if city.certified is not None:
        certified = told.certification(city, found.level).table.set_index("unit_id")["words"]
        facts.append((say("agepage.panel.certified"), str(certified.get(unit, ""))))
    laid.panel(name, str(now["words"].iloc[0]), facts, about)


def _years(city: City, found: Trend, unit: str | None) -> None:
    """Draw the indicator over the years; one day alone has no line."""
    evidence.heading(say("agepage.years", name=found.measure.name))
    if len(found.days) == 1:
        st.html(markup.block("p", say("agepage.one_day"), "said"))
        return
    seen = (found.measure.key, found.level, unit)
    drawn = told.drawn(city, "lines", seen, lambda: lines.lines(found, chosen=unit))
    laid.chart(city, drawn, found, key="lines", title=say("agepage.years", name=found.measure.name))


def _ages(city: City, found: Trend, unit: str) -> None:
    """Draw the ages of the residents on two days; days to come are expected."""
    steps = told.expected(city, found.level).days[1:]
    days = (*found.days, *steps)
    names = dict(zip(found.table["unit_id"], found.table["name"], strict=True))
    evidence.heading(say("agepage.ages.of", name=names.get(unit, city.record.name)))
    with choose.row("pyramid-days"):
        counted = len(found.days)
        first = choosing.one_day(days, key="first", label=say("agepage.first"), first=days[0], counted=counted)
        second = choosing.one_day(
            days, key="second", label=say("agepage.second"), first=found.days[-1], counted=counted
        )
    ages = told.pyramid(city, unit, first, second)
    if ages.headline:
        st.html(markup.block("p", ages.headline[0], "said"))
    if not ages.table.empty:
        drawn = told.drawn(city, "pyramid", (unit, first, second), lambda: pyramid.pyramid(ages))
        laid.chart(city, drawn, ages, key="pyramid", title=ages.title)


def _certified(city: City, level: Level) -> None:
    """Write who is certified for care, crude and with ages evened out: the one may rise while the other falls."""
    found = told.certification(city, level)
    with st.expander(say("agepage.certified"), key="expander-certified"):
        for line in found.headline:
            st.html(markup.block("p", line, "said"))
        st.html(markup.cards(export.readable(found), found.title))
        evidence.sources(found)
        evidence.notes(found)


def _alike(city: City, unit: str) -> None:
    """Write the districts most like this one, and why they are."""
    with st.expander(say("agepage.alike"), key="expander-alike"):
        found = told.alike(city, unit)
        st.html(markup.block("p", found.headline[0], "said") if found.headline else "")
        st.html(markup.cards(export.readable(found), found.title))
