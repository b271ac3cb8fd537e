"""A meeting as its own mode: what was decided last time, one screen a question, and its end."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from shiensys.answers.council.meetings import UnknownMeetingError, council_of, find, when
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Body, Council, Kept, Meeting, Member
from shiensys.text import say
from shiensys.web import markup
from shiensys.web.council import deciding, figures, going, live, planning, reading, saving, wall
from shiensys.web.council.live import Look
from shiensys.web.visitor import visitor


def show(city: City, programme: Programme, meeting_id: str) -> None:
    """Show a meeting: live where it isn't over, else what was written down of it."""
    try:
        find(programme, meeting_id, everybody=not visitor().may_discuss)
        kept = programme.find(Meeting, meeting_id)
        assert kept is not None
        council = council_of(programme, kept.record)
    except UnknownMeetingError as unknown:
        st.info(str(unknown))
        st.button(say("councilpage.leave"), key="council-leave", on_click=going.leave)
        return
    if kept.record.state == "closed":
        reading.show(city, programme, kept)
        return
    look = going.look()
    wall.apply(look, meeting=True)
    stage = _head(city, kept, council, look)
    seats = _seats(programme, council)
    if stage == "opening":
        _opening(city, programme, kept, look)
        going.turn(stage)
        figures.prepare(city)  # while the last decisions are talked about
        return
    if stage == "closing":
        _closing(city, programme, kept, look, seats)
    else:
        _question(city, programme, kept.record, council, stage, look, seats)
    going.turn(stage)


def _head(city: City, kept: Kept[Meeting], council: Council, look: Look) -> going.Stage:
    """Say which meeting it is, and offer its screens, the wall and the way back; gives the screen that is on."""
    meeting = kept.record
    st.html(markup.block("h1", meeting.title, "page-title"))
    if look == "projector":
        return going.stage()
    told = [council.name, when(meeting), meeting.place, say(f"councilpage.state.{meeting.state}")]
    st.html(markup.block("p", say("councilpage.joint").join(each for each in told if each), "hint"))
    saving.told()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="council-head"):
        st.button(say("councilpage.leave"), key="council-leave", on_click=going.leave)
        st.button(say("councilpage.put_up"), key="council-up", on_click=going.put_up)
        if visitor().may_discuss and meeting.state == "planned":
            _begin(city, kept)
        return going.stage()


def _begin(city: City, kept: Kept[Meeting]) -> None:
    """Offer to open the meeting."""
    begun = replace(kept.record, state="open", begins=kept.record.begins or dt.datetime.now(dt.UTC))
    pressed = st.button(say("councilpage.begin"), key="council-begin", type="primary")
    if pressed and saving.kept(city, begun, kept.revision):
        st.rerun()


def _opening(city: City, programme: Programme, kept: Kept[Meeting], look: Look) -> None:
    """Show what the meeting opens with."""
    deciding.opening(city, programme, kept.record, look)
    if kept.record.agenda:
        st.html(markup.block("h2", say("programme.field.agenda"), "part"))
        st.html(markup.listing(kept.record.agenda.splitlines(), "council-agenda"))
    if look == "desk" and visitor().may_load:
        with st.expander(say("councilpage.plan.change")):
            planning.form(city, programme, kept)


def _question(
    city: City, programme: Programme, meeting: Meeting, council: Council, question: str, look: Look,
    seats: tuple[str, ...],
) -> None:  # fmt: skip
    """Show one of the five: what is known on the left, what is said on the right."""
    st.html(markup.block("h2", say(f"council.question.{question}"), "question"))
    above = st.container(key="council-above")
    with st.container(key="council-screen"):
        left, right = st.columns([1, 1], gap="medium")
    with right, st.container(key="council-board"):  # first: nobody waits for figures to write
        live.show(city, meeting.id, question, look, seats, visitor())
        if look == "desk" and visitor().may_discuss:
            with st.expander(say("councilpage.decide")):
                deciding.new(city, meeting, key=question)
    with left:
        found = figures.screened(city, programme, council, question)
        if found is None:
            figures.wait(city, programme, council, question)
        elif look == "desk":
            figures.show(city, found)
        else:
            above.html(markup.listing(found.headline[:2], "council-figures"))
            figures.on_wall(city, found)


def _closing(city: City, programme: Programme, kept: Kept[Meeting], look: Look, seats: tuple[str, ...]) -> None:
    """Show what was decided, what else was said, and end the meeting."""
    if look == "projector":
        st.html(markup.block("h2", say("councilpage.stage.closing"), "question"))
        with st.container(key="council-board"):
            live.show(city, kept.record.id, "other", look, seats, visitor())
        return
    left, right = st.columns([1, 1], gap="medium")
    with right:
        live.show(city, kept.record.id, "other", look, seats, visitor())
    with left:
        if visitor().may_discuss:
            deciding.new(city, kept.record, key="closing")
        if visitor().may_load:
            deciding.propose(city, kept.record)
        if visitor().may_discuss:
            planning.close(city, programme, kept)


def _seats(programme: Programme, council: Council) -> tuple[str, ...]:
    """Name the bodies that sit in a council; every body where nobody wrote down who does."""
    names = {each.id: each.name for each in programme.of(Body)}
    mine = [each.body_id for each in programme.of(Member) if each.council_id == council.id]
    return tuple(dict.fromkeys(names[each] for each in mine or names if each in names))
