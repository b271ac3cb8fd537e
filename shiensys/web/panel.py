"""The panel of one unit: what is known of it in words, what can't be said and why, and what help there is."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from shiensys.answers.answer import Answer, Balance
from shiensys.show import labels
from shiensys.show.view import By, name
from shiensys.text import say
from shiensys.web import markup, voices

MOST_NAMES = 6  # places named in the panel; the rest are on the map


def show(balance: Balance, unit_id: str, places: Answer, *, by: By) -> None:
    """Write the panel of the unit ``unit_id``."""
    row = next(row for row in labels.rows(balance.table) if row["unit_id"] == unit_id)
    verdict = _verdict(balance, row, by)
    facts = [*_facts(balance, row, by), *_named(places, unit_id)]
    st.html(
        '<section class="panel" aria-live="polite">'
        + markup.block("h2", str(row["name"]))
        + (markup.block("p", verdict, f"verdict {row['verdict']}") if verdict else "")
        + markup.pairs(facts, "facts-of-unit")
        + "</section>"
    )
    about = voices.About("needs", balance.category.kind, balance.category.name, balance.level, unit_id)
    voices.offer(about, str(row["name"]), verdict or labels.interval(balance, row, "need", by=by))


def _verdict(balance: Balance, row: labels.Row, by: By) -> str:
    """Say the gap in words; nothing for a kind that has none."""
    if not balance.category.has_gap:
        return ""
    if row["verdict"] == "unknown":
        return say("show.verdict.unknown")
    return labels.gap(row[name("gap", by)], row["verdict"], unit=balance.category.unit, by=by)


def _facts(balance: Balance, row: labels.Row, by: By) -> Iterator[tuple[str, str]]:
    """Give need, places, gap, answers and reasons, each with its name."""
    if row["mark_words"]:
        yield say("web.panel.mark"), str(row["mark_words"])
    yield balance.nouns["need"], labels.interval(balance, row, "need", by=by)
    yield balance.nouns["places"], labels.interval(balance, row, "places", by=by)
    if row["verdict"] in ("short", "enough", "between"):
        yield say("web.panel.gap"), labels.gap_interval(balance, row, by=by)
    if row["reasons_text"] and balance.category.has_gap:
        yield say("web.panel.reasons"), str(row["reasons_text"])
    if pd.notna(row["answered"]):
        yield say("web.panel.answered"), say("common.persons", n=int(row["answered"]))
    if pd.notna(row["resources"]):
        yield say("web.panel.resources"), _confirmed(row)


def _confirmed(row: labels.Row) -> str:
    """Say how many resources serve the unit, and how many were confirmed within a year."""
    return say("web.panel.confirmed", n=int(row["resources"]), confirmed=int(row["confirmed"]))


def _named(places: Answer, unit_id: str) -> Iterator[tuple[str, str]]:
    """Name the places of the kind that stand in the unit."""
    here = places.table[(places.table["unit_id"] == unit_id) & places.table["supports"].astype(bool)]
    if here.empty:
        return
    names = list(here["name"].astype(str).head(MOST_NAMES))
    if len(here) > MOST_NAMES:
        names.append(say("web.panel.more", n=len(here) - MOST_NAMES))
    yield say("web.panel.names"), say("web.panel.joint").join(names)
