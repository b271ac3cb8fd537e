"""A form for any kind of record, made of what its fields say of themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

import streamlit as st

from shiensys.answers import recorded
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import KINDS, Record
from shiensys.tables.programme.record import LEAST, LINE, MOST, OF, OPTIONS
from shiensys.text import say
from shiensys.web.people import writing

LEFT_OUT = ("id", "made_up")
DISTRICTS = ("district", "districts")


def filled(city: City, programme: Programme, kind: type[Record], record: Record | None, key: str) -> dict[str, Any]:
    """Draw a field for each of a record's, and give what stands in them, as typed. ``record``: None for a new one."""
    asked = sorted((each for each in fields(kind) if each.name not in LEFT_OUT), key=lambda each: each.name == "source")
    return {
        each.name: _field(city, programme, kind, each, _start(each, record), f"{key}-{each.name}") for each in asked
    }


def read(kind: type[Record], typed: Mapping[str, Any], record: Record | None) -> Record:
    """Turn what was typed into a record; raises RecordError where a day can't be read."""
    values = {name: _read(kind, name, value) for name, value in typed.items()}
    kept = {} if record is None else {name: getattr(record, name) for name in LEFT_OUT}
    return kind(**kept, **values)


def _read(kind: type[Record], name: str, value: Any) -> Any:
    """Turn one field into what the record holds."""
    wanted = writing.type_of(kind, name)
    if wanted is dt.datetime:
        return writing.moment_of(name, value)
    if wanted is dt.date:
        return writing.day_of(name, value)
    return tuple(value) if isinstance(value, list) else value


def _start(told: Field[Any], record: Record | None) -> Any:
    """Give what a field holds at first."""
    if record is not None:
        return getattr(record, told.name)
    return "" if told.default is MISSING else told.default


def _field(city: City, programme: Programme, kind: type[Record], told: Field[Any], start: Any, key: str) -> Any:
    """Draw one field."""
    label, wanted, limits = say(f"programme.field.{told.name}"), writing.type_of(kind, told.name), told.metadata
    if told.name in DISTRICTS:
        tiered = any(each.name == "tier" for each in fields(kind))
        blank = say("peoplepage.tiered") if tiered else say("organising.whole_city")
        return _districts(city, label, start, key, blank=blank if told.name == "districts" else "")
    if OF in limits:
        return _linked(city, programme, label, limits[OF], start, key)
    if told.name == "tier":
        words = {tier: say(f"organising.tier.{tier}") for tier in (1, 2)}
        return st.selectbox(label, list(words), index=start - 1, format_func=words.__getitem__, key=key)
    if OPTIONS in limits:
        codes = list(limits[OPTIONS])
        words = {code: say(f"organising.option.{told.name}.{code}") for code in codes}
        place = codes.index(start) if start in codes else 0
        return st.selectbox(label, codes, index=place, format_func=words.__getitem__, key=key)
    if wanted is bool:
        return st.checkbox(label, value=bool(start), key=key)
    if wanted is int:
        return st.number_input(label, min_value=limits.get(LEAST, 0), value=start, step=1, key=key)
    if wanted in (dt.date, dt.datetime):
        sort = "moment" if wanted is dt.datetime else "day"
        return st.text_input(label, value=writing.text_of(start or None), placeholder=_example(sort), key=key)
    if limits.get(MOST, LINE) > LINE:
        return st.text_area(label, value=start, key=key, height=100)
    return st.text_input(label, value=start, key=key)


def _example(sort: str) -> str:
    """Show how a day is written."""
    return say("peoplepage.example.moment") if sort == "moment" else say("peoplepage.example.day")


def _districts(city: City, label: str, start: Any, key: str, *, blank: str) -> Any:
    """Let one district be chosen; or several, where ``blank`` says what none of them means."""
    names = dict(zip(city.districts["district_id"], city.districts["name"], strict=True))
    if blank:
        known = [each for each in start if each in names]
        return st.multiselect(
            label, list(names), default=known, format_func=names.__getitem__, key=key,
            placeholder=blank,
        )  # fmt: skip
    place = list(names).index(start) if start in names else None
    chosen = st.selectbox(
        label, list(names), index=place, format_func=names.__getitem__, key=key, placeholder=say("peoplepage.choose")
    )
    return chosen or ""


def _linked(city: City, programme: Programme, label: str, table: str, start: Any, key: str) -> Any:
    """Let one of the records be chosen that a field links to."""
    names = {each.id: recorded.called(city, programme, each) for each in programme.of(KINDS[table])}
    place = list(names).index(start) if start in names else None
    chosen = st.selectbox(
        label, list(names), index=place, format_func=names.__getitem__, key=key, placeholder=say("peoplepage.choose")
    )
    return chosen or ""
