"""A meeting that is over: what was written down of it, to read, to take along, to publish."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from shiensys.answers import council
from shiensys.answers.council import Minutes
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show.minutes.pdf import pdf
from shiensys.show.minutes.text import text
from shiensys.tables.programme import Kept, Meeting
from shiensys.text import language, say, speaking
from shiensys.web import download, evidence, markup
from shiensys.web.council import going, planning, saving, wall
from shiensys.web.visitor import visitor


def show(city: City, programme: Programme, kept: Kept[Meeting]) -> None:
    """Show the minutes of a meeting."""
    who = visitor()
    wall.apply("desk")
    found = council.minutes(city, programme, kept.record.id, everybody=not who.may_discuss)
    st.html(markup.block("h1", found.title, "page-title"))
    saving.told()
    with st.container(horizontal=True, gap="small", key="council-head"):
        st.button(say("councilpage.leave"), key="council-leave", on_click=going.leave)
        _files(city, found)
        if who.may_load:
            _publish(city, kept)
    _words(found)
    if who.may_load:
        with st.expander(say("councilpage.plan.change")):
            planning.form(city, programme, kept)


def _words(found: Minutes) -> None:
    """Write the minutes."""
    if found.lead:
        st.html(markup.block("p", found.lead, "sure"))
    joint = say("answers.reason_joint")
    rows = [
        (say("councilpage.council"), found.council),
        (found.when_heading, found.when),
        (say("programme.field.place"), found.place),
        (say("programme.field.form"), found.form),
        (say("councilpage.bodies"), joint.join(found.bodies)),
        (say("programme.field.agenda"), "\n".join(found.agenda)),
        (say("programme.field.contents"), "\n".join(found.contents)),
    ]
    st.html(markup.pairs([row for row in rows if row[1]], "minutes"))
    for each in found.said:
        evidence.heading(each.title)
        hands = [say("councilpage.hands", option=one.option, n=one.hands) for one in each.hands]
        st.html(markup.listing([*each.lines, *hands], "said-lines"))
    if found.decisions:
        evidence.heading(say("councilpage.decisions"))
        told = [say("council.decision.words", **vars(each)) for each in found.decisions]
        st.html(markup.listing(told, "said-lines"))
    st.html(
        markup.listing([*(say("councilpage.source", source=each) for each in found.sources), *found.notes], "notes")
    )


def _files(city: City, found: Minutes) -> None:
    """Offer the minutes as PDF and as plain text."""
    for kind, mime in (("pdf", "application/pdf"), ("txt", "text/plain")):
        download.button(
            say(f"councilpage.file.{kind}"),
            partial(_file, kind, found, language()),
            say("councilpage.file.name", city=city.record.name, title=found.title, kind=kind),
            what=say("councilpage.file.what", title=found.title),
            city=city.record.code,
            mime=mime,
            key=f"minutes-{kind}",
        )


def _file(kind: str, found: Minutes, tongue: str) -> bytes:
    """Make a file when somebody asks for it: in a thread of its own, so the language is said again."""
    with speaking(tongue):
        return pdf(found) if kind == "pdf" else text(found).encode("utf-8-sig")


def _publish(city: City, kept: Kept[Meeting]) -> None:
    """Let the minutes be opened to everybody, be closed again, or the meeting be taken up once more."""
    public = kept.record.published
    label = say("councilpage.unpublish") if public else say("councilpage.publish")
    said = say("councilpage.unpublished") if public else say("councilpage.published")
    changed = replace(kept.record, published=not public)
    pressed = st.button(label, key="council-publish", type="secondary" if public else "primary")
    if pressed and saving.kept(city, changed, kept.revision, said=said):
        st.rerun()
    again = replace(kept.record, state="open", published=False)
    if st.button(say("councilpage.again"), key="council-again") and saving.kept(city, again, kept.revision):
        st.rerun()
