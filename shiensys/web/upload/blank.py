"""The empty table to fill in, for kinds of file that a city puts together itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from shiensys.errors import UnknownCityError
from shiensys.intake import templates
from shiensys.text import language, say, speaking
from shiensys.web import data
from shiensys.web.upload import kinds
from shiensys.web.upload.sitting import Target


def offer(target: Target) -> None:
    """Offer the template of a kind, with the city's districts to choose from. It holds no data: no record is kept."""
    if not templates.offered(target.kind):
        return
    st.download_button(
        say("upload.template"),
        data=partial(_template, target.kind, _districts(target.code), language()),
        file_name=say("upload.template_file", kind=kinds.name(target.kind)),
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        key=f"template-{target.kind}",
    )


def _districts(code: str) -> tuple[str, ...]:
    """Name the city's districts; none before its first file."""
    try:
        return tuple(data.current(code).districts["name"])
    except UnknownCityError:
        return ()


def _template(kind: str, districts: Sequence[str], tongue: str) -> bytes:
    """Make the file when somebody asks for it: in a thread of its own, so the language is said again."""
    with speaking(tongue):
        return templates.template(kind, districts)
