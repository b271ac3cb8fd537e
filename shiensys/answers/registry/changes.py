"""What was changed of a resource in the page, in sentences; contacts never, save for those who may see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shiensys.answers.registry.typed import COLUMNS, heading, text_of
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.categories import categories
from shiensys.tables.programme import Change, Edit
from shiensys.tables.resources import SEPARATOR
from shiensys.text import date, say

HIDDEN = "contact"  # of which others learn only that it was changed
SHORT = 60  # characters of a cell that are repeated


def changes(
    city: City, resource_id: str, programme: Programme | None, history: Sequence[Change], *, internal: bool
) -> tuple[str, ...]:
    """Tell the changes of a resource, newest first; without ``history`` what the page says in place of the list now."""
    if history:
        return tuple(_past(history, internal))
    kept = programme.find(Edit, resource_id) if programme else city.edits.kept.get(resource_id)
    if kept is None:
        return ()
    edit = kept.record
    if edit.new:
        return (_line(kept.at, kept.who, say("registry.change.added"), internal),)
    told = [_cell(name, edit.was.get(name), value, internal) for name, value in edit.cells.items() if name in COLUMNS]
    return tuple(_line(kept.at, kept.who, words, internal) for words in told)


def conflicts(city: City, resource_id: str, *, internal: bool) -> tuple[str, ...]:
    """Tell where a newer list says another thing than when somebody changed it in the page."""
    found = city.edits.conflicts.get(resource_id, {})
    kept = city.edits.kept.get(resource_id)
    if kept is None:
        return ()
    return tuple(
        say(
            "registry.conflict",
            column=heading(name),
            page=_value(name, kept.record.cells[name]),
            list=_value(name, value),
        )
        if internal or name != HIDDEN
        else say("registry.conflict_hidden", column=heading(name))
        for name, value in found.items()
        if name in COLUMNS
    )


def _past(history: Sequence[Change], internal: bool) -> Iterator[str]:
    """Tell change by change, each against the one before it."""
    for at in range(len(history) - 1, -1, -1):
        change = history[at]
        before = history[at - 1].content if at else {}
        for words in difference(change, before, internal=internal):
            yield _line(change.at, change.who, words, internal)


def difference(change: Change, before: Mapping[str, Any], *, internal: bool) -> list[str]:
    """Say what one change did. ``before``: the contents of the change before it."""
    if change.act in ("remove", "erase"):
        return [say("registry.change.taken_back")]
    content = change.content
    if content.get("new") and not before.get("cells"):
        return [say("registry.change.added")]
    old, new = dict(before.get("cells") or {}), dict(content.get("cells") or {})
    was = {**dict(before.get("was") or {}), **dict(content.get("was") or {})}
    names = [name for name in COLUMNS if old.get(name, was.get(name)) != new.get(name, was.get(name))]
    return [_cell(name, old.get(name, was.get(name)), new.get(name, was.get(name)), internal) for name in names]


def _cell(name: str, before: object, after: object, internal: bool) -> str:
    """Say what became of one cell."""
    if name == HIDDEN and not internal:
        return say("registry.change.hidden", column=heading(name))
    return say("registry.change.cell", column=heading(name), before=_value(name, before), after=_value(name, after))


def _line(at: dt.datetime, who: str, words: str, internal: bool) -> str:
    """Say when, what, and by whom for those who may know."""
    return (
        say("registry.change.by", at=at, who=who, words=words)
        if internal and who
        else say("registry.change.at", at=at, words=words)
    )


def _value(name: str, value: Any) -> str:
    """Write a cell in short."""
    if name == "kinds" and value:
        known = {one.kind: one.name for one in categories()}
        return say("answers.reason_joint").join(known.get(kind, kind) for kind in str(value).split(SEPARATOR))
    if name == "status" and value:
        return say(f"answers.status.{str(value).replace(' ', '_')}")
    if name == "contact_public":
        return say("registry.public.yes" if value else "registry.public.no")
    if name == "assured_date" and value:
        return date(dt.date.fromisoformat(str(value)[:10]))
    text = text_of(value)
    return (text if len(text) <= SHORT else f"{text[:SHORT]}…") or say("registry.blank")
