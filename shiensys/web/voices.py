"""「うちの地区は違う」: what a member says to a figure of the district, answered where the figure stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from shiensys import recording
from shiensys.answers import council
from shiensys.answers.answer import Level
from shiensys.answers.council import Heard
from shiensys.errors import ShiensysError
from shiensys.tables.programme import Voice
from shiensys.text import say
from shiensys.web import markup, top
from shiensys.web.visitor import visitor

LISTED = 20  # voices under a panel; all of them are on the councils' page
_SENT = "voices-sent"  # how many this reader sent: a new form, empty, after each
_SENT_OF = "voices-sent-of"  # what the last one was about


@dataclass(frozen=True)
class About:
    """What a figure is of. ``view``: the page; ``subject``: kind of support or indicator, ``what``: in words."""

    view: str
    subject: str
    what: str
    level: Level
    unit_id: str


def offer(about: About, name: str, words: str) -> None:
    """Let a member say that a district's figure isn't so, and show what was said of it and answered.

    Members and coordinators alone see any of it: a voice is a remark within the council. ``name``: of the district;
    ``words``: what the page says. What stands inside is made only where a reader opened it, so that a click on the
    map costs no more than before.
    """
    if about.level != "district" or not visitor().may_discuss:
        return
    heard = council.voices(top.programme(), about.unit_id, view=about.view)
    mine = [each for each in heard if each.voice.subject == about.subject]
    if mine:
        waiting = sum(each.voice.state == "open" for each in mine)
        st.html(markup.block("p", say("council.voice.heard", n=len(mine), waiting=waiting), "hint"))
    # the label stays as it is: under another one Streamlit would close what the reader opened
    inside = st.expander(
        say("council.voice.offer"), key=f"voices-{about.view}-{about.subject}-{about.unit_id}", on_change="rerun"
    )
    if inside.open:
        figure = say("council.voice.figure", name=name, what=about.what, words=words)
        with inside:
            if st.session_state.get(_SENT_OF) == about:
                st.html(markup.block("p", say("council.voice.sent"), "sure"))
            _listed(mine)
            _form(about, figure)


def _listed(about: Sequence[Heard]) -> None:
    """Write what was said of a figure, each with its answer."""
    items = "".join(_one(each) for each in about[:LISTED])
    if items:
        st.html(f'<ul class="voices">{items}</ul>')
    if len(about) > LISTED:
        st.html(markup.block("p", say("council.voice.more", n=len(about) - LISTED), "hint"))


def _one(heard: Heard) -> str:
    """Write one voice as it was said."""
    parts = [markup.block("p", heard.said, "hint"), *_lines(heard.voice.text)]
    if heard.answered:
        parts += [markup.block("p", heard.answered, "hint"), *_lines(heard.voice.answer)]
    else:
        parts.append(markup.block("p", say("council.voice.waiting", n=heard.waiting), "hint"))
    return f"<li>{''.join(parts)}</li>"


def _lines(text: str) -> list[str]:
    """Write a text line by line."""
    return [markup.block("p", line, "said") for line in text.splitlines() if line.strip()]


def _form(about: About, figure: str) -> None:
    """Let the member write; what was written stays where it couldn't be kept."""
    sent = st.session_state.get(_SENT, 0)
    key = f"{about.view}-{about.subject}-{about.unit_id}-{sent}"
    st.html(markup.block("p", say("council.voice.about", figure=figure), "hint"))
    with st.form(f"voice-form-{key}", border=False):
        text = st.text_area(say("council.voice.text"), key=f"voice-text-{key}", height=100)
        author = st.text_input(say("council.voice.author"), key=f"voice-author-{key}")
        if st.form_submit_button(say("council.voice.send"), key=f"voice-send-{key}", type="primary"):
            _send(about, figure, text, author)


def _send(about: About, figure: str, text: str, author: str) -> None:
    """Keep what was written; a sentence tells what is wrong with it."""
    said = Voice(
        district=about.unit_id,
        view=about.view,
        subject=about.subject,
        figure=figure,
        text=text.strip(),
        author=author.strip(),
        said_at=dt.datetime.now(dt.UTC),
    )
    try:
        recording.save(top.city(), said, who=visitor().name)
    except ShiensysError as error:
        st.html(markup.block("p", str(error), "sure"))
        return
    st.session_state[_SENT] = st.session_state.get(_SENT, 0) + 1
    st.session_state[_SENT_OF] = about
    st.rerun()
