"""The one button by which a file leaves: whoever takes one stands in the records."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from shiensys.store import audit
from shiensys.text import language, speaking
from shiensys.web.visitor import visitor

File = bytes | Callable[[], bytes]


def button(
    label: str,
    data: File,
    file_name: str,
    *,
    what: str,
    city: str = "",
    mime: str | None = None,
    key: str | None = None,
    look: Literal["primary", "secondary", "tertiary"] = "secondary",
) -> None:
    """Offer a file. A click writes who took ``what`` of the city (its code) and runs no part of the page again.

    ``data``: the bytes, or what makes them when somebody asks. ``what``: the records keep it for good, so it names
    the table and nothing in it.
    """
    st.download_button(
        label,
        data=partial(handed_out, data, who=visitor().name, city=city, what=what, tongue=language()),
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        key=key or f"download-{what}",
        type=look,
    )


def handed_out(data: File, *, who: str, city: str, what: str, tongue: str) -> bytes:
    """Make the file, write down who takes it, and only then hand it out; raises StoreError where that can't be.

    It runs in a thread of its own, so the language is said again.
    """
    with speaking(tongue):
        content = data if isinstance(data, bytes) else data()
        audit.record("download", who=who, city=city, what=what)
        return content
