"""What the reader chooses on the survey's page; every choice stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from shiensys.answers.survey.answer import By, Denominator, Offered
from shiensys.show.shares import FIGURES, Figure
from shiensys.text import say
from shiensys.web import choose

Groups = dict[str, tuple[Offered, ...]]
PLACES: tuple[By, ...] = ("district", "area")  # those that a map can show


@dataclass(frozen=True)
class Choice:
    """What is looked at: an indicator, by which units, over whom, and which figure the map draws."""

    indicator: Offered
    by: By
    denominator: Denominator
    figure: Figure


def choice(groups: Groups, *, areas: bool) -> Choice:
    """Let the reader choose; ``groups``: what the survey asked, ``areas``: the city has 圏域."""
    with choose.row("choices"):
        group = choose.one_of(
            list(groups),
            key="group",
            label=say("survey.page.group"),
            words=lambda each: say(f"survey.page.group.{each}"),
        )
        indicator = _indicator(groups[group], group)
        cuts: Sequence[By] = ("district", "area", "age", "sex") if areas else ("district", "age", "sex")
        by: By = choose.one_of(
            cuts, key="cut", label=say("survey.page.cut"), words=lambda each: say(f"survey.page.cut.{each}")
        )
        with st.popover(say("survey.page.ways"), key="ways"):
            over: Denominator = choose.one_of(
                ("judged", "all"),
                key="over",
                label=say("survey.page.over"),
                words=lambda each: say(f"survey.page.over.{each}"),
            )
            figure: Figure = choose.one_of(
                FIGURES,
                key="figure",
                label=say("survey.page.figure"),
                words=lambda each: say(f"survey.page.figure.{each}"),
            )
    return Choice(indicator, by, over, figure)


def _indicator(offered: tuple[Offered, ...], group: str) -> Offered:
    """Let the reader choose an indicator of a group; each group remembers its own."""
    names = {each.key: each for each in offered}
    chosen = st.selectbox(
        say("survey.page.item"),
        list(names),
        format_func=lambda key: names[key].name,
        key=f"item-{group}",
        bind="query-params",
        filter_mode=None,
        width=300,
    )
    return names.get(chosen or offered[0].key, offered[0])


def level(by: By) -> Literal["district", "area"]:
    """Name the level of units on the map."""
    return "area" if by == "area" else "district"
