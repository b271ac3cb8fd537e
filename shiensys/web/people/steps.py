"""How far each district has come, on the map and with the days."""

from __future__ import annotations

import streamlit as st

from shiensys.answers import organising
from shiensys.answers.organising import Steps
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show.maps import Ground
from shiensys.show.people import maps
from shiensys.tables.programme import Step
from shiensys.tables.programme.people import STEPS
from shiensys.text import date, say
from shiensys.web import answered, choose, evidence
from shiensys.web.people import keeping, laid


def show(city: City, programme: Programme) -> None:
    """Show the step that each district has reached."""
    found = organising.steps(city, programme)
    evidence.headline(found)
    if found.counts and sum(found.counts.values()):
        with st.container(key="beside"):
            _figures(city, found, answered.ground(city, "district"))
        with st.expander(found.title, key="expander-steps"):
            laid.listed(found)
    laid.below(found, city.version)
    keeping.keep(city, programme, Step)


@st.fragment
def _figures(city: City, found: Steps, ground: Ground | None) -> None:
    """Show the map beside the days of the chosen district; a click runs this part alone."""
    choose.speak()
    left, right = st.columns([1, 1], gap="medium") if ground else (st.container(), st.container())
    with right:
        chosen = choose.district(found.table, "district")
        if chosen:
            row = found.table.set_index("unit_id").loc[chosen]
            days = [(step, row[f"step_{step}"]) for step in STEPS]
            facts = [(say(f"organising.option.step.{step}"), date(day) if day else "") for step, day in days]
            laid.panel(str(row["name"]), facts)
            laid.objected("steps", found.title, chosen, str(row["name"]), [(found.title, str(row["words"]))])
        else:
            facts = [
                (say(f"organising.option.step.{step}"), say("peoplepage.districts", n=found.counts[step]))
                for step in STEPS
            ]
            laid.panel(say("peoplepage.reached"), facts)
    with left:
        if ground is None:
            st.info(say("web.no_boundaries"))
        else:
            laid.on_map(ground, say("peoplepage.reached"), maps.by_step(found), maps.paint_steps(found), chosen)
