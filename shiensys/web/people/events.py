"""Events and news; and what the programme is, in short."""

from __future__ import annotations

import streamlit as st

from shiensys.answers import organising
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Event
from shiensys.text import say
from shiensys.web import evidence, markup
from shiensys.web.people import keeping, laid

DUTIES = ("needs", "call", "network", "carriers", "match")
ROLES = ("support", "needs", "visible", "plan", "shared", "exchange", "reach")
QUESTIONS = ("trouble", "resources", "lacking", "how", "who")
SHAPE = ("first", "second", "coordinators", "council", "members")
WAY = ("state", "place", "help", "start", "add_up", "spread")


def show(city: City, programme: Programme) -> None:
    """Show what is to come and what was."""
    found = organising.events(city, programme)
    evidence.headline(found)
    laid.listed(found)
    laid.below(found, city.version)
    keeping.keep(city, programme, Event)


def about(_city: City, _programme: Programme) -> None:
    """Tell what coordinators and councils do, and the way from sharing the present state to help that spreads."""
    st.html(f'<div class="answer">{markup.block("h1", say("peoplepage.about.title"))}</div>')
    shape = [(say(f"peoplepage.shape.{each}"), say(f"peoplepage.shape.{each}.words")) for each in SHAPE]
    laid.panel(say("peoplepage.shape"), shape)
    evidence.heading(say("peoplepage.about.way"))
    st.html(markup.listing([say(f"organising.option.step.{each}") for each in WAY], "way"))
    evidence.heading(say("peoplepage.about.questions"))
    st.html(markup.listing([say(f"peoplepage.question.{each}") for each in QUESTIONS], "facts"))
    left, right = st.columns(2, gap="medium")
    with left:
        evidence.heading(say("peoplepage.about.duties"))
        st.html(markup.listing([say(f"peoplepage.duty.{each}") for each in DUTIES], "facts"))
    with right:
        evidence.heading(say("peoplepage.about.roles"))
        st.html(markup.listing([say(f"peoplepage.role.{each}") for each in ROLES], "facts"))
    st.html(markup.listing([say("peoplepage.about.source")], "sources"))
