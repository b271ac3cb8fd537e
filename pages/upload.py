"""Load data: choose a file, see what it is taken for, mend it, see what changes, save."""

import streamlit as st

from shiensys.errors import ShiensysError
from shiensys.text import say
from shiensys.web import markup, records, top
from shiensys.web.upload import (
    accepting,
    asking,
    blank,
    checking,
    choosing,
    found,
    looking,
    marked,
    previewing,
    saving,
    style,
)
from shiensys.web.visitor import visitor


def load() -> None:
    """Go step by step; each one stands when the one before it is done."""
    saving.report()
    if top.has_city():
        records.reminder(top.city())
    target = choosing.target(top.card())
    if target is None:
        return
    blank.offer(target)
    choosing.file(target)
    outcome = checking.outcome(target)
    if outcome is None:
        return
    looking.show(outcome)
    asking.show(outcome)
    found.show(outcome)
    marked.offer(outcome)
    reasons = accepting.reasons(outcome)
    if outcome.packed is not None and reasons is not None:
        saving.offer(outcome, previewing.show(outcome.target, outcome.packed), reasons)


style.apply()
st.html(markup.block("h1", say("upload.title"), "page-title"))
if visitor().may_load:
    try:
        load()
    except ShiensysError as error:
        st.html(markup.block("p", str(error), "problem"))
else:
    st.html(markup.block("p", say("upload.no_right")))
