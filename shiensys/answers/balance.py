"""Need beside places for one kind of support, by unit: the answer of the needs page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from shiensys.answers import evidence, headings, headline, words
from shiensys.answers.answer import SAID, VERDICTS, Balance, Level, Verdict
from shiensys.answers.card import card
from shiensys.answers.estimate import Estimate, by_unit, estimated, everywhere, surveyed
from shiensys.answers.nouns import nouns
from shiensys.answers.protect import hidden, whole
from shiensys.answers.release import Answered, answered
from shiensys.answers.supply import completeness_by_unit, places_by_unit
from shiensys.answers.units import units
from shiensys.city import City
from shiensys.measures import gap as gaps
from shiensys.measures import sayable
from shiensys.tables.categories import Category, category
from shiensys.text import say

SHARE = ["share", "share_low", "share_high"]
NEED = ["need", "need_low", "need_high"]
PLACES = ["places", "places_low", "places_high"]
GAP = ["gap", "gap_low", "gap_high"]
COVERAGE = ["coverage", "coverage_low", "coverage_high"]


@dataclass(frozen=True)
class Figures:
    """What a balance is made of. ``total``: the whole city's row of estimate.by_unit; ``counts``: units by verdict."""

    estimate: Estimate
    table: pd.DataFrame
    total: pd.Series
    counts: Mapping[Verdict, int]


def balance(city: City, kind: str, level: Level = "district") -> Balance:
    """Set need against places; raises UnknownKindError. See Balance for the columns."""
    return of_answers(city, kind, level, answered(city))


def of_answers(city: City, kind: str, level: Level, found: Answered | None) -> Balance:
    """Set need against places. ``found``: from release.answered, to be worked out once for several kinds."""
    chosen = category(kind)
    worked = figures(city, chosen, level, found)
    known, counts, total = worked.estimate, worked.counts, worked.total
    table = words.worded(_shares(_sayable(worked.table)), chosen)
    called = nouns(chosen, known.basis)
    return Balance(
        city=card(city),
        title=headline.title(chosen),
        table=table,
        columns=headings.columns(chosen, level),
        evidence=evidence.of_balance(city, chosen, known.basis, total),
        headline=headline.headline(chosen, table, counts, total, called, level),
        notes=evidence.notes(city, chosen, known.basis, level),
        reading=headings.reading(called, level),
        category=chosen,
        level=level,
        basis=known.basis,
        counts=counts,
        nouns=called,
        everywhere={name: float(total[name]) for name in ("n", "population", "residents", *SHARE, *NEED)},
        estimate="" if known.release is None else say("answers.estimate"),
    )


def figures(city: City, chosen: Category, level: Level, found: Answered | None) -> Figures:
    """Work the figures of a balance out, without what is said of them."""
    known = estimated(city, chosen, found)
    table = _table(city, chosen, known, level)
    counts = {verdict: int((table["verdict"] == verdict).sum()) for verdict in VERDICTS}
    return Figures(known, table, everywhere(city, known), counts)


def _table(city: City, chosen: Category, known: Estimate, level: Level) -> pd.DataFrame:
    """Make the table, one row a unit: amounts are there even where they can't be said."""
    need = whole(by_unit(city, known, level), NEED)
    places = whole(places_by_unit(city, chosen, known.basis, level), PLACES)
    of_need = sayable.need_reasons(need, known.basis, surveyed=surveyed(city))
    of_places = sayable.place_reasons(
        places, completeness_by_unit(city, chosen, level), registered=city.resources is not None
    )
    reasons = sayable.reasons(chosen, of_need, of_places)
    gap = gaps.gap(need, places)
    table = units(city, level).set_index("unit_id", drop=False).rename_axis(None)
    told = need[["n", "population", "residents", "together", *NEED]]
    there = places[[*PLACES, "resources", "known", "confirmed"]]
    return pd.concat([table, told, there, gap], axis=1).assign(
        verdict=gaps.verdict(gap, reasons),
        reasons=reasons.map(";".join),
        need_state=need_state(of_need, need["state"]),
        places_state=_places_state(of_places, chosen),
    )


def _state(causes: pd.DataFrame) -> pd.Series:
    """Name the first reason by unit, or ``shown``."""
    first = causes.idxmax(axis=1).where(causes.any(axis=1), "shown")
    return first.astype("str")


def need_state(causes: pd.DataFrame, released: pd.Series) -> pd.Series:
    """Name the first reason by unit, else how far the answers carry: ``shown`` or ``few``."""
    return _state(causes).where(causes.any(axis=1), released)


def _places_state(causes: pd.DataFrame, chosen: Category) -> pd.Series:
    """Name what keeps places from being drawn. A stale or unfinished registry is drawn, and says so in words."""
    if chosen.capacity_rule == "presence":
        return pd.Series("units_differ", index=causes.index)
    return _state(causes[["not_applicable", "no_registry", "capacities_unknown"]])


def _sayable(table: pd.DataFrame) -> pd.DataFrame:
    """Add what share of need the places cover, and blank what can't be said."""
    table = table.join(gaps.coverage(table[NEED], table[PLACES]))
    table = hidden(table, where=~table["n"].gt(0), columns=["n"])
    table = hidden(table, where=~table["need_state"].isin(SAID), columns=[*NEED, *COVERAGE])
    table = hidden(table, where=table["places_state"] != "shown", columns=[*PLACES, *COVERAGE])
    table = hidden(table, where=table["verdict"] == "unknown", columns=[*GAP, *COVERAGE])
    return table.rename(columns={"n": "answered"})


def _shares(table: pd.DataFrame) -> pd.DataFrame:
    """Add each amount per resident (0..1), or per household where the kind counts those."""
    residents = table["residents"]
    names = [*NEED, *PLACES, *GAP]
    parts = (table[names].to_numpy(dtype=float) / residents.where(residents > 0).to_numpy()[:, None]).round(3)
    shares = dict(zip(map(_share_name, names), parts.T, strict=True))
    # the residents of the kind's unit are worked out from the answers: they go with need
    shown = table["need_state"].isin(SAID)
    return table.assign(**shares, residents=residents.where(shown).round())


def _share_name(name: str) -> str:
    """Name the share of an amount: need_low → need_share_low.

    >>> _share_name("need_low"), _share_name("gap")
    ('need_share_low', 'gap_share')
    """
    amount, _, bound = name.partition("_")
    return f"{amount}_share_{bound}" if bound else f"{amount}_share"
