"""Who did what, and when; and whether the records are as they were written."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from shiensys.answers import card
from shiensys.answers.answer import Answer, Column
from shiensys.city import City
from shiensys.show import export
from shiensys.store import audit
from shiensys.store.audit import Entry
from shiensys.text import moment, say
from shiensys.web import download, evidence, markup
from shiensys.web.records import words

MOST = 200  # entries on the screen
ALL = "all"
_COLUMNS = ("when", "who", "action", "table", "details")


def trail(city: City) -> None:
    """List who did what, newest first, to be narrowed down to one sort of deed."""
    evidence.heading(say("records.trail.title"))
    entries = _entries(city.record.code)
    if not entries:
        st.html(markup.block("p", say("records.trail.empty"), "said"))
        return
    _whole()
    told = _answer(city, _wanted(entries))
    st.html(markup.cards(export.readable(told), say("records.trail.caption", n=len(told.table))))
    download.button(
        say("records.trail.download"),
        export.csv_bytes(told),
        say("records.trail.file", city=city.record.name),
        what=told.title,
        city=city.record.code,
        mime="text/csv",
        key="trail-download",
    )


def _entries(code: str) -> list[Entry]:
    """Give what was done to a city, and to the store as a whole, newest first."""
    found = [*audit.entries(code, limit=MOST), *audit.entries("", limit=MOST)]
    return sorted(found, key=lambda entry: entry.id, reverse=True)[:MOST]


def _wanted(entries: list[Entry]) -> list[Entry]:
    """Let the reader narrow the entries down."""
    there = [action for action in audit.ACTIONS if any(entry.action == action for entry in entries)]
    action = st.selectbox(
        say("records.trail.filter"),
        [ALL, *there],
        format_func=lambda key: say("records.trail.all") if key == ALL else say(f"records.action.{key}"),
        key="trail-action",
        filter_mode=None,
        width=320,
    )
    return [entry for entry in entries if action in (ALL, entry.action)]


def _whole() -> None:
    """Say whether all records of the store hang together; looked at anew when one came."""
    (newest,) = audit.entries(limit=1)
    key = f"records-whole-{newest.id}"
    if key not in st.session_state:
        st.session_state[key] = audit.verify()
    broken = st.session_state[key]
    if broken is None:
        st.success(say("records.trail.whole", n=newest.id))
        return
    if broken.first_bad_id:
        st.error(say("records.trail.broken", id=broken.first_bad_id))
    if broken.versions:
        st.error(say("records.trail.altered", n=len(broken.versions)))


def _answer(city: City, entries: list[Entry]) -> Answer:
    """Write the entries as a table of text."""
    rows = [
        (
            moment(entry.at),
            words.who(entry.who),
            say(f"records.action.{entry.action}"),
            words.table_words(entry.kind, entry.part) if entry.kind else "",
            say("answers.reason_joint").join(_details(entry)),
        )
        for entry in entries
    ]
    return Answer(
        city=card(city),
        title=say("records.trail.title"),
        table=pd.DataFrame(rows, columns=list(_COLUMNS)),
        columns=tuple(Column(key, say(f"records.trail.column.{key}")) for key in _COLUMNS),
        evidence=(),
    )


def _details(entry: Entry) -> Iterator[str]:
    """Say what else is known of an entry."""
    told = entry.details
    if told.get("file"):
        yield say("records.trail.file_of", file=told["file"])
    if told.get("what"):
        yield str(told["what"])
    rows, months = told.get("rows"), told.get("months")
    if isinstance(rows, int):
        yield words.rows(entry.kind, rows)
    if isinstance(months, int):
        yield say("records.trail.months", n=months)
    if told.get("reason"):
        yield say("records.trail.reason", reason=told["reason"])
