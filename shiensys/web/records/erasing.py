"""Answers of persons deleted for good: chosen, with a reason, confirmed by the city's name."""

from __future__ import annotations

import streamlit as st

from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.store import purge, versions
from shiensys.store.versions import Version
from shiensys.text import moment, say
from shiensys.web import choose, evidence, markup
from shiensys.web.records import words
from shiensys.web.records.entrance import say_next, say_problem, told
from shiensys.web.visitor import visitor

_WHICH, _REASON, _NAME = "erase-which", "erase-reason", "erase-name"


def erasing(city: City) -> None:
    """Offer to delete answers for good, and tell what was deleted."""
    evidence.heading(say("records.erase.title"))
    told("erase")
    personal = [each for each in versions.history(city.record.code) if each.kind in purge.PERSONAL]
    there = {version.id: _name(version) for version in personal if version.purged_at is None}
    _gone([version for version in personal if version.purged_at is not None])
    if not there:
        st.html(markup.block("p", say("records.erase.none"), "said"))
        return
    with st.expander(say("records.erase.open")):
        st.html(markup.listing([say("records.erase.explain"), say("records.erase.in_use")], "notes"))
        st.multiselect(
            say("records.erase.which"),
            list(there),
            format_func=there.__getitem__,
            placeholder=say("records.erase.placeholder"),
            key=_WHICH,
        )
        st.text_input(say("records.erase.reason"), key=_REASON, max_chars=200)
        st.text_input(say("records.erase.name", city=city.record.name), key=_NAME, autocomplete="off")
        st.button(
            say("records.erase.button"),
            key="erase",
            on_click=_erase,
            args=(city.record.code, city.record.name, tuple(there)),
        )


def _erase(code: str, name: str, offered: tuple[int, ...]) -> None:
    """Delete what was chosen, if a reason is given and the city is named; say what is kept and who still has it."""
    choose.speak()
    state = st.session_state
    chosen = [number for number in state[_WHICH] if number in offered]
    reason = str(state[_REASON]).strip()
    if not (chosen and reason and str(state[_NAME]).strip() == name):
        say_problem("erase", ShiensysError("records.erase.missing", city=name))
        return
    try:
        gone = purge.purge(code, version_ids=chosen, who=visitor().name, reason=reason)
    except ShiensysError as error:
        say_problem("erase", error)
        return
    for key in (_WHICH, _REASON, _NAME):
        del state[key]
    swept = () if gone.swept else (say("records.erase.unswept"),)
    say_next("erase", say("records.erase.done", rows=gone.rows), _backups(gone.backups), *swept)


def _backups(names: tuple[str, ...]) -> str:
    """Name the backups that still hold what was deleted."""
    if not names:
        return say("records.erase.no_backups")
    return say("records.erase.backups", names=say("answers.reason_joint").join(names))


def _name(version: Version) -> str:
    """Name a version to choose from."""
    name = say(
        "records.version",
        when=moment(version.loaded_at),
        who=words.who(version.loaded_by),
        rows=words.rows(version.kind, version.rows),
    )
    return say("records.table_of", kind=version.file_name, part=name)


def _gone(purged: list[Version]) -> None:
    """Tell what was deleted, by whom, when and why."""
    lines = [
        say(
            "records.erase.gone_one",
            file=version.file_name,
            rows=words.rows(version.kind, version.rows),
            when=moment(version.purged_at),
            who=version.purged_by or say("records.nothing"),
            reason=version.purge_reason or say("records.nothing"),
        )
        for version in purged
        if version.purged_at is not None
    ]
    if lines:
        st.html(markup.block("p", say("records.erase.gone"), "said") + markup.listing(lines, "notes"))
