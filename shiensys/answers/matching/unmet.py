"""Needs that nobody could meet: open requests, and what the survey says where no provider is in reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from shiensys.answers import evidence
from shiensys.answers.answer import SAID, Answer, ColumnStyle, Evidence
from shiensys.answers.card import card, fiction
from shiensys.answers.estimate import surveyed
from shiensys.answers.matching.asked import Need, district_names, kind_names, of_request
from shiensys.answers.matching.columns import columns
from shiensys.answers.matching.following import sources
from shiensys.answers.matching.needed import Gaps, gaps
from shiensys.answers.matching.offered import Offered, answerable, offered, scored
from shiensys.answers.words import amount, between
from shiensys.city import City
from shiensys.measures.matching import MUSTS, Scores
from shiensys.programme import Programme
from shiensys.tables.categories import Category, categories, category
from shiensys.tables.programme import Request
from shiensys.text import say

COLUMNS = ("source_words", "kind_name", "name", "requests", "persons", "need_words", "reason_words", "words")
READING = ("source_words", "kind_name", "name", "words")
STYLES: Mapping[str, ColumnStyle] = {"requests": "number", "persons": "persons"}
HEADS = {"name": "district_name"}
FIRST = ("kind", "status", "distance")  # with these in the way, nobody of the kind is there at all
Row = dict[str, object]


def unmet(city: City, programme: Programme, known: Gaps | None = None) -> Answer:
    """List districts and kinds in which nobody in reach could meet a need; for coordinators only.

    ``known``: from needed.gaps, where it was worked out before.

    Columns of ``table``: ``source`` (``request`` or ``survey``) and ``source_words``, ``kind``, ``kind_name``,
    ``unit_id``, ``name`` (district), ``requests`` (open ones that nobody could meet), ``persons`` (asked for in them),
    ``need``, ``need_low``, ``need_high`` (the survey's, in the kind's unit), ``need_words``, ``reason`` (what is in the
    way most: one of measures.matching.MUSTS, ``nobody`` where no provider of the kind is in reach), ``reason_words``,
    ``words``. From the survey stand those where its need is at least 1 and nobody of the kind is in reach.
    """
    there = offered(city)
    needed = gaps(city) if known is None else known
    rows = [*_asked(city, programme, there), *_surveyed(city, there, needed)]
    heads = ["source", "kind", "unit_id", "need", "need_low", "need_high", "reason"]
    table = pd.DataFrame(rows, columns=[*heads, *COLUMNS])
    return Answer(
        card(city), say("matching.unmet.title"), table, columns(COLUMNS, STYLES, HEADS),
        (*sources(city, programme), *_survey(city)),
        headline=_headline(city, programme, table), notes=(*fiction(city), *_notes(city, programme)),
        reading=columns(READING, STYLES, HEADS),
    )  # fmt: skip


def _asked(city: City, programme: Programme, there: Offered) -> Iterator[Row]:
    """Count open requests that nobody could meet, by kind and district."""
    opened = [each for each in programme.of(Request) if each.state == "received"]
    asked = [each for each in opened if answerable(there, of_request(each))]
    reasons = _reasons(there, [of_request(each) for each in asked])
    left: dict[tuple[str, str], list[tuple[Request, str]]] = {}
    for each, reason in zip(asked, reasons, strict=True):
        if reason:
            left.setdefault((each.kind, each.district), []).append((each, reason))
    for kind, unit_id in _in_order(city, list(left)):
        several = left[kind, unit_id]
        (reason, _), *_rest = Counter(reason for _, reason in several).most_common(1)
        persons = sum(each.persons for each, _ in several)
        words = say("matching.unmet.asked", n=len(several), persons=persons, why=_why(reason))
        blank = {name: float("nan") for name in ("need", "need_low", "need_high")}
        yield _row(city, "request", kind, unit_id, reason) | blank | {
            "requests": float(len(several)), "persons": float(persons), "need_words": "", "words": words,
        }  # fmt: skip


def _reasons(there: Offered, needs: Sequence[Need]) -> list[str]:
    """Give for each need what keeps all providers from it; blank where one could meet it."""
    if not needs:
        return []
    _, found = scored(there, needs)
    return [_reason(found, row) for row in range(len(needs))]


def _reason(found: Scores, row: int) -> str:
    """Name what is in the way of those that would come nearest: of the kind, open and in reach."""
    if found.possible[row].any():
        return ""
    nearest = ~np.logical_or.reduce([found.fails[name][row] for name in FIRST])
    if not nearest.any():
        return "nobody"
    counts = {name: int((found.fails[name][row] & nearest).sum()) for name in MUSTS if name not in FIRST}
    return max(counts, key=lambda name: counts[name])


def _surveyed(city: City, there: Offered, needed: Gaps) -> Iterator[Row]:
    """Find districts where the survey tells of need and nobody of the kind is in reach."""
    units = list(city.districts["district_id"])
    for one in (each for each in categories() if each.kind in needed):
        lonely = [
            unit
            for unit, reason in zip(units, _reasons(there, [Need(one.kind, unit) for unit in units]), strict=True)
            if reason == "nobody"
        ]
        if lonely:
            told = needed[one.kind].reindex(lonely)
            yield from (_of_survey(city, one, row) for _, row in told.iterrows() if _needed(row))


def _needed(row: pd.Series) -> bool:
    """Tell whether need can be said, and is there."""
    return row["need_state"] in SAID and float(row["need_low"]) >= 1 and "not_applicable" not in str(row["reasons"])


def _of_survey(city: City, one: Category, row: pd.Series) -> Row:
    """Write what the survey says of a district and kind without a provider."""
    need = {name: float(row[name]) for name in ("need", "need_low", "need_high")}
    range_ = between(need["need_low"], need["need_high"], one.unit)
    told = say("answers.about", middle=amount(need["need"], one.unit), range=range_)
    return _row(city, "survey", one.kind, str(row["unit_id"]), "nobody") | need | {
        "requests": float("nan"), "persons": float("nan"), "need_words": told,
        "words": say("matching.unmet.survey", need=told, why=_why("nobody")),
    }  # fmt: skip


def _row(city: City, source: str, kind: str, unit_id: str, reason: str) -> Row:
    """Name kind, district and reason of a row."""
    return {
        "source": source,
        "source_words": say(f"matching.unmet.source.{source}"),
        "kind": kind,
        "kind_name": category(kind).name,
        "unit_id": unit_id,
        "name": district_names(city)[unit_id],
        "reason": reason,
        "reason_words": _why(reason),
    }


def _why(reason: str) -> str:
    """Say what is in the way."""
    return say(f"matching.unmet.why.{reason}")


def _in_order(city: City, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Order pairs of kind and district as the city orders them."""
    kinds, units = list(kind_names()), list(city.districts["district_id"])
    return sorted(pairs, key=lambda pair: (kinds.index(pair[0]), units.index(pair[1])))


