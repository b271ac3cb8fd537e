"""Entries that may be one: offered two by two for somebody to judge, joined only when somebody says so."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from shiensys.answers import evidence, places
from shiensys.answers.answer import Answer, Column, Evidence
from shiensys.answers.card import card, fiction
from shiensys.answers.registry import cells
from shiensys.answers.registry.editing import edited
from shiensys.answers.registry.typed import heading
from shiensys.city import City
from shiensys.measures import duplicates, rosters
from shiensys.programme import Programme
from shiensys.tables.programme import Edit, Pair
from shiensys.tables.programme.checks import RecordError
from shiensys.text import date, say

PAGE = 20  # pairs that are shown at a time
Told = Mapping[Hashable, Any]  # a row of measures.duplicates.pairs
SHOWN = ("first_name", "second_name", "why", "differ")


@dataclass(frozen=True)
class Pairs(Answer):
    """Pairs that nobody has judged yet, the surest first, those of one page.

    ``table``: ``first``, ``second`` (``resource_id``), ``first_name``, ``second_name``, ``first_list``,
    ``second_list``, ``why`` (a sentence), ``differ`` (names of the cells that differ). ``n``: pairs on all pages.
    """

    n: int = field(kw_only=True)
    page: int = field(kw_only=True)


@dataclass(frozen=True)
class Beside(Answer):
    """Two entries side by side. ``table``: a row a cell: ``cell`` (column of the registry), ``heading``, ``first``,

    ``second`` in words, ``differs``. ``first``, ``second``: ids; ``why``: what makes them look alike.
    """

    first: str = field(kw_only=True)
    second: str = field(kw_only=True)
    why: str = field(kw_only=True)


def pairs(city: City, programme: Programme, *, page: int = 0) -> Pairs:
    """Find entries that may be one and that nobody has judged; for coordinators, as contacts are compared too."""
    open_ = _open(found(city), programme.of(Pair))
    shown = open_.iloc[page * PAGE : (page + 1) * PAGE]
    listed = _by_id(city)
    table = pd.DataFrame([_row(listed, pair) for pair in shown.to_dict("records")], columns=_columns_of_table())
    columns = tuple(Column(key, say(f"exchange.column.{key}")) for key in SHOWN)
    headline = say("exchange.pairs.some", n=len(open_)) if len(open_) else say("exchange.pairs.none")
    return Pairs(
        **vars(_answer(city, say("exchange.pairs.title"), table, columns, (headline,))), n=len(open_), page=page
    )


def found(city: City) -> pd.DataFrame:
    """Find all pairs, judged ones too: as measures.duplicates.pairs gives them."""
    return duplicates.pairs(rosters.entries(places.registry(city)))


def beside(city: City, first: str, second: str, *, internal: bool = False) -> Beside:
    """Set two entries side by side, cell by cell; contacts that aren't public only where ``internal``.

    Raises RecordError where one of them is no longer listed.
    """
    rows = [_entry(city, each) for each in (first, second)]
    told = [cells.written(row, internal=internal) for row in rows]
    table = pd.DataFrame(
        {
            "cell": list(cells.CELLS),
            "heading": [heading(name) for name in cells.CELLS],
            "first": [told[0][name] for name in cells.CELLS],
            "second": [told[1][name] for name in cells.CELLS],
            "differs": [cells.differs(rows[0].get(name), rows[1].get(name)) for name in cells.CELLS],
        }
    )
    filled = table[(table["first"] != "") | (table["second"] != "") | table["differs"]].reset_index(drop=True)
    headings = (say("exchange.column.heading"), rows[0]["name"], rows[1]["name"])
    columns = tuple(Column(key, str(head)) for key, head in zip(("heading", "first", "second"), headings, strict=True))
    whole = _answer(city, say("exchange.beside.title"), filled, columns, ())
    return Beside(**vars(whole), first=first, second=second, why=_why_of(city, first, second))


def proposed(city: City, keep: str, other: str) -> dict[str, str]:
    """Give what the entry that stays may take from the other, as a form has it: its blanks, and the kinds of both.

    Nothing is changed. Raises RecordError where one of them is no longer listed.
    """
    return cells.taken(_entry(city, keep), _entry(city, other))


def different(first: str, second: str) -> Pair:
    """Say that two entries aren't one: they are offered no more."""
    return Pair(first=first, second=second, verdict="different")


