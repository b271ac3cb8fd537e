"""What changes on the map when one table takes another's place: before beside after, protected both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import pandas as pd

from shiensys.answers.answer import Answer, Column
from shiensys.answers.standing import Standing
from shiensys.text import say

State = Literal["new", "changed", "same"]
STATES: tuple[State, ...] = get_args(State)
NAMED = 8  # districts written out in a sentence
_COLUMNS = ["unit_id", "name", "kind", "what", "before", "after"]
_TOTALS = ("older", "answers", "resources", "placed")


@dataclass(frozen=True)
class Changes(Answer):
    """What will be other than it is. ``table``: one row a district and thing that changes.

    Columns: ``unit_id``, ``name``, ``kind``, ``what``, ``before``, ``after`` in words; a district that goes has its
    old id. ``states``: how each district of the city as it will be comes out, by id.
    """

    states: Mapping[str, State] = field(kw_only=True)

    def count(self, state: State) -> int:
        """Count the districts in one state."""
        return sum(1 for each in self.states.values() if each == state)


def changes(before: Standing | None, after: Standing) -> Changes:
    """Set what is said of each district beside what will be said. ``before``: None for a city's first table.

    Districts are the same where they have the same name: another file may number them anew.
    """
    table = pd.DataFrame([*_districts(before, after), *_said(before, after)], columns=_COLUMNS)
    return Changes(
        city=after.city,
        title=say("changes.title", city=after.city.name),
        table=table.sort_values("name", key=_order(before, after), kind="stable", ignore_index=True),
        columns=tuple(Column(key, say(f"changes.column.{key}")) for key in ("name", "what", "before", "after")),
        evidence=(),
        headline=tuple(_sentences(before, after, table)),
        notes=after.notes,
        states=_states(before, after, table),
    )


def _order(before: Standing | None, after: Standing) -> Callable[[pd.Series], pd.Series]:
    """Order rows as the city orders its districts, those that go last."""
    names = [*after.names.values(), *(before.names.values() if before else ())]
    place = {name: number for number, name in reversed(list(enumerate(names)))}
    return lambda column: column.map(place)


def _districts(before: Standing | None, after: Standing) -> Iterator[tuple[str, ...]]:
    """Give the districts that come, go, or get another outline."""
    old = {name: unit_id for unit_id, name in before.names.items()} if before else {}
    what = say("changes.district")
    for unit_id, name in after.names.items():
        if name not in old:
            yield unit_id, name, "district", what, say("changes.not_there"), say("changes.comes")
        elif before and after.outlines.get(unit_id) != before.outlines.get(old[name]):
            yield unit_id, name, "district", what, _outline(before, old[name]), say("changes.outline_new")
    for name, unit_id in old.items():
        if name not in after.names.values():
            yield unit_id, name, "district", what, say("changes.there"), say("changes.goes")


def _outline(before: Standing, unit_id: str) -> str:
    """Say whether a district had an outline."""
    return say("changes.outline_old" if unit_id in before.outlines else "changes.outline_none")


def _said(before: Standing | None, after: Standing) -> Iterator[tuple[str, ...]]:
    """Give what will be said otherwise of districts that stay or come."""
    old = {} if before is None else {(row.name, row.kind): row.words for row in _rows(before)}
    blank = say("answers.unknown")
    there = set()
    for row in _rows(after):
        there.add((row.name, row.kind))
        earlier = old.get((row.name, row.kind), "")
        if row.words != earlier:
            yield row.unit_id, row.name, row.kind, row.what, earlier or blank, row.words or blank
    for row in () if before is None else _rows(before):
        if (row.name, row.kind) not in there and row.name in after.names.values() and row.words:
            yield row.unit_id, row.name, row.kind, row.what, row.words, blank


@dataclass(frozen=True)
class _Row:
    unit_id: str
    name: str
    kind: str
    what: str
    words: str


def _rows(standing: Standing) -> Iterator[_Row]:
    """Give the rows of what is said."""
    for row in standing.table.itertuples(index=False, name=None):
        yield _Row(*map(str, row))


def _states(before: Standing | None, after: Standing, table: pd.DataFrame) -> dict[str, State]:
    """Say how each district comes out."""
    known = set(before.names.values()) if before else set()
    changed = set(table["name"])
    return {
        unit_id: "new" if name not in known else "changed" if name in changed else "same"
        for unit_id, name in after.names.items()
    }


def _sentences(before: Standing | None, after: Standing, table: pd.DataFrame) -> Iterator[str]:
    """Say it in sentences, the whole first."""
    yield _whole(before, after, table)
    old, new = set(before.names.values()) if before else set(), set(after.names.values())
    if before and old:
        yield from _named("come", [name for name in after.names.values() if name not in old])
        yield from _named("go", [name for name in before.names.values() if name not in new])
    yield from _counts(before, after)
    kinds = Counter(
        what for kind, what in zip(table["kind"], table["what"], strict=True) if kind not in ("district", "older")
    )
    if kinds:
        each = [say("changes.of_kind", what=what, n=n) for what, n in kinds.most_common()]
        yield say("changes.kinds", kinds=say("answers.reason_joint").join(each))


def _whole(before: Standing | None, after: Standing, table: pd.DataFrame) -> str:
    """Say how many districts change."""
    if not after.names:
        return say("changes.no_districts")
    if before is None or not before.names:
        return say("changes.first", n=len(after.names))
    n = table["name"].nunique()
    return say("changes.some", n=n, of=len(after.names)) if n else say("changes.none")


def _named(way: str, names: list[str]) -> Iterator[str]:
    """Name the districts that come or go."""
    if names:
        some = say("answers.reason_joint").join(names[:NAMED])
        yield say(f"changes.{way}", n=len(names), names=some)


def _counts(before: Standing | None, after: Standing) -> Iterator[str]:
    """Say which counts of the whole city change."""
    for key in _TOTALS:
        earlier, later = ("" if before is None else before.totals.get(key, "")), after.totals.get(key, "")
        if later and not earlier:
            yield say("changes.total_new", what=say(f"changes.total.{key}"), after=later)
        elif earlier != later:
            nothing = later or say("changes.nothing")
            yield say("changes.total_other", what=say(f"changes.total.{key}"), before=earlier, after=nothing)
