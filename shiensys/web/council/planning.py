"""A meeting planned, changed and ended: council, day, place, form, agenda, bodies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from shiensys.answers.council.days import there
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.programme import Programme
from shiensys.tables.programme import Attendance, Body, Council, Kept, Meeting
from shiensys.tables.programme.meetings import FORMS
from shiensys.text import JAPAN, say
from shiensys.web import markup
from shiensys.web.council import dated, going, saving

_NOON = (dt.time(10, 0), dt.time(12, 0))
_FIRST = dt.date(2000, 1, 1)
_FAR = dt.timedelta(days=3650)


def show(city: City, programme: Programme) -> None:
    """Let a coordinator plan a meeting."""
    st.html(markup.block("h1", say("councilpage.plan.title"), "page-title"))
    saving.told()
    if not programme.of(Council):
        st.info(say("councilpage.plan.no_council", page=say("web.choose.page.people")))
        return
    form(city, programme, None)


def form(city: City, programme: Programme, kept: Kept[Meeting] | None) -> None:
    """Let a meeting be filled in; ``kept``: the one to change, None for a new one."""
    now, at = (kept.record, kept.record.id) if kept else (None, "new")
    councils = {each.id: each.name for each in sorted(programme.of(Council), key=lambda each: (each.tier, each.name))}
    came = [each for each in programme.kept_of(Attendance) if now and each.record.meeting_id == now.id]
    with st.form(f"plan-{at}", border=True):
        council_id = _one(
            say("councilpage.council"), councils, now.council_id if now else None, key=f"plan-council-{at}"
        )
        title = st.text_input(
            say("programme.field.title"), now.title if now else "", key=f"plan-title-{at}", max_chars=200
        )
        when = _when(now, at)
        place = st.text_input(
            say("programme.field.place"), now.place if now else "", key=f"plan-place-{at}", max_chars=200
        )
        forms = {each: say(f"council.form.{each}") for each in FORMS}
        held = _one(say("programme.field.form"), forms, now.form if now else None, key=f"plan-form-{at}")
        agenda = st.text_area(
            say("programme.field.agenda"), now.agenda if now else "", key=f"plan-agenda-{at}", max_chars=10_000
        )
        names = [each.record.name for each in came]
        bodies = _bodies(programme, names, at)
        sent = st.form_submit_button(say("councilpage.plan.save"), type="primary", key=f"plan-save-{at}")
    if not sent:
        return
    hours = _hours(city, when)
    if hours is None:
        return
    meeting = Meeting(
        **(vars(now) if now else {"id": saving.made_id()})
        | {
            "council_id": council_id,
            "title": title.strip(),
            "form": held,
            "begins": hours[0],
            "ends": hours[1],
            "place": place.strip(),
            "agenda": agenda.strip(),
        }
    )
    _keep(city, programme, meeting, kept, bodies, came)


def _keep(
    city: City, programme: Programme, meeting: Meeting, kept: Kept[Meeting] | None, bodies: list[str],
    came: list[Kept[Attendance]],
) -> None:  # fmt: skip
    """Store a meeting and who comes to it."""
    known = {each.name: each.id for each in programme.of(Body)}
    if not saving.kept(city, meeting, kept.revision if kept else None, said=say("councilpage.plan.saved")):
        return
    if saving.attendances(city, meeting.id, bodies, came, known):
        if kept is None:
            going.enter(meeting.id)
        st.rerun()


class _When(NamedTuple):
    """Day and hours as they stand in the form, by the clocks of Japan."""

    day: str
    begins: dt.time | None
    ends: dt.time | None


def _when(now: Meeting | None, at: str) -> _When:
    """Let day and hours be filled in."""
    begins = there(now.begins) if now and now.begins else None
    ends = there(now.ends) if now and now.ends else None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        day = dated.field(say("councilpage.day"), begins.date() if begins else None, key=f"plan-day-{at}")
        first = st.time_input(
            say("programme.field.begins"), begins.time() if begins else _NOON[0], key=f"plan-begins-{at}", width=140
        )
        last = st.time_input(
            say("programme.field.ends"), ends.time() if ends else _NOON[1], key=f"plan-ends-{at}", width=140
        )
    return _When(day, first, last)


def _hours(city: City, when: _When) -> tuple[dt.datetime | None, dt.datetime | None] | None:
    """Read begin and end; None where the day can't be read, which is then said."""
    try:
        day = dated.read(when.day, say("councilpage.day"), first=_FIRST, last=city.today + _FAR)
    except ShiensysError as trouble:
        st.error(str(trouble))
        return None
    begins, ends = (dt.datetime.combine(day, each, JAPAN) if day and each else None for each in when[1:])
    return begins, ends


def _one(label: str, names: Mapping[str, str], now: str | None, *, key: str) -> str:
    """Let one of several be chosen."""
    options = list(names)
    chosen = st.selectbox(
        label,
        options,
        index=options.index(now) if now and now in names else 0,
        format_func=names.__getitem__,
        key=key,
        filter_mode=None,
    )
    return chosen or options[0]


def _bodies(programme: Programme, now: list[str], at: str) -> list[str]:
    """Let the bodies that come be chosen, or written where the city doesn't list them."""
    known = list(dict.fromkeys([*now, *(each.name for each in programme.of(Body))]))
    chosen: list[str] = st.multiselect(
        say("councilpage.bodies"), known, default=now, key=f"plan-bodies-{at}", accept_new_options=True,
        placeholder=say("councilpage.bodies.choose"),
    )  # fmt: skip
    return chosen


def close(city: City, programme: Programme, kept: Kept[Meeting]) -> None:
    """Let the meeting be ended: contents as the city publishes them, who came, and then nobody writes any more."""
    meeting = kept.record
    came = [each for each in programme.kept_of(Attendance) if each.record.meeting_id == meeting.id]
    with st.form("close", border=True):
        st.html(markup.block("p", say("councilpage.close"), "form-title"))
        bodies = _bodies(programme, [each.record.name for each in came], "close")
        contents = st.text_area(say("councilpage.contents"), meeting.contents, key="close-contents", max_chars=10_000)
        sent = st.form_submit_button(say("councilpage.close.button"), type="primary", key="close-save")
    if not sent:
        return
    now = dt.datetime.now(dt.UTC)
    begins = meeting.begins or now
    closed = replace(
        meeting, state="closed", contents=contents.strip(), begins=begins,
        ends=meeting.ends or max(now, there(begins)),
    )  # fmt: skip
    _keep(city, programme, closed, kept, bodies, came)
