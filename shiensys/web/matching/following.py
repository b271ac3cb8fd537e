"""What became of proposals: a list of matches with their days, and the next step of the one that is chosen."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from shiensys.answers.answer import Answer
from shiensys.answers.matching.following import STEPS, met, moved
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.show import export
from shiensys.tables.programme import Kept, Match, Request
from shiensys.tables.programme.checks import RecordError
from shiensys.tables.programme.helping import END_REASONS, MATCH_STATES
from shiensys.text import say
from shiensys.web import choose, evidence, markup
from shiensys.web.matching import answered as told
from shiensys.web.matching import entering, keeping, returning, telling, words

CHOSEN = "match"  # in the address: the match that is looked at
WHERE = "follow"
_DAY, _NOTE, _REASON, _MET, _OVER = "follow-day", "follow-note", "follow-reason", "follow-met", "follow-over"


def show(city: City, programme: Programme) -> None:
    """List the matches, and let the chosen one go on."""
    evidence.heading(say("matchpage.follow"))
    keeping.told(city, WHERE)
    kept = {each.record.id: each for each in programme.kept_of(Match)}
    if not kept:
        st.html(markup.block("p", say("matchpage.follow.none"), "said"))
        return
    over = st.toggle(say("matchpage.follow.ended"), key=_OVER)
    found = told.followed(city, programme)
    listed = {key for key, each in kept.items() if over or each.record.state != "ended"}
    _list(found, listed)
    chosen = _chosen(city, kept, listed)
    if chosen is not None:
        _steps(city, programme, chosen)
    evidence.table(found, version=f"{city.version}-{programme.number}")


def _list(found: Answer, listed: set[str]) -> None:
    """Write the matches that are still going on, or all."""
    rows = found.table["match_id"].isin(listed)
    if not rows.any():
        st.html(markup.block("p", say("matchpage.follow.all_ended"), "said"))
        return
    st.html(markup.cards(export.written(found, found.reading)[rows], found.title))


def _chosen(city: City, kept: dict[str, Kept[Match]], listed: set[str]) -> Kept[Match] | None:
    """Let the reader choose a match; the newest stands first."""
    newest = [key for key in reversed(kept) if key in listed]
    if st.session_state.get(CHOSEN) not in (None, *newest):
        st.session_state[CHOSEN] = None
    chosen = st.selectbox(
        say("matchpage.follow.choose"),
        newest,
        format_func=lambda key: _named(city, kept[key].record),
        index=None,
        placeholder=say("matchpage.follow.choose_none"),
        key=CHOSEN,
        bind="query-params",
        filter_mode=None,
        on_change=_forget,
        width=560,
    )
    return kept.get(chosen) if chosen else None


def _named(city: City, match: Match) -> str:
    """Name a match in a list."""
    return say(
        "matchpage.match.named",
        provider=words.provider(city, match.resource_id),
        district=words.district(city, match.district),
        state=say(f"matching.state.{match.state}"),
        number=match.id[-4:],
    )


def _forget() -> None:
    """Begin anew with another match."""
    for key in (_DAY, _NOTE, _REASON, _MET):
        st.session_state.pop(key, None)


def _steps(city: City, programme: Programme, chosen: Kept[Match]) -> None:
    """Write what is known of a match, and let it take its next step, be noted on or end."""
    match = chosen.record
    steps = STEPS[match.state]
    left, right = st.columns(2, gap="medium")
    with left:
        st.html(f'<section class="panel">{_path(match)}{words.pairs(city, match)}</section>')
        returning.offer(city, programme, WHERE, chosen)
    with right, st.form("follow", enter_to_submit=False):
        if steps:
            entering.day(WHERE, _DAY, say("matchpage.follow.day"), city.today, *steps)
        entering.note(WHERE, _NOTE, label=say("matchpage.add_note"))
        if steps:
            st.selectbox(
                say("matchpage.follow.why"),
                END_REASONS,
                format_func=lambda code: say(f"matching.end.{code}"),
                index=None,
                placeholder=say("matchpage.follow.why_none"),
                key=_REASON,
                filter_mode=None,
            )
            telling.below(WHERE, "end_reason")
        _met(programme, match)
        with st.container(horizontal=True, gap="small"):
            _buttons(city, programme, chosen)


def _met(programme: Programme, match: Match) -> None:
    """Offer to end the request too when help begins."""
    if "running" in STEPS[match.state] and _request(programme, match) is not None:
        st.checkbox(say("matchpage.follow.met"), value=True, key=_MET)


def _buttons(city: City, programme: Programme, chosen: Kept[Match]) -> None:
    """Offer the next step, the end, and keeping the note alone."""
    for place, to in enumerate(STEPS[chosen.record.state]):
        st.form_submit_button(
            say(f"matchpage.follow.to.{to}"),
            type="secondary" if place or to == "ended" else "primary",
            on_click=_go,
            args=(city, programme, chosen, to),
            key=f"follow-{to}",
        )
    note = say("matchpage.note.alone")
    st.form_submit_button(note, on_click=_note, args=(city, chosen), key="follow-save")


def _path(match: Match) -> str:
    """Draw the steps that a match goes through; those reached are marked."""
    reached = MATCH_STATES.index(match.state)
    steps = (
        f'<li class="{"reached" if place <= reached else "ahead"}"{" aria-current=step" if place == reached else ""}>'
        f"{say(f'matching.state.{state}')}</li>"
        for place, state in enumerate(MATCH_STATES)
    )
    return f'<ol class="path">{"".join(steps)}</ol>'


def _go(city: City, programme: Programme, chosen: Kept[Match], to: str) -> None:
    """Take a step."""
    choose.speak()
    state = st.session_state
    day = entering.read_day(WHERE, _DAY, to, city.today)
    if day is None or not entering.may_keep(WHERE, _NOTE):
        return
    fields = ("note", to, "end_reason")
    try:
        changed = moved(chosen.record, to, day, str(state.get(_NOTE, "")), reason=str(state.get(_REASON) or ""))
        steps: list[keeping.Step] = [(changed, chosen)]
        asked = _request(programme, chosen.record)
        if to == "running" and asked is not None and state.get(_MET, True):
            steps.append((met(asked.record, changed), asked))
    except RecordError as error:
        telling.wrong(WHERE, {error.wrong if error.wrong in fields else to: error})
        return
    if keeping.keep(city, WHERE, steps, done=say(f"matchpage.follow.done.{to}"), fields=fields):
        _forget()


def _note(city: City, chosen: Kept[Match]) -> None:
    """Keep what was noted, and leave the state as it is."""
    choose.speak()
    if not entering.may_keep(WHERE, _NOTE):
        return
    changed = replace(chosen.record, note=entering.noted(chosen.record.note, _NOTE))
    if keeping.keep(city, WHERE, ((changed, chosen),), done=say("matchpage.note.kept"), fields=("note",)):
        _forget()


def _request(programme: Programme, match: Match) -> Kept[Request] | None:
    """Give the open request that a match is to meet."""
    found = programme.find(Request, match.request_id)
    return found if found is not None and found.record.state == "received" else None
