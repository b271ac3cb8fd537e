"""What the reader chooses. Every choice stands in the address, so a link opens the same view again.

Streamlit ignores a value in the address that is no option; the first option is the default and is left out. The
address has the words of the screen, so a link is understood in each language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, get_args

import pandas as pd
import streamlit as st

from shiensys.answers.answer import CityCard, Level
from shiensys.show.maps import Places
from shiensys.show.view import BYS, METRICS, By, Metric, View
from shiensys.tables.categories import Category, categories, category
from shiensys.text import LANGUAGES, say, speaking, use_language

T = TypeVar("T", bound=str)
_DISTRICT, _LANGUAGE = "district", "lang"


def row(key: str) -> st.delta_generator.DeltaGenerator:
    """Give a row for choosers that wraps where a screen is narrow."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=key)


def language() -> None:
    """Let the reader choose the language, and speak it from here on."""
    chosen = one_of(
        LANGUAGES,
        key=_LANGUAGE,
        label=say("web.choose.lang"),
        words=lambda each: say(f"web.choose.language.{each}"),
        hide_label=True,
    )
    use_language(chosen)


def speak() -> None:
    """Speak the language that was chosen, or that a link asks for."""
    named = {say(f"web.choose.language.{each}"): each for each in LANGUAGES}
    use_language(st.session_state.get(_LANGUAGE) or named.get(st.query_params.get(_LANGUAGE, ""), LANGUAGES[0]))


def understand(options: Sequence[T], *, key: str, words: Callable[[T], str]) -> None:
    """Take over what a link says in another language: whoever changes the language leaves the address as it was."""
    if key in st.session_state or key not in st.query_params:
        return
    word = st.query_params[key]
    if word in map(words, options):
        return
    for tongue in LANGUAGES:
        with speaking(tongue):
            meant = next((each for each in options if words(each) == word), None)
        if meant is not None:
            st.session_state[key] = meant


def city(cards: Sequence[CityCard]) -> CityCard | None:
    """Let the reader choose a city; None where none is loaded."""
    names = {card.code: card.name for card in cards}
    if not names:
        return None
    if "city" not in st.query_params and st.session_state.get("city") is None:
        st.session_state["city"] = cards[0].code
    code = st.selectbox(
        say("web.choose.city"),
        list(names),
        format_func=names.__getitem__,
        index=None,  # a default is left out of the address, and the link would open another city one day
        placeholder=cards[0].name,
        key="city",
        bind="query-params",
        filter_mode=None,
        label_visibility="collapsed",
        width=160,
    )
    return next((card for card in cards if card.code == code), cards[0])


def page(pages: Sequence[str]) -> str:
    """Let the reader choose a page."""
    return one_of(
        pages,
        key="page",
        label=say("web.choose.page"),
        words=lambda each: say(f"web.choose.page.{each}"),
        hide_label=True,
    )


def go(page: str) -> None:
    """Choose a page from code: for a button, before the pages run again."""
    st.session_state["page"] = page


def kind() -> Category:
    """Let the reader choose a kind of support."""
    understand([each.kind for each in categories()], key="kind", words=lambda key: category(key).name)
    chosen = st.selectbox(
        say("web.choose.kind"),
        [each.kind for each in categories()],
        format_func=lambda key: category(key).name,
        index=[each.kind for each in categories()].index("shopping"),
        key="kind",
        bind="query-params",
        filter_mode=None,
        width=270,
    )
    return category(chosen or "shopping")


def view(chosen: Category) -> View:
    """Let the reader choose what to look at; the gap only where need and places have one unit."""
    metrics = METRICS if chosen.has_gap else ("need",)
    metric: Metric = one_of(
        metrics, key="metric", label=say("web.choose.metric"), words=lambda each: say(f"web.choose.metric.{each}")
    )
    by: By = one_of(
        BYS, key="by", label=say("web.choose.by"), words=lambda each: say(f"web.choose.by.{chosen.unit}.{each}")
    )
    return View(metric, by)


def level(*, areas: bool) -> Level:
    """Let the reader choose districts or 圏域; only districts where the city named no 圏域."""
    options: tuple[Level, ...] = ("district", "area") if areas else ("district",)
    return (
        one_of(options, key="level", label=say("web.choose.level"), words=lambda each: say(f"web.choose.level.{each}"))
        if areas
        else options[0]
    )


def places() -> Places:
    """Let the reader choose which places stand on the map."""
    return one_of(
        get_args(Places),
        key="places",
        label=say("web.choose.places"),
        words=lambda each: say(f"web.choose.places.{each}"),
    )


def district(table: pd.DataFrame, level: Level, *, mapped: bool = True) -> str | None:
    """Let the reader choose a unit of a table by its name, as a click on the map does; None: none is chosen.

    ``mapped``: there is a map to click on.
    """
    names = dict(zip(table["unit_id"], table["name"], strict=True))
    chosen: str | None = st.selectbox(
        say(f"web.choose.unit.{level}"),
        list(names),
        format_func=lambda unit_id: str(names[unit_id]),
        index=None,
        placeholder=say("web.choose.unit.none" if mapped else "web.choose.unit.unmapped"),
        key=_DISTRICT,
        bind="query-params",
        filter_mode=None,
        label_visibility="collapsed",
    )
    return chosen


def choose_district(unit_id: str | None) -> None:
    """Choose a unit from code: for the map, before its page runs again."""
    if unit_id is not None:
        st.session_state[_DISTRICT] = unit_id


def one_of(options: Sequence[T], *, key: str, label: str, words: Callable[[T], str], hide_label: bool = False) -> T:
    """Let the reader choose one of a few; the first stands for none chosen. ``words``: how each option is called."""
    understand(options, key=key, words=words)
    chosen = st.segmented_control(
        label,
        options,
        format_func=words,
        default=options[0],
        required=True,
        key=key,
        bind="query-params",
        label_visibility="collapsed" if hide_label else "visible",
    )
    return chosen or options[0]
