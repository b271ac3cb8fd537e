"""What was found in the file: by kind of finding, the worst first, each with its places and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from shiensys.intake.findings import Finding, Severity
from shiensys.text import say
from shiensys.web import markup
from shiensys.web.upload import asking
from shiensys.web.upload.sitting import Outcome

MOST_PLACES = 100  # written out of one kind of finding; the marked file has them all
MOST_ROWS = 20  # row numbers written out of one finding
# of which a form may bring one for each question: what is alike in them is said once
OF_QUESTIONS = frozenset((
    "required_blank", "branch_blank", "branch_beside", "marks_beyond", "marks_contradict",
    "answer_unknown", "two_answers", "list_unknown",
))  # fmt: skip


def show(outcome: Outcome) -> None:
    """Write what keeps the file from being stored, and what is worth knowing. What was mended is accepting's."""
    refused, noted = outcome.of(Severity.REFUSED), outcome.of(Severity.NOTED)
    if refused:
        title = markup.block("h2", say("upload.refused", n=len(refused)), "part")
        st.html(title + markup.block("p", say("upload.refused_help"), "hint"))
        st.html("".join(group(found, "refused", opened=True) for found in refused.values()))
    elif not outcome.of(Severity.MENDED):
        st.html(markup.block("p", say("upload.clean"), "good"))
    if noted:
        st.html("".join(group(found, "noted") for found in noted.values()))


def group(found: Sequence[Finding], css: str, *, opened: bool = False) -> str:
    """Write the findings of one kind: what it is and how often, and where when it is unfolded."""
    whats = list(dict.fromkeys(asking.what(finding) for finding in found))
    several = len(whats) > 1
    key = "upload.questions" if found[0].code in OF_QUESTIONS else "upload.places"
    count = markup.block("span", say(key, n=len(found)), "count") if len(found) > 1 else ""
    rest = "".join(_line(finding, with_what=several) for finding in found[:MOST_PLACES])
    more = markup.block("li", say("upload.more", n=len(found) - MOST_PLACES)) if len(found) > MOST_PLACES else ""
    state = " open" if opened else ""
    title = say(f"upload.group.{found[0].code}") if several and found[0].code in OF_QUESTIONS else whats[0]
    summary = f"{markup.block('span', title)}{count}"
    if not rest:
        return f'<div class="found {css}">{summary}</div>'
    return f'<details class="found {css}"{state}><summary>{summary}</summary><ul>{rest}{more}</ul></details>'


def _line(finding: Finding, *, with_what: bool) -> str:
    """Write one place; blank where the finding is of the whole file."""
    if with_what and "who" in finding.values:
        question = " ".join(filter(None, (finding.where.column, str(finding.values["item"]))))
        return f"<li>{escape(say('upload.question', **{**finding.values, 'item': question}))}</li>"
    where = str(replace(finding.where, file="")) if with_what and "rows" in finding.values else place(finding)
    if not where and not with_what:
        return ""
    what = asking.what(finding) if with_what else ""
    return f"<li>{escape(where)}{escape(say('upload.joint')) if where and what else ''}{escape(what)}</li>"


def place(finding: Finding) -> str:
    """Say where in the file it is: sheet, row, column. The file itself is named at the top of the page."""
    where = str(replace(finding.where, file=""))
    if finding.where.row is not None or not finding.rows:
        return where
    rows = say("answers.reason_joint").join(map(str, finding.rows[:MOST_ROWS]))
    key = "upload.rows_more" if len(finding.rows) > MOST_ROWS else "upload.rows"
    written = say(key, rows=rows, n=len(finding.rows))
    return say("intake.where.joint").join(part for part in (where, written) if part)
