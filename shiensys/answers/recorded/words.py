"""What a record is called, and what stands in its fields, as readers know it: no id and no code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields

from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.categories import categories
from shiensys.tables.programme import (
    KINDS,
    Attendance,
    Contact,
    Decision,
    Draft,
    Edit,
    Match,
    Meeting,
    Member,
    Note,
    Pair,
    Post,
    Proposal,
    Record,
    Request,
    Step,
    Voice,
    Vote,
)
from shiensys.tables.programme.record import OF
from shiensys.text import date, moment, number, say

DISTRICTS, PLACES = ("district", "districts"), ("resource_id", "first", "second", "kept")
NAMING: dict[type[Record], tuple[str, ...]] = {  # by which fields a record is called; all others by name or title
    Contact: ("body_id", "name"),
    Member: ("council_id", "body_id"),
    Step: ("district", "step"),
    Attendance: ("meeting_id", "name"),
    Note: ("meeting_id", "question"),
    Vote: ("meeting_id", "option"),
    Draft: ("meeting_id", "question"),
    Decision: ("what",),
    Proposal: ("council_id", "kind"),
    Request: ("received", "district", "kind"),
    Match: ("district", "kind", "resource_id"),
    Voice: ("district", "view"),
    Pair: ("first", "second"),
}
SHARED: dict[str, Callable[[str], str]] = {  # what codes of a field mean, whichever record they stand in
    "kind": lambda code: say(f"organising.option.kind.{code}"),
    "form": lambda code: say(f"council.form.{code}"),
    "question": lambda code: say(f"council.question.{code}"),
    "role": lambda code: say(f"organising.option.role.{code}"),
    "sort": lambda code: say(f"organising.option.sort.{code}"),
    "step": lambda code: say(f"organising.option.step.{code}"),
    "reason": lambda code: say(f"matching.reason.{code}"),
    "end_reason": lambda code: say(f"matching.end.{code}"),
    "days": lambda code: say(f"matching.day.{code}"),
    "conditions": lambda code: say(f"matching.condition.{code}"),
    "verdict": lambda code: say(f"programme.verdict.{code}"),
    "view": lambda code: say(f"web.choose.page.{code}"),
}
STATES: dict[type[Record], Callable[[str], str]] = {
    Meeting: lambda code: say(f"councilpage.state.{code}"),
    Decision: lambda code: say(f"council.decision.state.{code}"),
    Proposal: lambda code: say(f"council.proposal.state.{code}"),
    Request: lambda code: say(f"matching.request.{code}"),
    Match: lambda code: say(f"matching.state.{code}"),
    Voice: lambda code: say(f"programme.voice.{code}"),
}


def called(city: City, programme: Programme, record: Record) -> str:
    """Call a record as readers know it."""
    if isinstance(record, Edit):
        return _place(city, record.id) or str(record.cells.get("name") or record.id)
    parts = [value(city, programme, type(record), name, getattr(record, name)) for name in _naming(record)]
    return say("programme.joint").join(part for part in parts if part)


def value(city: City, programme: Programme, kind: type[Record], name: str, held: object) -> str:
    """Write what a field of a record holds; blank where it holds nothing."""
    if held is None or held == "" or held == ():
        return ""
    if isinstance(held, tuple):
        return say("answers.reason_joint").join(value(city, programme, kind, name, each) for each in held)
    if isinstance(held, bool):
        return say("programme.yes") if held else say("programme.no")
    if isinstance(held, int):
        return say(f"organising.tier.{held}") if name == "tier" else number(held)
    if isinstance(held, dt.datetime):
        return moment(held)
    return date(held) if isinstance(held, dt.date) else _text(city, programme, kind, name, str(held))


def _naming(record: Record) -> tuple[str, ...]:
    """Give the fields by which a record is called."""
    if isinstance(record, Post):
        return ("title",) if record.title else ("tier", "kind", "body_id")
    return NAMING.get(type(record)) or tuple(name for name in ("name", "title") if hasattr(record, name))


def _text(city: City, programme: Programme, kind: type[Record], name: str, held: str) -> str:
    """Write a text, or what an id or a code stands for."""
    linked = next((each.metadata[OF] for each in fields(kind) if each.name == name and OF in each.metadata), None)
    if linked is not None:
        found = programme.find(KINDS[linked], held)
        return say("programme.gone") if found is None else called(city, programme, found.record)
    if name in DISTRICTS:
        return _named(dict(zip(city.districts["district_id"], city.districts["name"], strict=True)), held)
    if name in PLACES:
        return _place(city, held) or held
    if name == "kind" and kind in (Request, Match, Proposal):
        return _named({each.kind: each.name for each in categories()}, held)
    write = STATES.get(kind) if name == "state" else SHARED.get(name)
    return held if write is None else _coded(write, held)


def _coded(write: Callable[[str], str], code: str) -> str:
    """Say what a code means; one of former days, which nothing knows any more, as it is."""
    try:
        return write(code)
    except LookupError:
        return code


def _place(city: City, resource_id: str) -> str:
    """Name a resource as the registry does; blank where it stands in no list any more."""
    if city.resources is None:
        return ""
    found = city.resources.loc[city.resources["resource_id"] == resource_id, "name"]
    return str(found.iloc[0]) if len(found) else ""


def _named(names: dict[str, str], key: str) -> str:
    """Give a name, or the key where it has none."""
    return str(names.get(key, key))
