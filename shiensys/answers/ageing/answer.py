"""What is handed out about ageing. All persons are whole numbers, all shares 0..1; blank: can't be said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import pandas as pd

from shiensys.answers.answer import Answer, Level

Key = Literal["older", "old", "oldest", "index", "alone", "average"]
KEYS: tuple[Key, ...] = get_args(Key)  # 65+, 75+, 85+, 老年化指数, 単身高齢世帯, 平均年齢
Style = Literal["share", "number"]  # how ``value`` is written; number: an index or years
ForecastKey = Literal["older", "old", "oldest", "all"]
FORECAST_KEYS: tuple[ForecastKey, ...] = get_args(ForecastKey)


@dataclass(frozen=True)
class Measure:
    """An indicator as menus name it. ``whole``: what its share is of (「全住民(年齢不詳を除く)」)."""

    key: Key
    name: str
    style: Style
    unit: str
    whole: str
    counted: str


@dataclass(frozen=True)
class Trend(Answer):
    """One indicator of every unit on every day that is counted.

    ``table``: one row a unit and day, in the city's order and the order of days. Columns: ``unit_id``, ``name``,
    ``order``, ``date`` (datetime.date), ``persons`` (of the group, or households; blank where it has none), ``whole``
    (those it is a part of), ``value`` (share 0..1, index or years), ``words`` (both in words), ``change_words`` (since
    the first day; blank on it). ``everywhere``: the same columns for the city, and beside it the ``value`` of the
    prefecture and the nation where loaded: ``role`` (city, prefecture, nation), ``name``, ``date``, ``value``,
    ``persons``, ``words``, ``forecast`` (bool: expected, not counted). ``days``: all days, earliest first. ``absent``:
    why a unit has no figure, by unit_id.
    """

    measure: Measure = field(kw_only=True)
    level: Level = field(kw_only=True)
    days: tuple[dt.date, ...] = field(kw_only=True)
    everywhere: pd.DataFrame = field(kw_only=True)
    absent: Mapping[str, str] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True)
class Pyramid(Answer):
    """Residents of one unit by age and sex on two days, counted or expected.

    ``table``: one row a day, sex and age band, youngest first. Columns: ``date``, ``expected`` (bool), ``sex`` (male,
    female, total), ``age_from``, ``age_to`` (blank: open), ``age`` (in words), ``persons``, ``share`` (of all of known
    age on that day).
    """

    unit_id: str = field(kw_only=True)
    name: str = field(kw_only=True)
    days: tuple[dt.date, ...] = field(kw_only=True)


@dataclass(frozen=True)
class Alike(Answer):
    """One district, those most like it, and the city.

    ``table``: ``role`` (this, similar, city), ``unit_id``, ``name``, the features as numbers (``older`` persons,
    ``older_share``, ``old_share``, ``alone_share`` 0..1, ``density`` persons a km², ``change`` of residents a year,
    -1..1), ``words``, ``reasons``.
    """

    unit_id: str = field(kw_only=True)


@dataclass(frozen=True)
class Certification(Answer):
    """Certified persons 65+ by unit. ``table``: ``unit_id``, ``name``, ``order``, ``state`` (shown, protected,
    unknown), ``together`` (units that the figure is for), ``persons``, ``certified``, ``crude``, ``adjusted``,
    ``adjusted_low``, ``adjusted_high`` (shares), ``words``.
    """

    level: Level = field(kw_only=True)


@dataclass(frozen=True)
class Expected(Answer):
    """A forecast by unit, age group and day.

    ``table``: one row a unit, group and day, the counted base first. Columns: ``unit_id``, ``name``, ``order``,
    ``date`` (datetime.date), ``expected`` (False on the base), ``key`` (ForecastKey), ``persons``, ``persons_low``,
    ``persons_high``, ``share``, ``share_low``, ``share_high`` (of all residents of known age; blank for all),
    ``words``, ``mark_words`` (an institution, a break in the boundary; blank for none). ``everywhere``: the same for
    the city. ``history``: the same columns for the days before the base (units and city: unit_id ``city``). ``days``:
    the base, then the steps. ``passing``: when a unit's share of 65+ reaches a bound: ``unit_id``, ``name``, ``order``,
    ``bound`` (0.4, 0.5), ``state`` (already, expected, possible, not), ``date`` (day of the first step on which the
    middle of the band is past it), ``earliest``, ``latest`` (by the ends of the band), ``words``. ``sureness``: the
    sentence that stands first: how the same method did on this city's own past. ``method``: in words. ``absent``: why a
    unit has none.
    """

    level: Level = field(kw_only=True)
    base: dt.date | None = field(kw_only=True)
    days: tuple[dt.date, ...] = field(kw_only=True)
    everywhere: pd.DataFrame = field(kw_only=True)
    history: pd.DataFrame = field(kw_only=True)
    passing: pd.DataFrame = field(kw_only=True)
    sureness: str = field(kw_only=True)
    method: str = field(kw_only=True)
    absent: Mapping[str, str] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True)
class Tested(Answer):
    """How the forecast would have done on the city's own past.

    ``table``: one row a horizon, age group and size of district. Columns: ``years`` (ahead), ``key``, ``key_words``,
    ``size`` (all, small: under 3,000 residents, large), ``size_words``, ``districts``, ``bases`` (days from which was
    forecast), ``half_within`` (median of the absolute errors, 0..1), ``mean_error`` (mean of them), ``bias``,
    ``no_change``, ``city_rates`` (mean absolute errors of those two simpler ways), ``covered`` (share of results within
    the band), ``words``.
    """


@dataclass(frozen=True)
class Outlook(Answer):
    """What ageing does to need: persons (or households) expected in need, by unit, kind of support and day.

    ``table``: ``unit_id``, ``name``, ``order``, ``kind``, ``kind_words``, ``unit`` (what is counted, in words),
    ``date``, ``expected`` (False on the day of today's need), ``need``, ``need_low``, ``need_high``, ``change``,
    ``change_low``, ``change_high`` (against today, -1..; by the forecast's error alone), ``state`` (shown, few, a
    reason code as in Balance, or no_forecast), ``together``, ``words``, ``mark_words``.
    ``everywhere``: the same for the city.
    """

    level: Level = field(kw_only=True)
    days: tuple[dt.date, ...] = field(kw_only=True)
    everywhere: pd.DataFrame = field(kw_only=True)


@dataclass(frozen=True)
class Aims(Answer):
    """The plan's targets beside the results. ``table``: ``indicator``, ``unit_id``, ``name``, ``level`` (district,
    area, city), ``order``, ``date``, ``year_words`` (令和8年度), ``target``, ``result``, ``style`` (share, persons,
    households, number), ``target_words``, ``result_words``, ``difference_words``, ``state`` (reached, short, open,
    neutral), ``state_words``, ``source``. ``indicators``: their names, in the order of the plan.
    """

    indicators: tuple[str, ...] = field(kw_only=True)