def joined(city: City, pair: tuple[str, str], keep: str, taken: Mapping[str, str]) -> tuple[Pair, Edit]:
    """Give the records that join two entries: the judgement, and the cells that change in the one that stays.

    ``taken``: cells of the form of the one that stays, those that change (see ``proposed``); none: it stays as it is,
    but for a point that it lacks. Both records are stored by ``recording.save``; the lists stay as they were loaded.
    Raises RecordError where one is no longer listed, ``keep`` is neither, or a cell is wrong.
    """
    first, second = pair
    if keep not in pair or first == second:
        raise RecordError("exchange.error.keep", "kept")
    kept, gone = _entry(city, keep), _entry(city, second if keep == first else first)
    judged = Pair(first=first, second=second, verdict="same", kept=keep, made_up=city.record.fictional)
    edit, point = edited(city, keep, taken), cells.point(kept, gone)
    if point and "longitude" not in edit.cells:
        edit = replace(edit, cells={**edit.cells, **point}, was={**edit.was, **dict.fromkeys(point)})
    return judged, edit


def joins(city: City, programme: Programme) -> Answer:
    """List what was joined: ``pair_id``, ``revision``, ``name`` of what stays, ``gone`` (its other name), who and when.

    To remove the record ``pair_id`` takes the join back.
    """
    names = _by_id(city)["name"].to_dict()
    names |= {key: each.name for key, each in city.edits.joined.items()}
    kept = [each for each in programme.kept_of(Pair) if each.record.verdict == "same"]
    rows = [
        {
            "pair_id": each.record.id,
            "revision": each.revision,
            "name": names.get(each.record.kept, each.record.kept),
            "gone": names.get(_other(each.record), _other(each.record)),
            "who": each.who,
            "at": date(each.at.date()),
        }
        for each in kept
    ]
    table = pd.DataFrame(rows, columns=["pair_id", "revision", "name", "gone", "who", "at"])
    columns = tuple(Column(key, say(f"exchange.column.{key}")) for key in ("name", "gone", "who", "at"))
    return _answer(city, say("exchange.joins.title"), table, columns, ())


def _other(pair: Pair) -> str:
    """Give the one of a pair that doesn't stay."""
    return pair.first if pair.kept == pair.second else pair.second


def _open(table: pd.DataFrame, judged: Iterable[Pair]) -> pd.DataFrame:
    """Leave out the pairs that were judged to be different, in whichever order they were named."""
    known = {frozenset((pair.first, pair.second)) for pair in judged if pair.verdict == "different"}
    both = zip(table["first"], table["second"], strict=True)
    return pd.DataFrame(table[[frozenset(pair) not in known for pair in both]])


def _row(listed: pd.DataFrame, pair: Told) -> tuple[object, ...]:
    """Tell one pair."""
    one, other = (pd.Series(listed.loc[str(pair[each])]) for each in ("first", "second"))
    names = [heading(name) for name in cells.CELLS if cells.differs(one.get(name), other.get(name))]
    told = (one["resource_id"], other["resource_id"], one["name"], other["name"], one["part"], other["part"])
    return (*told, _why(pair), say("answers.reason_joint").join(names))


def _columns_of_table() -> list[str]:
    """Name the columns of a table of pairs."""
    return ["first", "second", "first_name", "second_name", "first_list", "second_list", "why", "differ"]


def _why(pair: Told) -> str:
    """Say what makes two entries look alike."""
    reasons = [say(f"exchange.name.{pair['name']}"), say(f"exchange.place.{pair['place']}")]
    if pair["contact"]:
        reasons.append(say("exchange.contact"))
    if pair["kinds"]:
        reasons.append(say("exchange.kinds"))
    return say("exchange.joint").join(filter(None, reasons))


def _why_of(city: City, first: str, second: str) -> str:
    """Say what makes two named entries look alike; blank where they don't."""
    listed = rosters.entries(places.registry(city))
    pair = duplicates.pairs(listed[listed["resource_id"].isin([first, second])])
    return _why(pair.iloc[0].to_dict()) if len(pair) else ""


def _by_id(city: City) -> pd.DataFrame:
    """Give the registry by ``resource_id``."""
    return places.registry(city).set_index("resource_id", drop=False)


def _entry(city: City, resource_id: str) -> pd.Series:
    """Give one entry; raises RecordError where it isn't listed."""
    listed = _by_id(city)
    if resource_id not in listed.index:
        raise RecordError("exchange.error.gone", "first")
    return pd.Series(listed.loc[resource_id])


def _answer(
    city: City, title: str, table: pd.DataFrame, columns: tuple[Column, ...], headline: tuple[str, ...]
) -> Answer:
    """Put an answer together with where the lists come from."""
    source = Evidence(
        say("answers.what.registry"), evidence.credit(city, "resources"), city.today, say("answers.unit.places"),
        rule=say("exchange.pairs.rule"),
    )  # fmt: skip
    return Answer(card(city), title, table, columns, (source,), headline=headline, notes=fiction(city))
