"""What was decided: last time's decisions and their state, and new ones with who, what and by when."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from shiensys.answers import council
from shiensys.answers.council import Pending
from shiensys.answers.council.open_decisions import UNDONE
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.programme import Programme
from shiensys.tables.categories import categories
from shiensys.tables.programme import Decision, Meeting, Proposal
from shiensys.text import say
from shiensys.web import evidence, markup
from shiensys.web.council import dated, saving
from shiensys.web.council.live import Look
from shiensys.web.visitor import visitor

_FAR = dt.timedelta(days=3650)


def opening(city: City, programme: Programme, meeting: Meeting, look: Look) -> None:
    """Open a meeting with what was decided before and where it stands."""
    found = council.opening(programme, meeting, today=city.today)
    st.html(markup.listing(found.sentences, "council-figures"))
    may = visitor().may_discuss and look == "desk" and meeting.state != "closed"
    for title, some in (("last", found.decided), ("older", found.older)):
        if some:
            evidence.heading(say(f"councilpage.decided.{title}"))
        for each in some:
            _one(city, meeting, each, may=may and each.decision.state in UNDONE)


def _one(city: City, meeting: Meeting, pending: Pending, *, may: bool) -> None:
    """Show one decision, and let it be marked."""
    with st.container(key=f"council-decision-{pending.decision.id}"):
        css = "decision late" if pending.overdue else "decision"
        st.html(markup.block("p", pending.words, css))
        if pending.decision.outcome:
            st.html(markup.block("p", say("councilpage.outcome", text=pending.decision.outcome), "hint"))
        if may:
            _marks(city, meeting, pending)


def _marks(city: City, meeting: Meeting, pending: Pending) -> None:
    """Offer the three ends of a decision, with a word on what came of it."""
    at = pending.decision.id
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        outcome = st.text_input(say("councilpage.outcome.label"), key=f"outcome-{at}", max_chars=500, width=360)
        done = replace(pending.decision, ended=city.today, outcome=outcome)
        if st.button(say("councilpage.mark.done"), key=f"done-{at}"):
            _after(saving.kept(city, replace(done, state="done"), pending.kept.revision))
        if st.button(say("councilpage.mark.carried"), key=f"carried-{at}"):
            _after(saving.carried(city, pending, meeting))
        if st.button(say("councilpage.mark.dropped"), key=f"dropped-{at}"):
            _after(saving.kept(city, replace(done, state="dropped"), pending.kept.revision))


def _after(kept: bool) -> None:
    """Run the page again where something was kept; else the reason stands where it was tried."""
    if kept:
        st.rerun()


def new(city: City, meeting: Meeting, *, key: str) -> None:
    """Let a decision be written down: what, who, by when."""
    with st.form(f"decide-{key}", clear_on_submit=False, border=True):
        st.html(markup.block("p", say("councilpage.decide"), "form-title"))
        what = st.text_area(say("programme.field.what"), key=f"decide-what-{key}", max_chars=10_000, height=80)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            who = st.text_input(say("councilpage.decide.who"), key=f"decide-who-{key}", max_chars=200, width=280)
            typed = dated.field(say("programme.field.due"), None, key=f"decide-due-{key}")
            sent = st.form_submit_button(say("councilpage.decide.save"), key=f"decide-save-{key}", type="primary")
    if not sent:
        return
    try:
        due = dated.read(typed, say("programme.field.due"), first=city.today, last=city.today + _FAR)
    except ShiensysError as trouble:
        st.error(str(trouble))
        return
    decision = Decision(id=saving.made_id(), meeting_id=meeting.id, what=what.strip(), who=who.strip(), due=due)
    if saving.kept(city, decision, said=say("councilpage.decide.saved")):
        _clear(f"decide-what-{key}", f"decide-who-{key}", f"decide-due-{key}")
        st.rerun()


def propose(city: City, meeting: Meeting) -> None:
    """Let a coordinator carry something to the whole city's council."""
    names = {"": say("councilpage.propose.any")} | {each.kind: each.name for each in categories()}
    with st.form("propose", border=True):
        st.html(markup.block("p", say("councilpage.propose"), "form-title"))
        text = st.text_area(say("councilpage.propose.text"), key="propose-text", max_chars=10_000, height=80)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            kind = st.selectbox(
                say("councilpage.propose.kind"), list(names), format_func=names.__getitem__, key="propose-kind",
                filter_mode=None, width=280,
            )  # fmt: skip
            sent = st.form_submit_button(say("councilpage.propose.save"), key="propose-save")
    if not sent:
        return
    proposal = Proposal(
        id=saving.made_id(), council_id=meeting.council_id, meeting_id=meeting.id,
        kind=kind or "", text=text.strip(), proposed=city.today,
    )  # fmt: skip
    if saving.kept(city, proposal, said=say("councilpage.propose.saved")):
        _clear("propose-text", "propose-kind")
        st.rerun()


def _clear(*keys: str) -> None:
    """Empty fields for the next entry."""
    for key in keys:
        st.session_state.pop(key, None)
