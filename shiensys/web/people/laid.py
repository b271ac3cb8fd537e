"""How each view of the page is laid out: the answer in words, lists as cards, files, and the form to keep them."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from shiensys.answers.answer import Answer
from shiensys.show import export
from shiensys.show.classes import MapClass
from shiensys.show.maps import Ground
from shiensys.text import say
from shiensys.web import evidence, map_view, markup, voices


def listed(answer: Answer) -> None:
    """Show a list whole: it is short, and what it is here for."""
    if answer.table.empty:
        return
    st.html(markup.cards(export.readable(answer), answer.title))


def below(answer: Answer, version: str) -> None:
    """Write sources and notes, and hand the list out as a file."""
    evidence.sources(answer)
    evidence.notes(answer)
    if not answer.table.empty:
        evidence.files(answer)


def on_map(
    ground: Ground, title: str, legend: Iterable[MapClass], paint: dict[str, object], chosen: str | None
) -> None:
    """Draw the map below its legend."""
    st.html(markup.legend(title, legend))
    with st.container(key="ground"):
        map_view.show(ground, paint, [], chosen=chosen)


def objected(subject: str, what: str, unit_id: str, name: str, facts: Iterable[tuple[str, str]]) -> None:
    """Let a member say that what the map says of a district isn't so."""
    words = say("web.sentence_joint").join(
        say("peoplepage.fact", label=label, words=told) for label, told in facts if told
    )
    voices.offer(voices.About("people", subject, what, "district", unit_id), name, words)


def panel(name: str, facts: Iterable[tuple[str, str]]) -> None:
    """Write what is known of one district."""
    known = [(label, words or say("peoplepage.none")) for label, words in facts]
    st.html(
        '<section class="panel" aria-live="polite">'
        + markup.block("h2", name)
        + markup.pairs(known, "facts-of-unit")
        + "</section>"
    )
