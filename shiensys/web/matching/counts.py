"""Requests counted: by kind, district or month, why some were refused, and the survey's need beside."""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd
import streamlit as st

from shiensys.answers.matching import Requests
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show.matching import counts
from shiensys.text import number, say
from shiensys.web import charts, choose, evidence, markup
from shiensys.web.matching import answered as told

By = Literal["kind", "district", "month"]
BYS: tuple[By, ...] = get_args(By)


def show(city: City, programme: Programme, found: Requests) -> None:
    """Draw the counts, and set the survey's need beside them."""
    evidence.heading(say("matchpage.counts"))
    if found.table.empty:
        st.html(markup.block("p", say("matchpage.counts.none"), "said"))
    else:
        _drawn(city, programme, found)
    evidence.sources(found)
    evidence.notes(found)
    if not found.table.empty:
        evidence.table(found, version=f"{city.version}-{programme.number}")


def _drawn(city: City, programme: Programme, found: Requests) -> None:
    """Draw what became of requests beside why some were refused."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        by = choose.one_of(
            BYS, key="by-what", label=say("matchpage.counts.by"), words=lambda each: say(f"matchpage.counts.by.{each}")
        )
        drawn = told.drawn(city, programme.number, "states", (by,), lambda: counts.states(found, by))
        title = say("matchpage.counts.title", by=say(f"matchpage.counts.by.{by}"))
        charts.chart(city, drawn, found, key="states", title=title)
    with right:
        title = say("matchpage.counts.refused")
        evidence.heading(title)
        if found.by_reason.empty:
            st.html(markup.block("p", say("matchpage.counts.none_refused"), "said"))
        else:
            why = told.drawn(city, programme.number, "refusals", (), lambda: counts.refusals(found))
            charts.chart(city, why, found, key="refusals", title=title)
    st.html(markup.cards(_beside(found), say("matchpage.counts.beside")))


def _beside(found: Requests) -> pd.DataFrame:
    """Write requests of a kind beside the survey's need."""
    rows = found.by_kind
    return pd.DataFrame(
        {
            say("programme.field.kind"): rows["kind_name"],
            say("matching.column.all"): [_count(n) for n in rows["all"]],
            say("matching.request.met"): [_count(n) for n in rows["met"]],
            say("matching.request.refused"): [_count(n) for n in rows["refused"]],
            say("matchpage.counts.need"): rows["beside_words"],
        }
    )


def _count(n: float) -> str:
    """Write a count; blank where it isn't told."""
    return "" if pd.isna(n) else number(n)
