"""Whom to call: a list for each coordinator, on screen, as a file, and on paper one page each."""

from __future__ import annotations

import streamlit as st

from shiensys.answers.calls import CallList
from shiensys.answers.roster import Roster
from shiensys.show import export
from shiensys.text import say
from shiensys.web import evidence, markup
from shiensys.web.roster.lists import cards, offer

EVERYBODY = "*"


def callings(found: Roster) -> None:
    """Show the call list of one coordinator, the first one to begin with, or all of them."""
    if not found.calls:
        return
    evidence.heading(say("roster.calls.heading"))
    st.html(markup.block("p", say("roster.calls.print"), "hint"))
    names = {each.key: say("roster.calls.of", who=each.who, n=len(each.answer.table)) for each in found.calls}
    names[EVERYBODY] = say("roster.calls.all")
    chosen = st.selectbox(say("roster.calls.choose"), list(names), format_func=names.__getitem__, key="calls-of")
    shown = [each for each in found.calls if chosen in (EVERYBODY, each.key)]
    with st.container(key="calls"):
        for each in shown:
            st.html(_page(each))
            offer(each.answer)


def _page(calls: CallList) -> str:
    """Write one list, which begins a page of its own on paper."""
    answer = calls.answer
    sources = markup.listing([export.source_line(each) for each in answer.evidence], "sources")
    notes = markup.listing(answer.notes, "notes") if answer.notes else ""
    table = cards(export.readable(answer), answer.title)
    return f'<section class="call-list">{markup.block("h3", answer.title)}{notes}{table}{sources}</section>'
