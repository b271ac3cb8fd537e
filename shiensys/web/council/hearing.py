"""「うちの地区は違う」: what members object to, answered by the coordinator of the district."""

from __future__ import annotations

import streamlit as st

from shiensys.answers import council
from shiensys.answers.council import Heard, Inbox
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.programme import Programme
from shiensys.text import say
from shiensys.web import evidence, markup
from shiensys.web.council import saving, wall
from shiensys.web.visitor import visitor


def show(city: City, programme: Programme) -> None:
    """List what was said by who sees to it; open ones first."""
    wall.apply("desk")
    everything = council.voices(programme, today=city.today)
    left = sum(each.voice.state == "open" for each in everything)
    key = "councilpage.voices" if everything else "councilpage.voices.none"
    st.html(markup.block("h1", say(key, n=len(everything), open=left), "page-title"))
    saving.told()
    shown: set[str] = set()
    for box in council.inbox(city, programme, today=city.today):
        _box(city, box, shown)


def _box(city: City, box: Inbox, shown: set[str]) -> None:
    """Show what one coordinator sees to; a voice that several see to is answered in the first place."""
    evidence.heading(say("councilpage.voices.box", name=box.name, n=box.open))
    for each in box.heard:
        _one(city, each, may=visitor().may_load and each.voice.id not in shown)
        shown.add(each.voice.id)


def _one(city: City, each: Heard, *, may: bool) -> None:
    """Show one voice, what stood there, and the answer or a form for it."""
    voice = each.voice
    names = dict(zip(city.districts["district_id"], city.districts["name"], strict=True))
    head = say("councilpage.joint").join((names.get(voice.district, voice.district), each.said))
    figure = markup.block("p", say("councilpage.voices.figure", text=voice.figure), "hint") if voice.figure else ""
    answer = (
        markup.block("p", each.answered, "state") + markup.block("p", voice.answer, "text") if each.answered else ""
    )
    waiting = markup.block("p", say("councilpage.waiting", n=each.waiting), "late") if each.waiting else ""
    st.html(
        f'<section class="meeting">{markup.block("p", head, "state")}{figure}{markup.block("p", voice.text, "text")}'
        f"{answer}{waiting}</section>"
    )
    if may:
        with st.expander(say("councilpage.answer.open")):
            _form(city, each)


def _form(city: City, each: Heard) -> None:
    """Let a voice be answered."""
    with st.form(f"hear-{each.voice.id}", border=False):
        text = st.text_area(
            say("programme.field.answer"), each.voice.answer, key=f"hear-text-{each.voice.id}", max_chars=10_000
        )
        who = st.text_input(
            say("programme.field.answered_by"), each.voice.answered_by, key=f"hear-who-{each.voice.id}", max_chars=200
        )
        sent = st.form_submit_button(say("councilpage.answer.save"), key=f"hear-save-{each.voice.id}")
    if not sent:
        return
    try:
        changed = council.answered(each.voice, text, who.strip())
    except ShiensysError as refusal:
        st.error(str(refusal))
        return
    if saving.kept(city, changed, each.kept.revision, said=say("councilpage.answer.saved")):
        st.rerun()
