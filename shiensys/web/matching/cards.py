"""Providers as cards: how well each fits, part by part, and what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from shiensys.show import labels
from shiensys.text import half_up, say
from shiensys.web import markup

PARTS = ("distance", "places", "days", "fee", "conditions", "confirmed")
FACTS = ("schedule", "fee", "contact")
MOST_UNABLE = 10  # named; files have them all


def provider(rank: int, row: labels.Row) -> None:
    """Write a provider that could meet the need."""
    st.html(
        f'<section class="provider"><header>{markup.block("span", str(rank), "rank")}'
        + markup.block("h3", str(row["name"]))
        + markup.block("span", say("matchpage.score", n=int(half_up(row["score"]))), "score")
        + f"</header>{_parts(row)}{_reasons(row)}{_facts(row)}</section>"
    )


def unable(rows: Sequence[labels.Row]) -> None:
    """Name those that can't meet the need, and why."""
    if not rows:
        return
    with st.expander(say("matchpage.unable", n=len(rows)), key="expander-unable"):
        told = [
            say("matchpage.unable.one", name=str(row["name"]), why=str(row["against_words"]))
            for row in rows[:MOST_UNABLE]
        ]
        rest = [say("matchpage.unable.rest", n=len(rows) - MOST_UNABLE)] if len(rows) > MOST_UNABLE else []
        st.html(markup.listing([*told, *rest], "unknowns"))


def _parts(row: labels.Row) -> str:
    """Draw the parts of the score as bars: those that were asked for; a part that isn't known says so."""
    asked = [key for key in PARTS if key not in str(row["unasked"]).split(";")]
    return '<dl class="parts">' + "".join(_part(key, row[f"score_{key}"]) for key in asked) + "</dl>"


def _part(key: str, value: float) -> str:
    """Draw one part."""
    name = markup.block("dt", say(f"matchpage.part.{key}"))
    if pd.isna(value):
        return f'{name}<dd class="unknown">{markup.block("span", say("matchpage.part.unknown"), "amount")}</dd>'
    percent = int(half_up(float(value) * 100))
    words = markup.block("span", say("matchpage.part.amount", n=percent), "amount")
    return f'{name}<dd><span class="bar"><span style="width:{percent}%"></span></span>{words}</dd>'


def _reasons(row: labels.Row) -> str:
    """Write what speaks for and against."""
    return _side(row["for_list"], "for") + _side(row["against_list"], "against")


def _side(lines: Iterable[str], css: str) -> str:
    """Write the reasons of one side; nothing where there are none."""
    told = [str(line) for line in lines]
    if not told:
        return ""
    head = markup.block("strong", say(f"matchpage.{css}"))
    return f'<div class="{css}">{head}{markup.listing(told, "reasons")}</div>'


def _facts(row: labels.Row) -> str:
    """Write when it is, what it costs and whom to call, where that is known."""
    known = [(key, row[key]) for key in FACTS if pd.notna(row[key]) and str(row[key])]
    told = [say(f"matchpage.fact.{key}", value=str(value)) for key, value in known]
    return markup.block("p", say("matchpage.fact.joint").join(told), "hint") if told else ""
