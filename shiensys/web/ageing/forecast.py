"""What is expected: how sure that is first, the map by step, the range of one unit, when shares pass bounds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from shiensys.answers.ageing.answer import Expected, ForecastKey
from shiensys.answers.answer import Level
from shiensys.city import City
from shiensys.show import export
from shiensys.show.ageing import fan, maps
from shiensys.show.maps import Ground
from shiensys.text import say, share
from shiensys.web import answered, choose, evidence, markup
from shiensys.web.ageing import answered as told
from shiensys.web.ageing import choosing, laid
from shiensys.web.voices import About

_OPENS = 2040  # year that the headline speaks of


def show(city: City, row: DeltaGenerator) -> None:
    """Show the forecast; what is chosen stands in ``row``."""
    with row:
        key = choosing.group()
        level = choosing.level(city)
    found = told.expected(city, level)
    if not found.days:
        evidence.headline(found)
        laid.nothing(found, say("agepage.bring", page=say("web.choose.page.upload")), *found.notes)
        return
    st.html(markup.block("p", found.sureness, "sure"))
    evidence.headline(found)
    ground = answered.ground(city, level)
    if ground is None:
        st.info(say("web.no_boundaries"))
    with st.container(key="beside"):
        _figures(city, found, key, ground)
    _passing(city, level)
    _tested(city)
    laid.below(found, city, said=found.sureness, shown=laid.of_day(_of_group(found, key), _opening(found)))


@st.fragment
def _figures(city: City, found: Expected, key: ForecastKey, ground: Ground | None) -> None:
    """Draw what follows the slider and the chosen unit: this part runs alone."""
    choose.speak()
    left, words, unit = laid.beside(found, found.level, ground)
    with left:
        day = choosing.day(found.days, key="step", first=_opening(found), expected=True)
        if ground:
            seen = (found.level, key, day)
            legend = told.drawn(city, "legend-expected", seen, lambda: maps.legend_expected(found, key, day))
            paint = told.drawn(city, "paint-expected", seen, lambda: maps.paint_expected(found, key, day))
            name = say(f"agepage.ages.{key}")
            title = say("agepage.legend.persons" if key == "all" else "agepage.legend.share", name=name)
            laid.on_map(ground, title, legend, paint, chosen=unit)
    with words:
        _panel(city, found, key, unit, day)
        _fans(city, found, key, unit)


def _opening(found: Expected) -> dt.date:
    """Give the day that the view opens with."""
    return next((each for each in found.days if each.year == _OPENS), found.days[-1])


def _of_group(found: Expected, key: ForecastKey) -> Expected:
    """Keep the rows of one age group."""
    return replace(found, table=found.table[found.table["key"] == key])


def _panel(city: City, found: Expected, key: ForecastKey, unit: str | None, day: dt.date) -> None:
    """Write what is expected of the chosen unit, of the city where none is chosen, and when it passes the bounds."""
    rows = found.table[found.table["unit_id"] == unit] if unit else found.everywhere
    now = rows[(rows["key"] == key) & (rows["date"] == day)]
    passing = found.passing[found.passing["unit_id"] == unit]
    facts = [(say("agepage.panel.bound", share=share(bound, 0)), str(words))
             for bound, words in zip(passing["bound"], passing["words"], strict=True)]  # fmt: skip
    if unit and len(now):
        facts.append((say("agepage.panel.mark"), str(now["mark_words"].iloc[0])))
    names = dict(zip(found.table["unit_id"], found.table["name"], strict=True))
    words = str(now["words"].iloc[0]) if len(now) else ""
    why = found.absent.get(unit or "", say("agepage.unknown"))
    about = About("ageing", f"expected_{key}", say(f"agepage.ages.{key}"), found.level, unit) if unit else None
    laid.panel(str(names.get(unit, city.record.name)), words or why, facts, about)


def _fans(city: City, found: Expected, key: ForecastKey, unit: str | None) -> None:
    """Draw persons and share over the years with their range."""
    names = dict(zip(found.table["unit_id"], found.table["name"], strict=True))
    name = say("agepage.chart.fan", name=names.get(unit, city.record.name), ages=say(f"agepage.ages.{key}"))
    seen = (found.level, key, unit)
    amounts = told.drawn(city, "amounts", seen, lambda: fan.amounts(found, key, unit))
    laid.chart(city, amounts, found, key="amounts", title=say("agepage.chart.persons", name=name))
    if key != "all":
        shares = told.drawn(city, "shares", seen, lambda: fan.shares(found, key, unit))
        laid.chart(city, shares, found, key="shares", title=say("agepage.chart.share", name=name))


def _passing(city: City, level: Level) -> None:
    """Write when each unit passes the bounds."""
    found = told.when(city, level)
    with st.expander(say("agepage.passing"), key="expander-passing"):
        st.html(markup.table(export.readable(found), found.title))


def _tested(city: City) -> None:
    """Write how the same method did on the city's own past."""
    found = told.tested(city)
    with st.expander(say("agepage.tested"), key="expander-tested"):
        for line in found.headline:
            st.html(markup.block("p", line, "said"))
        if not found.table.empty:
            older = found.table["key"].isin(("older", "old"))  # sixty rows say no more than thirty
            st.html(markup.table(export.readable(replace(found, table=found.table[older])), found.title))
        evidence.notes(found)
