"""Every version of every table: which are in use, which were, and what each changed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from shiensys.answers import card
from shiensys.answers.answer import Answer
from shiensys.answers.history import change
from shiensys.city import City
from shiensys.show import export
from shiensys.store import versions
from shiensys.store.versions import Version
from shiensys.text import moment, say
from shiensys.web import evidence, markup
from shiensys.web.records import turning, words
from shiensys.web.visitor import visitor

MOST_PLACES = 50  # rows of a difference on the screen
Table = tuple[str, str]  # kind, part


def in_use(city: City) -> None:
    """List the tables that stand behind the maps now."""
    evidence.heading(say("records.now"))
    if not city.loaded:
        st.info(say("records.none", page=say("web.choose.page.upload")))
        return
    keys = ("when", "who", "file", "rows")
    rows = [
        (words.table_words(version.kind, version.part), *(_cells(version)[key] for key in keys))
        for version in city.loaded
    ]
    st.html(_html(("table", *keys), rows, say("records.now_caption")))


def history(city: City) -> None:
    """Show the versions of one table, newest first; what one of them changed; and the way back to it."""
    evidence.heading(say("records.history"))
    code = city.record.code
    by_table: dict[Table, list[Version]] = {}
    for version in versions.history(code):
        by_table.setdefault((version.kind, version.part), []).append(version)
    if not by_table:
        return
    kind, part = _table(list(by_table))
    listed = by_table[kind, part]
    current = versions.current_id(code, kind, part)
    keys = ("when", "who", "file", "rows", "accepted", "note")
    rows = [(_state(version, current), *(_cells(version)[key] for key in keys)) for version in listed]
    st.html(_html(("state", *keys), rows, say("records.history_caption")))
    chosen = _version(listed, current)
    _changed(city, chosen, listed)
    turning.offer(city, chosen, listed, current)


def _table(tables: list[Table]) -> Table:
    """Let the reader choose a table, by the order in which they last changed."""
    return st.selectbox(
        say("records.choose_table"),
        tables,
        format_func=lambda table: words.table_words(*table),
        key="records-table",
        filter_mode=None,
    )


def _version(listed: list[Version], current: int | None) -> Version:
    """Let the reader choose a version of a table."""
    by_id = {version.id: version for version in listed}
    names = {version.id: _name(version, current) for version in listed}
    chosen = st.selectbox(
        say("records.choose_version"),
        list(by_id),
        format_func=names.__getitem__,
        key=f"records-version-{listed[-1].id}",
        filter_mode=None,
    )
    return by_id[chosen]


def _name(version: Version, current: int | None) -> str:
    """Name a version in a list to choose from."""
    cells = _cells(version)
    name = say("records.version", when=cells["when"], who=cells["who"], rows=cells["rows"])
    return say("records.version_current", version=name) if version.id == current else name


def _state(version: Version, current: int | None) -> str:
    """Say whether a version is in use."""
    if version.purged_at is not None:
        return say("records.state.purged")
    if version.id == current:
        return say("records.state.current")
    return say("records.state.withdrawn" if current is None else "records.state.older")


def _cells(version: Version) -> dict[str, str]:
    """Write what is known of a version."""
    return {
        "when": moment(version.loaded_at),
        "who": words.who(version.loaded_by),
        "file": version.file_name,
        "rows": words.rows(version.kind, version.rows),
        "accepted": words.accepted(version),
        "note": version.note or say("records.nothing"),
    }


def _changed(city: City, chosen: Version, listed: list[Version]) -> None:
    """Say what a version changed against the one before it."""
    before = next((version for version in listed if version.id < chosen.id), None)
    found = change(card(city), chosen, before, personal=visitor().may_see_personal)
    evidence.heading(found.title)
    st.html(markup.block("p", found.headline[0], "said"))
    if not found.table.empty:
        st.html(_places(found))


def _places(found: Answer) -> str:
    """Write what changed by place, the most changed first."""
    shown = export.readable(found).head(MOST_PLACES)
    caption = say("records.change.most_first")
    if len(found.table) > MOST_PLACES:
        caption = say("records.change.more", n=MOST_PLACES, of=len(found.table))
    return markup.cards(shown, caption)


def _html(columns: tuple[str, ...], rows: list[tuple[str, ...]], caption: str) -> str:
    """Write a table of versions."""
    heads = [say(f"records.column_of.{key}") for key in columns]
    return markup.cards(pd.DataFrame(rows, columns=heads), caption)
