"""Two versions of one record side by side: the fields in which they differ, and which of them is to stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from shiensys.answers import recorded
from shiensys.tables.programme import Kept, Record
from shiensys.tables.programme.checks import FIELDS
from shiensys.text import say
from shiensys.web import markup, top

Told = Callable[[Record], Iterable[tuple[str, str]]]  # the fields of a record: name and content, in words


@dataclass(frozen=True)
class Both:
    """What the reader was to store, and what somebody else stored meanwhile (None: took off); ``sentence`` says so."""

    mine: Record
    theirs: Kept[Any] | None
    sentence: str


def fields(record: Record) -> Iterable[tuple[str, str]]:
    """Give what a user fills in, each field with its name, in words: no id, no code."""
    city, programme, kind = top.city(), top.programme(), type(record)
    return (
        (say(f"programme.field.{name}"), recorded.value(city, programme, kind, name, held))
        for name, held in vars(record).items()
        if name in FIELDS
    )


def apart(mine: Record, theirs: Kept[Record], told: Told = fields) -> str:
    """Write what the reader was to store beside what somebody else stored meanwhile, where they differ."""
    here, there = dict(told(mine)), dict(told(theirs.record))
    rows = [
        (name, here.get(name, ""), there.get(name, ""))
        for name in dict.fromkeys((*here, *there))
        if here.get(name, "") != there.get(name, "")
    ]
    headings = [say("web.apart.field"), say("web.apart.mine"), say("web.apart.theirs")]
    return markup.cards(pd.DataFrame(rows, columns=headings), say("web.apart"))


def settle(both: Both, *, key: str, mine: Callable[[], None], theirs: Callable[[], None], told: Told = fields) -> None:
    """Show both versions, and let the reader say which is to stay: ``mine`` or ``theirs`` is called then."""
    st.warning(both.sentence)
    gone = both.theirs is None
    st.html(
        markup.block("p", say("web.apart.gone"), "said") if both.theirs is None else apart(both.mine, both.theirs, told)
    )
    with st.container(horizontal=True, gap="small"):
        st.button(say("web.apart.keep_mine"), key=f"mine-{key}", on_click=mine)
        stay = say("web.apart.leave_gone") if gone else say("web.apart.keep_theirs")
        st.button(stay, key=f"theirs-{key}", on_click=theirs)
