"""Entries that may be one, side by side: joined, or said to be two, only when somebody says so."""

from __future__ import annotations

from functools import partial

import streamlit as st

from shiensys import recording
from shiensys.answers.registry import pairs
from shiensys.answers.registry.pairs import Beside
from shiensys.answers.registry.typed import heading
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show import labels
from shiensys.show.registry import beside
from shiensys.store import records
from shiensys.tables.programme import Pair
from shiensys.text import say
from shiensys.web import choose, evidence, markup
from shiensys.web.resources import answered, desk
from shiensys.web.visitor import visitor

WANTED, WHICH, KEEP, TAKE, BACK = "pairs", "pair", "pair-keep", "pair-take", "pair-back"


@st.fragment
def show(city: City, programme: Programme) -> None:
    """Offer the pairs that nobody has judged yet, and what was joined to be taken back."""
    choose.speak()
    if desk.changed():
        st.rerun()  # the whole page: the registry is another now
    if not st.toggle(say("resources.pairs"), key=WANTED, bind="query-params"):
        return
    found = answered.pairs(city, programme)
    evidence.heading(found.headline[0])
    names = {
        (row["first"], row["second"]): say("resources.pairs.two", first=row["first_name"], second=row["second_name"])
        for row in labels.rows(found.table)
    }
    if names:
        pair = st.selectbox(
            say("resources.pairs.which"), list(names), format_func=names.__getitem__, key=WHICH, filter_mode=None
        )
        _two(city, pair)
    _back(city, programme)


def _two(city: City, pair: tuple[str, str]) -> None:
    """Set two entries side by side and ask what they are."""
    found = pairs.beside(city, *pair, internal=visitor().may_load)
    if found.why:
        st.html(markup.block("p", say("resources.pairs.why", why=found.why), "said"))
    st.html(markup.cards(beside.readable(found), found.title))
    named = dict(zip(pair, (column.heading for column in found.columns[1:]), strict=True))
    keep = st.radio(
        say("resources.pairs.keep"), pair, format_func=lambda each: _entry(named[each], each), key=f"{KEEP}-{pair}"
    )  # fmt: skip
    other = pair[1] if keep == pair[0] else pair[0]
    offered = pairs.proposed(city, keep, other)
    taken = list(offered)
    if offered:
        taken = st.multiselect(
            say("resources.pairs.take", name=named[other]), list(offered), default=list(offered),
            format_func=heading, key=f"{TAKE}-{keep}-{other}", select_all=False,
        )  # fmt: skip
    with choose.row("pairs-do"):
        st.button(
            say("resources.pairs.same"), key="pairs-same", on_click=_join,
            args=(city, found, keep, {name: offered[name] for name in taken}),
        )  # fmt: skip
        st.button(say("resources.pairs.different"), key="pairs-different", on_click=_apart, args=(city, *pair))


def _entry(name: str, place: str) -> str:
    """Name an entry with its number, as two of a pair may be called alike."""
    return markup.plain(say("resources.pairs.entry", name=name, number=place))


def _back(city: City, programme: Programme) -> None:
    """Offer what was joined to be taken apart again."""
    made = pairs.joins(city, programme)
    rows = {str(row["pair_id"]): row for row in labels.rows(made.table)}
    if not rows:
        return
    with choose.row("pairs-back"):
        chosen = st.selectbox(
            made.title, list(rows), format_func=lambda each: _made(rows[each]), index=None, key=BACK, filter_mode=None,
            placeholder=say("resources.pairs.none"), width=520,
        )  # fmt: skip
        st.button(
            say("resources.pairs.back"), key="pairs-take-back", disabled=chosen is None,
            on_click=_take_back, args=(city, chosen, rows[chosen]["revision"] if chosen else 0),
        )  # fmt: skip


def _made(row: labels.Row) -> str:
    """Name one join."""
    return say("resources.pairs.joined", name=row["name"], gone=row["gone"], who=row["who"], at=row["at"])


def _join(city: City, found: Beside, keep: str, taken: dict[str, str]) -> None:
    """Join two entries; first what stays is mended, so that nothing is lost where that can't be."""

    def store(who: str) -> None:
        judged, edit = pairs.joined(city, (found.first, found.second), keep, taken)
        kept = city.edits.kept.get(keep)
        if edit.cells and (kept is None or edit.cells != kept.record.cells):  # a point may come without a cell
            recording.save(city, edit, who=who, revision=kept.revision if kept else None)
        recording.save(city, judged, who=who)

    desk.do(store, say("resources.pairs.done_same"))


def _apart(city: City, first: str, second: str) -> None:
    """Keep that two entries are two."""
    judged = pairs.different(first, second)
    desk.do(partial(_store, city, judged), say("resources.pairs.done_different"))


def _store(city: City, judged: Pair, who: str) -> None:
    """Store what was judged."""
    recording.save(city, judged, who=who)


def _take_back(city: City, pair: str | None, revision: int) -> None:
    """Take a join back."""
    if pair is not None:
        back = partial(records.remove, city.record.code, Pair, pair, revision=revision)
        desk.do(lambda who: back(who=who), say("resources.pairs.done_back"))
