"""Where carriers are and where they are missing: those ready to help beside those in trouble that they can't solve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from shiensys.answers import estimate, evidence, links
from shiensys.answers import release as released
from shiensys.answers.answer import Answer, Basis, Evidence, Level
from shiensys.answers.card import card
from shiensys.answers.estimate import Estimate
from shiensys.answers.matching import carrying
from shiensys.answers.protect import whole
from shiensys.answers.release import Answered
from shiensys.answers.units import unit_of, units
from shiensys.city import City
from shiensys.measures import carriers as measured
from shiensys.measures import scoring
from shiensys.measures.borders import Borders
from shiensys.tables.indicators import Indicator, indicator, indicators
from shiensys.tables.rules import TROUBLE, UNSOLVED
from shiensys.text import say

READY = "organises_or_would"  # 問5(3): gladly, would, already does
BASES: Mapping[Basis, str] = {"unsolved": UNSOLVED, "in_trouble": TROUBLE}  # what is counted as trouble, best first
AMOUNTS = ["need", "need_low", "need_high"]
ORDER = ("protected", "few", "shown")  # states, the least first


@dataclass(frozen=True)
class Carriers(Answer):
    """Those ready to help beside those in trouble, by unit. One row a unit, in the city's own order.

    Columns of ``table`` beside ``unit_id``, ``name``, ``area``, ``order``: ``state`` (``shown``, ``few``: for
    reference, ``protected``), ``together`` (districts that one estimate is for), ``answered`` (persons, as released);
    ``ready``, ``trouble`` (persons) and ``ready_share``, ``trouble_share`` (0..1), each with ``_low``, ``_high``;
    ``balance``, ``balance_low``, ``balance_high`` (persons: ready less in trouble); ``ratio``, ``ratio_low``,
    ``ratio_high`` (ready for each in trouble; ``ratio_high`` blank beside a ``ratio``: open above); ``verdict``
    (``many``, ``few``, ``open``, ``unknown``); ``beside_city`` (the ratio against the whole city's: ``more``,
    ``fewer``, ``open``, ``unknown``); ``neighbour`` (units that could lend to one with few, or to whom one with many
    could lend, by ';', longest border first); in words ``ready_words``, ``trouble_words``, ``ratio_words``,
    ``balance_words``, ``verdict_words``, ``neighbour_words``, ``mark_words``, ``words`` (all in one). ``counts``:
    units by verdict. ``basis``: what counts as trouble: ``unsolved``, ``in_trouble`` where nobody was asked how it is
    solved, ``none``. ``everywhere``: the city's figures.
    """

    level: Level = field(kw_only=True)
    basis: Basis = field(kw_only=True)
    counts: Mapping[str, int] = field(kw_only=True)
    everywhere: Mapping[str, float] = field(kw_only=True)


def carriers(city: City, level: Level = "district") -> Carriers:
    """Set those ready to help against those in trouble. See Carriers for the columns; empty without a survey."""
    found = released.answered(city)
    ready, trouble = _ready(city, found), _trouble(found)
    known = ready.release is not None or trouble.release is not None
    table = _table(city, ready, trouble, level)
    total = _table(city, ready, trouble, "city").iloc[0]
    table = carrying.worded(_beside(table, float(total["ratio"])), trouble.basis, level)
    table = table.assign(ratio_high=table["ratio_high"].replace(float("inf"), float("nan")))
    if not known:
        table = table.iloc[:0]
    counts: dict[str, int] = {each: int((table["verdict"] == each).sum()) for each in measured.VERDICTS}
    names = ("ready", "trouble", "balance", "ratio")
    everywhere = {f"{name}{end}": float(total[f"{name}{end}"]) for name in names for end in ("", "_low", "_high")}
    return Carriers(
        city=card(city),
        title=say("matching.carriers.title"),
        table=table,
        columns=carrying.columns(level),
        reading=carrying.reading(level),
        evidence=_evidence(city, ready, trouble),
        headline=carrying.headline(counts, everywhere, level, known=known, basis=trouble.basis),
        notes=carrying.notes(city, table, trouble.basis, level),
        level=level,
        basis=trouble.basis,
        counts=counts,
        everywhere=everywhere,
    )


def _ready(city: City, found: Answered | None) -> Estimate:
    """Estimate who is ready, by the same release as the page of the survey shows."""
    chosen = indicator(READY)
    if found is None:
        return _of_table(city)
    if not scoring.asked(found.rows["city"], chosen.rule):
        return Estimate("none", None)
    judge = partial(scoring.judge, rule=chosen.rule)
    return Estimate("direct", estimate.of_verdict(found, judge, links.of_indicator(found, chosen)))


def _of_table(city: City) -> Estimate:
    """Estimate who is ready from the newest contractor's table."""
    for each in city.rounds:
        if each.table is not None:
            before = links.keys_before(READY)
            told = released.of_table(city, each, READY, estimated=estimate.DRAWN, tied=before)
            return Estimate("direct", told) if told.whole is not None else Estimate("none", None)
    return Estimate("none", None)


