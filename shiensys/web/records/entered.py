"""What was entered on the pages, record by record: who changed what and when, whatever the kind."""

from __future__ import annotations

import streamlit as st

from shiensys.answers import recorded
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show import export
from shiensys.store import record_trail
from shiensys.tables.programme import KINDS
from shiensys.text import say
from shiensys.web import download, evidence, markup

MOST = 20  # changes on the screen
MOST_IN_FILE = 10_000
ALL = "all"


def entered(city: City, programme: Programme) -> None:
    """List the changes of small records, newest first, to be narrowed down to one kind."""
    evidence.heading(say("programme.changes.title"))
    kind = KINDS.get(_kind())
    code = city.record.code
    told = recorded.changes(city, programme, record_trail.steps(code, kind, most=MOST))
    if told.table.empty:
        st.html(markup.block("p", say("programme.changes.empty"), "said"))
        return
    st.html(markup.cards(export.readable(told), say("programme.changes.caption", n=len(told.table))))
    download.button(
        say("records.trail.download"),
        lambda: export.csv_bytes(recorded.changes(city, programme, record_trail.steps(code, kind, most=MOST_IN_FILE))),
        say("programme.changes.file", city=city.record.name),
        what=told.title,
        city=code,
        mime="text/csv",
        key="entered-download",
    )


def _kind() -> str:
    """Let the reader narrow the changes down."""
    chosen = st.selectbox(
        say("programme.changes.filter"),
        [ALL, *KINDS],
        format_func=lambda name: say("records.trail.all") if name == ALL else say(f"programme.kind.{name}"),
        key="entered-kind",
        filter_mode=None,
        width=320,
    )
    return chosen or ALL
