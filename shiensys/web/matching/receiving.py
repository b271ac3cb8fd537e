"""A request written down: when, for what, where, for how many, and under which conditions. No names, no addresses."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from shiensys.city import City
from shiensys.tables.categories import categories
from shiensys.tables.programme import Request
from shiensys.tables.programme.helping import CONDITIONS, WEEKDAYS
from shiensys.text import say
from shiensys.web import choose
from shiensys.web.matching import choosing, entering, keeping, telling, words

WHERE = "receive"
KEYS = {  # of the form, by field of the record
    "received": "ask-received", "kind": "ask-kind", "district": "ask-district", "persons": "ask-persons",
    "days": "ask-days", "conditions": "ask-conditions", "fee_most": "ask-fee", "note": "ask-note",
}  # fmt: skip


def form(city: City) -> None:
    """Let the visitor write a request down."""
    with st.form("receive", enter_to_submit=False):
        entering.day(WHERE, KEYS["received"], say("programme.field.received"), city.today, "received")
        _kind()
        _district(city)
        _persons()
        choosing.several(KEYS["days"], WEEKDAYS, "day", bound=False)
        choosing.several(KEYS["conditions"], CONDITIONS, "condition", bound=False)
        _fee()
        entering.note(WHERE, KEYS["note"])
        st.form_submit_button(
            say("matchpage.receive.save"), type="primary", on_click=_save, args=(city,), key="receive-save"
        )


def _kind() -> None:
    """Ask for the kind of support."""
    st.selectbox(
        say("programme.field.kind"),
        [each.kind for each in categories()],
        format_func=words.kind,
        index=None,
        placeholder=say("matchpage.choose_kind"),
        key=KEYS["kind"],
        persist_state="session",
    )
    telling.below(WHERE, "kind")


def _district(city: City) -> None:
    """Ask for the district of whoever asks."""
    names = words.districts(city)
    st.selectbox(
        say("programme.field.district"),
        list(names),
        format_func=names.__getitem__,
        index=None,
        placeholder=say("matchpage.choose_district"),
        key=KEYS["district"],
        persist_state="session",
    )
    telling.below(WHERE, "district")


def _persons() -> None:
    """Ask for how many help is wanted; written, so that what can't be read is told and kept."""
    st.session_state.setdefault(KEYS["persons"], "1")
    st.text_input(say("programme.field.persons"), key=KEYS["persons"], persist_state="session", width=140)
    telling.below(WHERE, "persons")


def _fee() -> None:
    """Ask what it may cost."""
    st.text_input(
        say("matchpage.fee_most"),
        key=KEYS["fee_most"],
        placeholder=say("matchpage.fee.any"),
        persist_state="session",
        width=260,
    )
    telling.below(WHERE, "fee_most")


def _save(city: City) -> None:
    """Store what was written; what is wrong is told at its field, and nothing typed is lost."""
    choose.speak()
    state = st.session_state
    wrong: dict[str, str] = {}
    persons = _number("persons", wrong)
    fee = _number("fee_most", wrong) if str(state.get(KEYS["fee_most"], "")).strip() else None
    for field in ("kind", "district"):
        if not state.get(KEYS[field]):
            wrong[field] = say(f"matchpage.{field}_missing")
    received = entering.read_day(WHERE, KEYS["received"], "received", city.today)
    if received is None:
        wrong["received"] = telling.at(WHERE, "received")
    if doubt := entering.doubt(KEYS["note"]):
        wrong["note"] = doubt
    if wrong:
        telling.wrong(WHERE, wrong)
        return
    _store(city, received or city.today, persons or 1, fee)


def _store(city: City, received: dt.date, persons: int, fee: int | None) -> None:
    """Store a request whose fields were read, and empty the form."""
    state = st.session_state
    asked = Request(
        received=received,
        district=state[KEYS["district"]],
        kind=state[KEYS["kind"]],
        persons=persons,
        days=tuple(code for code in WEEKDAYS if code in state.get(KEYS["days"], ())),
        conditions=tuple(code for code in CONDITIONS if code in state.get(KEYS["conditions"], ())),
        fee_most=fee,
        note=str(state.get(KEYS["note"], "")).strip(),
    )
    done = say("matchpage.receive.done", request=words.request(city, asked))
    if keeping.keep(city, WHERE, ((asked, None),), done=done, fields=tuple(KEYS)):
        for key in KEYS.values():
            state.pop(key, None)


def _number(field: str, wrong: dict[str, str]) -> int | None:
    """Read a whole number, in wide digits too; None where it is none, told in ``wrong``."""
    found = entering.whole(str(st.session_state.get(KEYS[field], "")))
    least = 1 if field == "persons" else 0
    if found is None or found < least:
        wrong[field] = say(f"matchpage.{field}.unread")
        return None
    return found
