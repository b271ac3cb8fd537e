"""The councils and their meetings: what is going on, what is planned, what there was."""

from __future__ import annotations

from functools import partial

import streamlit as st

from shiensys.answers import council
from shiensys.answers.council import Listed
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Council
from shiensys.text import say
from shiensys.web import evidence, markup
from shiensys.web.council import going, saving, wall
from shiensys.web.visitor import visitor

AT_ONCE = 20  # meetings on the page before somebody asks for more
_MORE, _COUNCIL = "council-more", "council"


def show(city: City, programme: Programme) -> None:
    """List meetings; a button opens one."""
    everybody = not visitor().may_discuss
    wall.apply("desk")
    chosen = _council(programme, everybody=everybody)
    found = council.meetings(programme, everybody=everybody, council_id=chosen, today=city.today)
    st.html(markup.block("h1", _headline(found), "page-title"))
    saving.told()
    shown = found if st.session_state.get(_MORE) else found[:AT_ONCE]
    for each in shown:
        _one(each)
    if len(shown) < len(found):
        st.button(say("councilpage.more", n=len(found) - len(shown)), key="council-show-more", on_click=_more)
    if found:
        answer = council.listing(city, programme, everybody=everybody, council_id=chosen)
        evidence.notes(answer)
        evidence.table(answer, version=f"{city.version}-{programme.number}")


def _headline(found: tuple[Listed, ...]) -> str:
    """Say what there is."""
    going_on = sum(each.meeting.state == "open" for each in found)
    planned = sum(each.meeting.state == "planned" for each in found)
    key = (
        "councilpage.headline.none"
        if not found
        else "councilpage.headline.open"
        if going_on
        else "councilpage.headline"
    )
    return say(key, n=len(found), open=going_on, planned=planned)


def _council(programme: Programme, *, everybody: bool) -> str | None:
    """Let the reader choose a council that has meetings to read of; None: all."""
    has = {each.council.id for each in council.meetings(programme, everybody=everybody)}
    names = {each.id: each.name for each in programme.of(Council) if each.id in has}
    if len(names) < 2:
        return None
    chosen: str | None = st.selectbox(
        say("councilpage.council"),
        list(names),
        format_func=names.__getitem__,
        index=None,
        placeholder=say("councilpage.council.all"),
        key=_COUNCIL,
        bind="query-params",
        filter_mode=None,
        width=360,
    )
    return chosen


def _one(each: Listed) -> None:
    """Show one meeting with a button that opens it."""
    joint = say("answers.reason_joint")
    first = each.meeting.contents.strip().partition("\n")[0]
    rows = [
        (say("councilpage.council"), each.council.name),
        (say("councilpage.when"), each.when),
        (say("programme.field.place"), each.meeting.place),
        (say("councilpage.bodies"), joint.join(each.bodies)),
        (say("programme.field.contents"), first),
    ]
    warning = markup.block("p", each.warning, "late") if each.warning else ""
    state = say(f"councilpage.state.{each.meeting.state}")
    with st.container(key=f"council-meeting-{each.meeting.id}"):
        st.html(
            f'<section class="meeting">{markup.block("h2", each.meeting.title)}{markup.block("p", state, "state")}'
            + markup.pairs([row for row in rows if row[1]], "minutes")
            + warning
            + "</section>"
        )
        label = say("councilpage.read") if each.meeting.state == "closed" else say("councilpage.enter")
        st.button(label, key=f"council-enter-{each.meeting.id}", on_click=partial(going.enter, each.meeting.id))


def _more() -> None:
    """Show all meetings from here on."""
    st.session_state[_MORE] = True
