"""The panel of one unit: both figures side by side, what they would be with other ages, and those it is set beside."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from shiensys.answers.survey.answer import Compared, Profile, Rates
from shiensys.show import export, labels
from shiensys.text import number, say, share
from shiensys.web import markup, voices

_BESIDE = ("name", "words", "difference_words", "reasons")
_ALL = ("name", "words", "difference_words")


def show(rates: Rates, unit_id: str) -> None:
    """Write what is known of a unit."""
    row = next(row for row in labels.rows(rates.table) if row["unit_id"] == unit_id)
    st.html(
        '<section class="panel" aria-live="polite">'
        + markup.block("h2", str(row["name"]))
        + markup.block("p", str(row["words"]), "verdict")
        + markup.pairs(_facts(row), "facts-of-unit")
        + "</section>"
    )
    if rates.by == "district":
        about = voices.About("survey", rates.indicator.key, rates.indicator.name, rates.by, unit_id)
        voices.offer(about, str(row["name"]), str(row["words"]))


def _facts(row: labels.Row) -> Iterator[tuple[str, str]]:
    """Give the figures of a unit, each with its name."""
    if row["mark_words"] and row["mark_words"] != row["words"]:
        yield say("survey.page.mark"), str(row["mark_words"])
    yield say("survey.answer.column.direct"), str(row["direct_words"])
    for key in ("share", "weighted", "adjusted", "response"):
        if pd.notna(row[key]):
            yield (
                say(f"survey.answer.column.{key}"),
                share(row[key], 0 if row["state"] == "few" else 1) + _weights(row, key),
            )
    if row["change_words"]:
        yield say("survey.answer.column.change_words"), str(row["change_words"])


def _weights(row: labels.Row, key: str) -> str:
    """Say by how much answers were weighted, beside the share that rests on it."""
    if key != "weighted" or pd.isna(row["weight_low"]):
        return ""
    return say(
        "survey.page.weights", low=number(row["weight_low"], decimals=1), high=number(row["weight_high"], decimals=1)
    )


def beside(compared: Compared) -> None:
    """Write the city, the districts most like this one and the survey before under each other."""
    if not compared.table.empty:
        with st.expander(say("survey.page.beside"), key="expander-beside"):
            _listed(compared, _BESIDE)


def wants_everything() -> bool:
    """Let the reader ask for all items of the group: they take a moment, so they aren't worked out unasked."""
    return st.toggle(say("survey.page.everything"), key="everything")


def everything(profile: Profile) -> None:
    """Write all indicators of the group for this unit."""
    if not profile.table.empty:
        _listed(profile, _ALL)


def _listed(answer: Compared | Profile, keys: tuple[str, ...]) -> None:
    """Write a table whose rows stand below each other where a screen is narrow."""
    heads = {column.key: column for column in answer.columns}
    frame = export.written(answer, tuple(heads[key] for key in keys if key in heads))
    st.html(markup.cards(frame, answer.title))
