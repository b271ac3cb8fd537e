"""The fields of the form: what may be typed or chosen in each, and the sentence where something is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from shiensys.answers.registry import Choices
from shiensys.tables.categories import categories
from shiensys.tables.resources import ALL_DISTRICTS, OUTSIDE_CITY, SEPARATOR, STATUSES
from shiensys.text import say
from shiensys.web import choose, markup

PARTS: dict[str, tuple[str, ...]] = {  # of the form, with the columns of tables.resources.Resources in each
    "what": ("name", "kinds", "provider_kind", "status"),
    "when": ("schedule", "times_month"),
    "where": ("venue", "address", "serves", "transport"),
    "who": ("capacity", "users", "helpers", "hours_month", "eligibility", "fee"),
    "contact": ("contact", "contact_public"),
}
POINT = ("longitude", "latitude")  # set by a click on the map
COLUMNS = (*(name for part in PARTS.values() for name in part), *POINT)
LISTS, YES_NO, OF_STATUS = ("kinds", "serves"), ("contact_public",), ("status",)
NUMBERS = ("capacity", "users", "times_month", "helpers", "hours_month")
LONG = ("eligibility",)
YES = "1"


def key(name: str) -> str:
    """Name the widget of a column."""
    return f"edit-{name}"


def fill(cells: Mapping[str, str]) -> None:
    """Put cells into the form."""
    for name in COLUMNS:
        st.session_state[key(name)] = _value(name, cells.get(name, ""))


def clear() -> None:
    """Take what was typed away."""
    for name in COLUMNS:
        st.session_state.pop(key(name), None)


def typed() -> dict[str, str]:
    """Give what stands in the form, as cells."""
    return {name: _cell(name, st.session_state.get(key(name))) for name in COLUMNS}


def point() -> tuple[float, float] | None:
    """Give where the entry stands, longitude and latitude; None: nowhere yet."""
    try:
        longitude, latitude = (float(st.session_state.get(key(name)) or "") for name in POINT)
    except ValueError:
        return None
    return longitude, latitude


def put_point(longitude: float, latitude: float) -> None:
    """Keep where the reader clicked."""
    for name, value in zip(POINT, (longitude, latitude), strict=True):
        st.session_state[key(name)] = f"{value:.6f}"


def no_point() -> None:
    """Take the place off again: it is found by hall and address, if at all."""
    for name in POINT:
        st.session_state[key(name)] = ""


def show(names: Sequence[str], choices: Choices, wrong: Mapping[str, str]) -> None:
    """Write some fields; ``wrong``: a sentence by column."""
    with choose.row(f"edit-row-{names[0]}"):
        for name in names:
            with st.container(key=f"edit-field-{name}", width=270):
                _field(name, choices)
                error(name, wrong)


def error(name: str, wrong: Mapping[str, str]) -> None:
    """Say what is wrong with a field, right below it."""
    if name in wrong:
        st.html(f'<div role="alert">{markup.block("p", wrong[name], "wrong")}</div>')


def words(name: str, cell: str, choices: Choices) -> str:
    """Write a cell of the form in words, to set two versions side by side."""
    if not cell:
        return say("resources.field.blank")
    if name in YES_NO:
        return say("resources.contact.public")
    if name in POINT:
        return say("resources.point.degrees", value=cell)
    if name in OF_STATUS:
        return say(f"resources.standing.{cell.replace(' ', '_')}")
    if name == "kinds":
        return say("answers.reason_joint").join(_kinds().get(kind, kind) for kind in cell.split(SEPARATOR))
    return cell.replace(SEPARATOR, say("answers.reason_joint")) if name == "serves" else cell


def _field(name: str, choices: Choices) -> None:
    """Write one field. What is typed stays until it is saved or thrown away, whatever else happens to the page."""
    label = say(f"resources.field.{name}")
    if name in LISTS:
        options = {**_kinds()} if name == "kinds" else {each: each for each in _districts(choices)}
        gone = [each for each in st.session_state.get(key(name)) or [] if each not in options]  # kinds of another day
        options |= {each: each for each in gone}
        st.multiselect(
            label, list(options), format_func=options.__getitem__, key=key(name), persist_state="session",
            placeholder=say(f"resources.hint.{name}"), select_all=False,
        )  # fmt: skip
    elif name in YES_NO:
        st.checkbox(label, key=key(name), persist_state="session", help=say("resources.hint.contact_public"))
    elif name in OF_STATUS:
        st.selectbox(
            label, STATUSES, format_func=lambda each: say(f"resources.standing.{each.replace(' ', '_')}"),
            key=key(name), persist_state="session", filter_mode=None,
        )  # fmt: skip
    elif name == "provider_kind":
        _suggested(name, label, choices.organisations)
    elif name == "venue":
        _suggested(name, label, choices.venues)
    else:
        st.text_input(label, key=key(name), persist_state="session", placeholder=say(f"resources.hint.{name}"))


def _suggested(name: str, label: str, known: Sequence[str]) -> None:
    """Let a name be chosen that is in use already, or another be typed."""
    st.selectbox(
        label, list(dict.fromkeys([*known, *filter(None, [st.session_state.get(key(name))])])), index=None,
        key=key(name), persist_state="session", accept_new_options=True, placeholder=say(f"resources.hint.{name}"),
    )  # fmt: skip


def _value(name: str, cell: str) -> object:
    """Turn a cell into what its widget holds."""
    if name in LISTS:
        return [each for each in cell.split(SEPARATOR) if each]
    if name in YES_NO:
        return cell == YES
    if name in OF_STATUS:
        return cell or STATUSES[0]
    return cell or (None if name in ("provider_kind", "venue") else "")


def _cell(name: str, value: object) -> str:
    """Turn what a widget holds into a cell."""
    if isinstance(value, list):
        return SEPARATOR.join(str(each) for each in value)
    if name in YES_NO:
        return YES if value else ""
    return str(value or "").strip()


def _kinds() -> dict[str, str]:
    """Name the kinds of support."""
    return {each.kind: each.name for each in categories()}


def _districts(choices: Choices) -> tuple[str, ...]:
    """Name what a resource may serve."""
    return (*choices.districts, ALL_DISTRICTS, OUTSIDE_CITY)
