"""What stands around every figure: the answer in words, its sources, and its table to read and download."""

from __future__ import annotations

from functools import partial

import streamlit as st

from shiensys.answers.answer import Answer, Overview, Sentence
from shiensys.show import export
from shiensys.text import language, say
from shiensys.web import download, markup
from shiensys.web.kept import kept

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def headline(answer: Answer) -> None:
    """Write the answer as a sentence, first and large."""
    st.html(f'<div class="answer">{markup.block("h1", (answer.headline or (answer.title,))[0])}</div>')


def rest(answer: Answer) -> None:
    """Write the sentences after the answer, smaller: how many, and what isn't known."""
    if answer.headline[1:]:
        after = say("web.sentence_joint").join(answer.headline[1:])
        st.html(f'<div class="answer">{markup.block("p", after)}</div>')


def sources(answer: Answer) -> None:
    """Write where each figure comes from, small but legible."""
    st.html(markup.listing([export.source_line(each) for each in answer.evidence], "sources"))


def notes(answer: Answer) -> None:
    """Write what must be said beside the figures."""
    if answer.notes:
        st.html(markup.listing(answer.notes, "notes"))


def table(answer: Answer, *, version: str, shown: Answer | None = None) -> None:
    """Show the same numbers as a table, and hand them out as a file; ``version``: of the city's data.

    ``shown``: the part of a long table that is read on the screen.
    """
    with st.expander(say("web.table.open")):
        read = shown or answer
        key = ("table", version, language(), read.title, tuple(read.table.iloc[:, 0]))
        st.html(kept(key, lambda: markup.table(export.readable(read), read.title)))
    files(answer)


def files(answer: Answer) -> None:
    """Hand an answer's table out as a file."""
    named = {"city": answer.city.name, "title": answer.title}
    left, right, _ = st.columns([1, 1, 1])
    with left:
        download.button(
            say("web.table.download"),
            partial(export.csv_bytes, answer),
            say("web.table.file", **named),
            what=answer.title,
            city=answer.city.code,
            mime="text/csv",
        )
    with right:
        download.button(
            say("web.table.download_workbook"),
            partial(export.xlsx_bytes, answer),
            say("web.table.file_workbook", **named),
            what=answer.title,
            city=answer.city.code,
            mime=WORKBOOK,
            key=f"download-workbook-{answer.title}",
        )


def sentences(overview: Overview) -> None:
    """Write each sentence of an overview with its sources below it."""
    items = "".join(_sentence(each) for each in overview.sentences)
    st.html(f'<ul class="facts">{items}</ul>')


def _sentence(sentence: Sentence) -> str:
    """Write one sentence with its sources."""
    sources_ = "".join(markup.block("p", export.source_line(each), "source") for each in sentence.evidence)
    return f"<li>{markup.block('p', sentence.text, 'sentence')}{sources_}</li>"


def heading(text: str) -> None:
    """Write the heading of a part of a page."""
    st.html(markup.block("h2", text, "part"))


def cannot_say(overview: Overview) -> None:
    """Write what isn't known and why."""
    st.html(markup.listing(overview.cannot_say, "unknowns"))
