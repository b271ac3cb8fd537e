"""What there is to do, list by list: on a narrow screen each row becomes a card, so that nothing scrolls sideways."""

from __future__ import annotations

from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from shiensys.answers.answer import Answer
from shiensys.answers.roster import Roster
from shiensys.show import export
from shiensys.text import say
from shiensys.web import download, markup


def lists(found: Roster) -> None:
    """Offer each list that has a row."""
    for answer in (found.unplaced, found.duplicates, found.unconfirmed, found.blanks, found):
        if not answer.table.empty:
            with st.expander(say("roster.list", title=answer.title, n=len(answer.table))):
                st.html(cards(export.readable(answer), answer.title))
                offer(answer)


def offer(answer: Answer) -> None:
    """Hand a list out as a file."""
    download.button(
        say("web.table.download"),
        partial(export.csv_bytes, answer),
        say("web.table.file", city=answer.city.name, title=answer.title),
        what=answer.title,
        city=answer.city.code,
        mime="text/csv",
    )


def cards(frame: pd.DataFrame, caption: str) -> str:
    """Write a table of text whose cells carry their headings along.

    >>> cards(pd.DataFrame({"名称": ["<会>"]}), "一覧").count("&lt;会&gt;")
    1
    """
    head = "".join(f'<th scope="col">{escape(str(heading))}</th>' for heading in frame.columns)
    body = "".join(
        "<tr>"
        + "".join(_cell(str(name), cell, at) for at, (name, cell) in enumerate(zip(frame.columns, row, strict=True)))
        + "</tr>"
        for row in frame.itertuples(index=False, name=None)
    )
    return (
        f'<div class="cards"><table>{markup.block("caption", caption)}<thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(name: str, cell: object, at: int) -> str:
    """Write one cell; the first heads its row."""
    tag, scope = ("td", "") if at else ("th", ' scope="row"')
    return f'<{tag}{scope} data-heading="{escape(name)}">{escape(str(cell))}</{tag}>'
