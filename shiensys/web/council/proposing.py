"""What the districts propose to the whole city, and what the first tier answers."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from shiensys.answers import council
from shiensys.answers.council import Proposed
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme.meetings import PROPOSAL_STATES
from shiensys.text import say
from shiensys.web import markup
from shiensys.web.council import saving, wall
from shiensys.web.visitor import visitor


def show(city: City, programme: Programme) -> None:
    """Gather proposals; a coordinator answers them here."""
    wall.apply("desk")
    found = council.proposals(programme, everybody=not visitor().may_discuss, today=city.today)
    st.html(markup.block("h1", found.sentences[0], "page-title"))
    if found.sentences[1:]:
        st.html(markup.listing(found.sentences[1:], "council-figures"))
    saving.told()
    for each in found.rows:
        _one(city, each)


def _one(city: City, each: Proposed) -> None:
    """Show one proposal."""
    proposal = each.kept.record
    head = say("councilpage.joint").join(part for part in (each.kind, each.state) if part)
    waiting = markup.block("p", say("councilpage.waiting", n=each.waiting), "hint") if each.waiting else ""
    answer = markup.block("p", say("councilpage.answer", text=proposal.answer), "text") if proposal.answer else ""
    with st.container(key=f"council-proposal-{proposal.id}"):
        st.html(
            f'<section class="meeting">{markup.block("p", head, "state")}{markup.block("p", each.words, "text")}'
            f"{answer}{waiting}</section>"
        )
        if visitor().may_load:
            with st.expander(say("councilpage.answer.open")):
                _form(city, each)


def _form(city: City, each: Proposed) -> None:
    """Let a proposal be answered."""
    proposal = each.kept.record
    names = {state: say(f"council.proposal.state.{state}") for state in PROPOSAL_STATES}
    with st.form(f"answer-{proposal.id}", border=False):
        state = st.selectbox(
            say("programme.field.state"), list(names), index=list(names).index(proposal.state),
            format_func=names.__getitem__, filter_mode=None, key=f"answer-state-{proposal.id}", width=280,
        )  # fmt: skip
        text = st.text_area(
            say("programme.field.answer"), proposal.answer, key=f"answer-text-{proposal.id}", max_chars=10_000
        )
        sent = st.form_submit_button(say("councilpage.answer.save"), key=f"answer-save-{proposal.id}")
    ended = city.today if state in ("agreed", "declined") else None
    changed = replace(proposal, state=state or proposal.state, answer=text.strip(), answered=ended)
    if sent and saving.kept(city, changed, each.kept.revision, said=say("councilpage.answer.saved")):
        st.rerun()