def _trouble(found: Answered | None) -> Estimate:
    """Estimate who is in any trouble that they can't solve; in trouble, where that wasn't asked.

    Any of several is released after each of them, and the city's count only as a range: their sum less it would tell
    how many are in several troubles at once. Of one alone that is nobody, and everybody knows it.
    """
    if found is None:
        return Estimate("none", None)
    for basis, group in BASES.items():
        asked = tuple(each for each in troubles(group) if scoring.asked(found.rows["city"], each.rule))
        if asked:
            told = released.of_answers(
                found,
                partial(_in_any, asked=asked),
                estimated=estimate.DRAWN,
                direct=False,
                tied=links.of_any(found, asked) if len(asked) > 1 else links.of_indicator(found, asked[0]),
                any_of=len(asked) > 1,
            )
            return Estimate(basis, told)
    return Estimate("none", None)


def _in_any(rows: pd.DataFrame, asked: Sequence[Indicator]) -> pd.Series:
    """Say of each respondent whether any of several troubles is theirs; NA where blanks could change it."""
    return measured.union([scoring.judge(rows, each.rule) for each in asked])


def troubles(group: str) -> tuple[Indicator, ...]:
    """Give the indicators of all troubles: in trouble, or in trouble that can't be solved."""
    return tuple(each for each in indicators() if each.group == "troubles" and each.key.startswith(f"{group}_"))


def _table(city: City, ready: Estimate, trouble: Estimate, level: Level) -> pd.DataFrame:
    """Put both amounts of all units together with what follows from them."""
    sides = {"ready": estimate.by_unit(city, ready, level), "trouble": estimate.by_unit(city, trouble, level)}
    listed = units(city, level).set_index("unit_id", drop=False).rename_axis(None)
    shares = {name: side[measured.BOUNDS] for name, side in sides.items()}
    balance = measured.balance(shares["ready"], shares["trouble"])
    ratio = measured.per_person(shares["ready"], shares["trouble"])
    residents = sides["ready"]["population"]
    verdicts = measured.verdict(balance)
    parts = [listed, *(_side(name, side) for name, side in sides.items()), ratio]
    amounts = balance.mul(residents, axis=0)
    worked = pd.concat([*parts, whole(amounts, list(amounts.columns))], axis=1)
    return worked.assign(
        state=_state(sides),
        together=sides["ready"]["together"].where(sides["ready"]["together"] != "", sides["trouble"]["together"]),
        answered=sides["ready"]["n"].where(sides["ready"]["n"] > 0),
        verdict=verdicts,
        neighbour=_neighbours(city, verdicts, level),
    )


def _side(name: str, side: pd.DataFrame) -> pd.DataFrame:
    """Name one side's persons and shares."""
    persons = whole(side[AMOUNTS], AMOUNTS).rename(columns=lambda column: column.replace("need", name, 1))
    shares = side[measured.BOUNDS].rename(columns=lambda column: f"{name}_{column}")
    return persons.join(shares)


def _state(sides: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Give the lesser state of both sides."""
    least = pd.concat([side["state"].map(ORDER.index) for side in sides.values()], axis=1).min(axis=1)
    return least.map(dict(enumerate(ORDER)))


def _neighbours(city: City, verdicts: pd.Series, level: Level) -> list[str]:
    """Name by unit the neighbours that could lend, or to whom it could lend."""
    if level == "city":
        return [""] * len(verdicts)
    of = {str(district): str(unit) for district, unit in unit_of(city, level).items()}
    borders: Borders = city.borders if level == "district" else measured.of_units(city.borders, of)
    lends = measured.lenders(verdicts, borders)
    borrows = measured.borrowers(verdicts, borders)
    return [";".join((lends | borrows).get(str(unit), ())) for unit in verdicts.index]


def _beside(table: pd.DataFrame, city_ratio: float) -> pd.DataFrame:
    """Add how a unit's ratio stands to that of the whole city."""
    known = table["ratio_low"].notna() & table["ratio_high"].notna() & pd.notna(city_ratio)
    said = pd.Series("open", index=table.index).mask(table["ratio_low"] > city_ratio, "more")
    return table.assign(beside_city=said.mask(table["ratio_high"] < city_ratio, "fewer").where(known, "unknown"))


def _evidence(city: City, ready: Estimate, trouble: Estimate) -> tuple[Evidence, ...]:
    """Say where both come from."""
    told = []
    for name, side in (("ready", ready), ("trouble", trouble)):
        if side.release is not None and side.release.whole is not None:
            n = side.release.whole["n"].iloc[0]
            what = say(f"matching.what.{name}" if side.basis != "in_trouble" else "matching.what.in_trouble")
            rule = say(f"matching.rule.{name}")
            n = float(n) if pd.notna(n) else 0
            told.append(evidence.of_survey(city, what, n, say("answers.unit.persons"), rule))
    return tuple(told)
