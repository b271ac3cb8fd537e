"""Who changed what of the small records, and when, in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from shiensys.answers.answer import Answer, Column
from shiensys.answers.card import card
from shiensys.answers.recorded.words import called, value
from shiensys.answers.registry.changes import difference
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.store import record_trail
from shiensys.store.record_trail import Step
from shiensys.tables.programme import KINDS, Change, Edit, Record
from shiensys.tables.programme.checks import FIELDS
from shiensys.text import moment, say

SHORT = 60  # characters of a field that are repeated
KEYS = ("when", "who", "kind_words", "called", "act", "details")
DEMONSTRATION = "demo"  # who stored the records of a demonstration


def changes(city: City, programme: Programme, steps: Sequence[Step]) -> Answer:
    """List changes as they come. Contacts may stand in it: for coordinators alone."""
    rows = [_row(city, programme, change, before) for change, before in steps]
    return Answer(
        city=card(city),
        title=say("programme.changes.title"),
        table=pd.DataFrame(rows, columns=list(KEYS)),
        columns=tuple(Column(key, say(f"programme.changes.{key}")) for key in KEYS),
        evidence=(),
    )


def lines(city: City, programme: Programme, steps: Sequence[Step]) -> tuple[str, ...]:
    """Tell the changes of one record, each in a sentence."""
    return tuple(
        say("programme.changes.line", at=change.at, who=who(change.who), words=_words(city, programme, change, before))
        for change, before in steps
    )


def who(name: str) -> str:
    """Name who did something; the demonstration has no hand."""
    return say("records.trail.demo") if name == DEMONSTRATION else name or say("records.nobody")


def _row(city: City, programme: Programme, change: Change, before: Change | None) -> tuple[str, ...]:
    """Write one change."""
    record = _record(change) or (None if before is None else _record(before))
    return (
        moment(change.at),
        who(change.who),
        say(f"programme.kind.{change.kind}"),
        "" if record is None else _short(called(city, programme, record)),
        say(f"programme.act.{change.act}"),
        "\n".join(_differing(city, programme, change, before)),
    )


def _words(city: City, programme: Programme, change: Change, before: Change | None) -> str:
    """Say what one change did."""
    told = _differing(city, programme, change, before)
    return say("answers.reason_joint").join(told) if told else say(f"programme.act.{change.act}")


def _differing(city: City, programme: Programme, change: Change, before: Change | None) -> list[str]:
    """Name the fields that are another than before; none where there was nothing before, or is nothing left."""
    old, new = None if before is None else _record(before), _record(change)
    if isinstance(new, Edit) and before is not None:
        return difference(change, before.content, internal=True)
    if old is None or new is None:
        return []
    kind = type(new)
    return [
        say(
            "programme.changes.field",
            field=say(f"programme.field.{name}"),
            before=_short(value(city, programme, kind, name, getattr(old, name))) or say("programme.changes.blank"),
            after=_short(value(city, programme, kind, name, held)) or say("programme.changes.blank"),
        )
        for name, held in vars(new).items()
        if name in FIELDS and held != getattr(old, name)
    ]


def _record(change: Change) -> Record | None:
    """Read the record that a change left behind."""
    return record_trail.record_of(KINDS[change.kind], change)


def _short(text: str) -> str:
    """Cut a long text."""
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"