def _headline(city: City, programme: Programme, table: pd.DataFrame) -> tuple[str, ...]:
    """Say of how many requests, and of how many districts and kinds, nobody is in reach; what is lacking first."""
    asked, told = (table[table["source"] == source] for source in ("request", "survey"))
    first = _of_requests(programme, int(asked["requests"].sum()))
    if not surveyed(city):
        return (first, say("matching.unmet.no_survey"))
    if told.empty:
        return (first, say("matching.unmet.all_reached"))
    pairs = say("matching.unmet.pairs", n=len(told))
    return (first, pairs) if len(asked) else (pairs, first)


def _of_requests(programme: Programme, lacking: int) -> str:
    """Say how many open requests nobody could meet; that all could be met, or that none is open."""
    if lacking:
        return say("matching.unmet.requests", n=lacking)
    opened = sum(each.state == "received" for each in programme.of(Request))
    return say("matching.unmet.all_met", n=opened) if opened else say("matching.unmet.none_open")


def _notes(city: City, programme: Programme) -> tuple[str, ...]:
    """Say what must be known beside the list."""
    gone = sum(
        each.state == "received" and (each.kind not in kind_names() or each.district not in district_names(city))
        for each in programme.of(Request)
    )
    told = (say("matching.note.gone", n=gone),) if gone else ()
    return (*told, say("matching.note.registry"), say("answers.note.unasked"))


def _survey(city: City) -> tuple[Evidence, ...]:
    """Say where need comes from."""
    if not surveyed(city):
        return ()
    rule = say("matching.rule.unmet")
    return (evidence.of_survey(city, say("matching.what.need"), 0, say("answers.unit.persons"), rule),)
