"""Open requests: the oldest first, a way to providers, and the end of one with what became of it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show import export
from shiensys.tables.programme import Kept, Request
from shiensys.tables.programme.helping import REASONS
from shiensys.text import say
from shiensys.web import choose, markup
from shiensys.web.matching import answered as told
from shiensys.web.matching import choosing, entering, keeping, telling, words

WHERE = "close"
ENDS = ("met", "refused", "withdrawn")
MOST = 8  # open requests in the list; the rest stand in the chooser
_READ = ("received", "kind_name", "district_name", "persons", "providers_words")  # the rest stands in the panel
_CHOSEN, _END, _REASON, _DAY, _NOTE = "close-which", "close-end", "close-reason", "close-day", "close-note"


def show(city: City, programme: Programme) -> None:
    """List the requests that are open, and let one of them be met, refused or withdrawn."""
    keeping.told(city, WHERE)
    kept = {each.record.id: each for each in programme.kept_of(Request) if each.record.state == "received"}
    if not kept:
        st.html(markup.block("p", say("matchpage.open.none"), "said"))
        return
    _list(city, programme)
    oldest = sorted(kept, key=lambda key: kept[key].record.received)
    if st.session_state.get(_CHOSEN) not in (None, *oldest):
        st.session_state[_CHOSEN] = None
    chosen = st.selectbox(
        say("matchpage.open.choose"),
        oldest,
        format_func=lambda key: words.request(city, kept[key].record),
        index=None,
        placeholder=say("matchpage.open.choose_none"),
        key=_CHOSEN,
        filter_mode=None,
        on_change=_forget,
    )
    if chosen:
        _one(city, kept[chosen])


def _list(city: City, programme: Programme) -> None:
    """Write the oldest open requests with how many could meet each."""
    found = told.open_requests(city, programme)
    columns = tuple(column for column in found.reading if column.key in _READ)
    st.html(markup.block("p", say("web.sentence_joint").join(found.headline), "said"))
    st.html(markup.cards(export.written(found, columns).head(MOST), found.title))
    if len(found.table) > MOST:
        st.html(markup.block("p", say("matchpage.open.rest", n=len(found.table) - MOST), "hint"))


def _one(city: City, chosen: Kept[Request]) -> None:
    """Write one request, lead to its providers, and let it end."""
    st.html(f'<section class="panel">{words.pairs(city, chosen.record)}</section>')
    st.button(
        say("matchpage.open.match"), type="primary", key="close-match", on_click=_to_providers, args=(chosen.record,)
    )
    with st.form("close", enter_to_submit=False):
        st.segmented_control(
            say("matchpage.close.end"),
            ENDS,
            format_func=lambda state: say(f"matching.request.{state}"),
            key=_END,
        )
        telling.below(WHERE, "state")
        st.selectbox(
            say("matchpage.close.reason"),
            REASONS,
            format_func=lambda code: say(f"matching.reason.{code}"),
            index=None,
            placeholder=say("matchpage.close.reason_none"),
            key=_REASON,
            filter_mode=None,
        )
        telling.below(WHERE, "reason")
        entering.day(WHERE, _DAY, say("programme.field.ended"), city.today, "ended")
        entering.note(WHERE, _NOTE, label=say("matchpage.add_note"))
        with st.container(horizontal=True, gap="small"):
            save, note = say("matchpage.close.save"), say("matchpage.note.alone")
            st.form_submit_button(save, on_click=_save, args=(city, chosen, True), key="close-save")
            st.form_submit_button(note, on_click=_save, args=(city, chosen, False), key="close-note-save")


def _to_providers(asked: Request) -> None:
    """Look for providers of a request."""
    choosing.take(asked)
    choosing.go("match")


def _forget() -> None:
    """Begin anew with another request."""
    for key in (_END, _REASON, _DAY, _NOTE):
        st.session_state.pop(key, None)


def _save(city: City, chosen: Kept[Request], ends: bool) -> None:
    """Store what became of a request, or its note alone."""
    choose.speak()
    state = st.session_state
    if not entering.may_keep(WHERE, _NOTE):
        return
    changed = replace(chosen.record, note=entering.noted(chosen.record.note, _NOTE))
    if ends:
        end, reason = str(state.get(_END) or ""), str(state.get(_REASON) or "")
        if not end:
            telling.wrong(WHERE, {"state": say("matchpage.close.end_missing")})
            return
        day = entering.read_day(WHERE, _DAY, "ended", city.today)
        if day is None:
            return
        changed = replace(changed, state=end, ended=day, reason=reason if end == "refused" else "")
    done = say(f"matchpage.close.done.{changed.state}" if ends else "matchpage.note.kept")
    if keeping.keep(city, WHERE, ((changed, chosen),), done=done, fields=("note", "ended", "reason", "state")):
        _forget()
