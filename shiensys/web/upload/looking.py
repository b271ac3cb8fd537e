"""What the file is taken for: sheet, heading row, rows, and every column with samples; and a way to say otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from html import escape

import streamlit as st

from shiensys.intake.look import Look, Seen
from shiensys.intake.sheets import headings
from shiensys.tables.codebook import OWN
from shiensys.text import date, say
from shiensys.web import markup
from shiensys.web.upload import asking, sitting
from shiensys.web.upload.sitting import Outcome

LONGEST = 3  # entries of a list that are written one by one
NOT_READ = ""


def show(outcome: Outcome) -> None:
    """Write what the file is taken for."""
    st.html(markup.block("h2", say("upload.look"), "part"))
    st.html(markup.pairs(_facts(outcome), "taken"))
    if outcome.look is None or not outcome.look.columns:
        return
    if outcome.recalled:
        st.html(markup.block("p", say("upload.recalled"), "hint"))
    kind, look = outcome.target.kind, outcome.look
    read = sum(1 for seen in look.columns if seen.column)
    st.html(markup.block("p", say("upload.columns", n=len(look.columns), read=read), "hint"))
    if st.toggle(say("upload.change"), value=asking.about_columns(outcome), key=_toggle()):
        _change(kind, look)
    else:
        st.html(_table(kind, look))


def _toggle() -> str:
    """Name the switch; it is another one, and off, once something was said of the columns."""
    held = sitting.now()
    return f"upload-change-{held.round}-{hash(tuple(sorted(held.said.mapping.items())))}"


def _facts(outcome: Outcome) -> list[tuple[str, str]]:
    """Give sheet, heading row and rows, and what else the reader noticed."""
    rows = [(say("upload.fact.kind"), say(f"common.kind.{outcome.target.kind}"))]
    look, facts = outcome.look, dict(outcome.packed.facts) if outcome.packed else {}
    if look is not None:
        if look.sheet:
            rows.append((say("upload.fact.sheet"), look.sheet))
        if look.heading_row is not None:
            rows.append((say("upload.fact.heading_row"), say("intake.where.row", row=look.heading_row)))
        facts = facts if "features" in facts else {"rows": look.rows} | facts
    return rows + [(say(f"cli.fact.{key}"), _written(value)) for key, value in facts.items()]


def _written(value: object) -> str:
    """Write one fact; of a long list its ends."""
    if isinstance(value, bool):
        return say("cli.there" if value else "cli.not_there")
    if isinstance(value, int):
        return say("upload.number", n=value)
    if isinstance(value, list | tuple):
        if len(value) > LONGEST:
            return say("cli.many", first=_written(value[0]), last=_written(value[-1]), n=len(value))
        return say("answers.reason_joint").join(map(_written, value))
    return date(value) if isinstance(value, dt.date) else str(value)


def _table(kind: str, look: Look) -> str:
    """Write the columns as a table: heading, samples, what it is taken for."""
    words = [escape(say(f"upload.column.{key}")) for key in ("file", "samples", "ours")]
    heads = "".join(f'<th scope="col">{word}</th>' for word in words)
    body = "".join(_row(kind, seen) for seen in look.columns)
    label = escape(say("upload.look"))
    return (
        f'<div class="figures columns" tabindex="0" role="region" aria-label="{label}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(kind: str, seen: Seen) -> str:
    """Write one column of the file."""
    ours = _ours(kind, seen) if seen.column else say("upload.not_read")
    css = "read" if seen.column else "unread"
    samples = say("upload.sample_joint").join(seen.samples)
    return (
        f'<tr class="{css}"><th scope="row">{escape(seen.heading)}</th>'
        f"<td>{escape(samples)}</td><td>{escape(ours)}</td></tr>"
    )


def _ours(kind: str, seen: Seen) -> str:
    """Name our column; a question that the city added is called as in its file."""
    own = str(seen.column).startswith(OWN)
    return seen.heading if own else headings.printed(kind, str(seen.column))


def _change(kind: str, look: Look) -> None:
    """Let the visitor say what each column is; the file is read again when all is said."""
    with st.form(f"upload-columns-{sitting.now().round}", border=False):
        chosen = {seen.heading: _chooser(kind, look, place, seen) for place, seen in enumerate(look.columns)}
        if st.form_submit_button(say("upload.read_so"), type="primary"):
            twice = _twice(chosen)
            if twice:
                names = say("answers.reason_joint").join(headings.printed(kind, column) for column in twice)
                st.html(markup.block("p", say("upload.twice", names=names), "problem"))
                return
            said = sitting.now().said
            sitting.say_more(replace(said, mapping=mapping(look, chosen, said.mapping)))
            st.rerun()


def _chooser(kind: str, look: Look, place: int, seen: Seen) -> str:
    """Offer what one column can be. Its heading stands beside as text: a label would be read as markup."""
    told, chooser = st.columns([5, 4], vertical_alignment="center")
    samples = say("upload.sample_joint").join(seen.samples)
    told.html(markup.block("strong", seen.heading) + markup.block("span", samples, "samples"))
    if seen.by_heading:
        chooser.html(markup.block("p", headings.printed(kind, seen.column or "persons")))
        return NOT_READ
    options = [NOT_READ, *look.ours]
    named = {column.column: _ours(kind, column) for column in look.columns if column.column}
    named |= {NOT_READ: say("upload.not_read")}
    return chooser.selectbox(
        say("upload.nth", n=place + 1),
        options,
        index=options.index(seen.column) if seen.column in options else 0,
        format_func=lambda column: named.get(column) or headings.printed(kind, column),
        filter_mode=None,
        label_visibility="collapsed",
        key=f"upload-column-{sitting.now().round}-{look.shape[:8]}-{place}-{seen.column}",
    )


def _twice(chosen: Mapping[str, str]) -> list[str]:
    """Name our columns that two columns of the file were said to be."""
    said = [column for column in chosen.values() if column != NOT_READ]
    return [column for column in dict.fromkeys(said) if said.count(column) > 1]


def mapping(look: Look, chosen: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """Give our columns by what the visitor chose for each heading; what says no column stays as it was said.

    Only what differs from what the file was taken for is said, and that a column isn't in the file.

    >>> from shiensys.intake.look import Seen
    >>> look = Look("", 1, 2, (Seen("a", (), "name"), Seen("b", (), None)), ("name",), "")
    >>> mapping(look, {"a": "", "b": "name"}, {"layer": "x"}), mapping(look, {"a": "", "b": ""}, {})
    ({'layer': 'x', 'name': 'b'}, {'name': ''})
    """
    before = {seen.column: seen.heading for seen in look.columns if seen.column and not seen.by_heading}
    after = {column: heading for heading, column in chosen.items() if column}
    kept = {column: heading for column, heading in said.items() if column not in {*before, *after}}
    dropped = {column: "" for column in before if column not in after}
    return kept | dropped | {c: h for c, h in after.items() if before.get(c) != h or said.get(c) == h}
