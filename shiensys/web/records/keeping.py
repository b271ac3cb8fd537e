"""How long answers of persons are kept, and the reminder when that time is over."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.store import purge, retention, versions
from shiensys.store.versions import Version
from shiensys.text import JAPAN, date, say
from shiensys.web import choose, evidence, markup
from shiensys.web.records.entrance import say_next, say_problem, told
from shiensys.web.visitor import visitor

_MONTHS = "keep-months"


def reminder(city: City) -> None:
    """Remind those in charge of answers that are older than was agreed; nothing for others, or where none are."""
    if not visitor().may_load:
        return
    months = retention.months()
    due = retention.due(city.record.code, city.today)
    if due:
        files = [say("records.keep.due_one", file=each.file_name, until=_until(each, months)) for each in due]
        names = say("answers.reason_joint").join(files)
        page = say("web.choose.page.records")
        st.warning(say("records.keep.due", n=len(due), months=months, files=names, page=page))


def keeping(city: City) -> None:
    """Say how long answers are kept and until when each load is, and let that time be changed."""
    months = retention.months()
    evidence.heading(say("records.keep.title"))
    told("keep")
    st.html(markup.block("p", say("records.keep.explain", months=months), "said"))
    kept = [each for each in versions.history(city.record.code) if each.kind in purge.PERSONAL]
    lines = [_line(each, months) for each in kept if each.purged_at is None]
    if lines:
        st.html(markup.block("p", say("records.keep.next"), "said") + markup.listing(lines, "notes"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="keep"):
        st.number_input(
            say("records.keep.months"),
            min_value=1,
            max_value=retention.MOST_MONTHS,
            value=months,
            key=_MONTHS,
            width=200,
        )
        st.button(say("records.keep.save"), key="keep-save", on_click=_save)


def _line(version: Version, months: int) -> str:
    """Say until when one load is kept."""
    loaded = version.loaded_at.astimezone(JAPAN).date()
    return say("records.keep.one", file=version.file_name, loaded=date(loaded), until=_until(version, months))


def _until(version: Version, months: int) -> dt.date:
    """Give the last day on which a load is kept."""
    return (pd.Timestamp(version.loaded_at.astimezone(JAPAN).date()) + pd.DateOffset(months=months)).date()


def _save() -> None:
    """Change the time before the page runs again."""
    choose.speak()
    months = int(st.session_state[_MONTHS])
    try:
        retention.set_months(months, who=visitor().name)
    except ShiensysError as error:
        say_problem("keep", error)
        return
    say_next("keep", say("records.keep.saved", months=months))
