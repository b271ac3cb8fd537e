"""What is handed out about the needs survey."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from shiensys.answers.answer import Answer
from shiensys.tables.indicators import Indicator

By = Literal["district", "area", "city", "age", "sex"]
LEVELS: tuple[By, ...] = ("district", "area", "city", "age", "sex")
Denominator = Literal["judged", "all"]  # those who could be judged; all who answered the survey
State = Literal["shown", "few", "protected", "no_answers"]
STATES: tuple[State, ...] = ("shown", "few", "protected", "no_answers")
Direction = Literal["more", "fewer", "open", "unknown"]


@dataclass(frozen=True)
class Offered:
    """An indicator that the survey asked, as menus name it. ``status``: official, custom or the city's own."""

    key: str
    name: str
    group: str
    status: str
    status_words: str
    whom: str
    higher: str


@dataclass(frozen=True)
class Rates(Answer):
    """The share of those of whom something is true, by unit.

    Columns of ``table`` beside ``unit_id``, ``name``, ``order``: ``state`` (one of STATES), ``group`` (district that
    stands for those shown together) and ``together`` (their names, blank where it stands alone), ``answered``
    (persons, to the nearest 5; the city's may be exact), ``direct``, ``direct_low``, ``direct_high`` (what the answers
    say, 0..1; blank unless shown), ``share``, ``share_low``, ``share_high`` (the estimate that leans on the other units
    too, 0..1), ``weighted`` (that weighted to the unit's residents by age, 0..1), ``weight_low``, ``weight_high`` (the
    weights), ``adjusted`` (as it would be with the city's ages, 0..1), ``response`` (forms that came back, 0..1),
    ``before`` (the estimate of the survey before, 0..1), ``difference``, ``difference_low``, ``difference_high``
    (-1..1), ``direction`` (Direction), and in words ``words``, ``direct_words``, ``mark_words``, ``change_words``.
    ``counts``: units by state. ``everywhere``: the figures of the city's row. ``survey``: its name and day;
    ``earlier``: those of the survey before, where there is one.
    """

    indicator: Offered = field(kw_only=True)
    by: By = field(kw_only=True)
    denominator: Denominator = field(kw_only=True)
    counts: Mapping[State, int] = field(kw_only=True)
    everywhere: Mapping[str, float] = field(kw_only=True)
    survey: tuple[str, dt.date] | None = field(kw_only=True)
    earlier: tuple[str, dt.date] | None = field(kw_only=True)


@dataclass(frozen=True)
class Compared(Answer):
    """One district beside the city, those most like it, and the survey before.

    ``table``: one row each. Columns: ``role`` (this, city, similar, before), ``unit_id``, ``name``, ``state``,
    ``together``, ``answered``, ``direct``, ``share``, ``share_low``, ``share_high``, ``adjusted`` as Rates has them;
    ``reasons`` (why it is like the district, in words), ``direction`` (how the district stands against it: Direction),
    ``words``, ``difference_words``.
    """

    indicator: Offered = field(kw_only=True)
    unit_id: str = field(kw_only=True)


@dataclass(frozen=True)
class Profile(Answer):
    """One district over all indicators of a group, beside the city.

    ``table``: one row an indicator. Columns: ``key``, ``name``, ``status_words``, ``state``, ``answered``, ``direct``,
    ``share``, ``share_low``, ``share_high``, ``adjusted`` of the district, ``city`` (the city's share), ``direction``
    (how the district stands against it), ``words``, ``difference_words``.
    """

    group: str = field(kw_only=True)
    unit_id: str = field(kw_only=True)


@dataclass(frozen=True)
class Inside(Answer):
    """Exact counts for those whose duty it is: handle with care. One row a cell: ``n``, ``x`` and ``share``."""

    indicator: Offered = field(kw_only=True)


def offered(indicator: Indicator, status_words: str) -> Offered:
    """Name an indicator for a menu."""
    return Offered(
        indicator.key, indicator.name, indicator.group, indicator.status, status_words, indicator.whom, indicator.higher
    )
