"""Residents of one unit by age and sex on two days, counted or expected."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.answers import evidence
from shiensys.answers.ageing.answer import Pyramid
from shiensys.answers.ageing.counts.trend import made_up
from shiensys.answers.ageing.forecasts.made import made
from shiensys.answers.answer import Column, Evidence
from shiensys.answers.card import card, fiction
from shiensys.answers.units import members, name_of
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.measures.ageing.agebands import by_age
from shiensys.measures.ageing.forecast import by_band
from shiensys.measures.ageing.residents import NoForecastError
from shiensys.tables.population import SEXES
from shiensys.text import half_up, say

BANDS = ["district_id", "date", "sex", "age_from", "age_to", "persons"]
SHOWN = ["date", "expected", "expected_words", "sex", "sex_words", "age_from", "age_to", "age", "persons", "share"]


class UnknownDayError(ShiensysError, LookupError):
    """Nobody was counted on this day, and it isn't after the last count."""


def pyramid(city: City, unit_id: str, first: dt.date | None = None, second: dt.date | None = None) -> Pyramid:
    """Set two days of one unit beside each other: the earliest and the latest count where none is named.

    ``unit_id``: a district, a 圏域 or ``city``. A day after the last count is expected. Raises UnknownUnitError,
    UnknownDayError, WrongStepError.
    """
    name = name_of(city, unit_id)
    counted = _counted(city)
    days = tuple(dict.fromkeys(day for day in _days(counted, first, second)))
    rows = pd.concat([_rows(city, counted, day) for day in days]) if days else counted
    rows = rows[rows["district_id"].isin(members(city, unit_id))]
    table = _table(rows, counted)
    return Pyramid(
        city=card(city),
        title=say("ageing.title.pyramid", name=name),
        table=table,
        columns=_columns(),
        evidence=(_source(city, days),) if days else (),
        headline=_headline(table, days),
        notes=_notes(city, table),
        unit_id=unit_id,
        name=name,
        days=days,
    )


def _counted(city: City) -> pd.DataFrame:
    """Give the rows of known age that were counted."""
    if city.population is None:
        return pd.DataFrame(columns=BANDS)
    return city.population.loc[city.population["age_from"].notna(), BANDS]


def _days(counted: pd.DataFrame, first: dt.date | None, second: dt.date | None) -> tuple[dt.date, ...]:
    """Choose the two days; raises UnknownDayError."""
    known = sorted({day.date() for day in counted["date"]})
    if not known:
        return ()
    wanted = (first or known[0], second or known[-1])
    for day in wanted:
        if day not in known and day < known[-1]:
            raise UnknownDayError("ageing.unknown_day", day=day)
    return wanted


def _rows(city: City, counted: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Give the residents of all districts on one day, counted or expected; no rows where that can't be."""
    there = counted[counted["date"] == pd.Timestamp(day)]
    if len(there):
        return there
    found = made(city, to=day).forecast
    if found is None:
        return there
    rows = by_band(found)
    return rows.loc[rows["date"] == pd.Timestamp(day), BANDS]


def _table(rows: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """Add the unit's districts up, youngest first; nothing where ages are missing."""
    try:
        table = by_age(rows)
    except NoForecastError:
        return pd.DataFrame(columns=SHOWN)
    expected = table["date"] > counted["date"].max()
    whole = table.groupby("date")["persons"].transform(lambda each: each.sum(skipna=False))
    days = pd.Series([day.date() for day in table["date"]], index=table.index, dtype="object")
    return table.assign(
        expected=expected,
        expected_words=expected.map({True: say("ageing.kind.expected"), False: say("ageing.kind.counted")}),
        sex_words=table["sex"].map({sex: say(f"ageing.sex.{sex}") for sex in SEXES}),
        date=days,
        share=table["persons"] / whole.where(whole > 0),
        persons=table["persons"].map(half_up, na_action="ignore"),
        age=[age_words(one, other) for one, other in zip(table["age_from"], table["age_to"], strict=True)],
    )[SHOWN]


def age_words(first: int, last: int) -> str:
    """Write an age band. ``last``: NA where it is open.

    >>> age_words(0, 4), age_words(100, pd.NA), age_words(3, 3)
    ('0〜4歳', '100歳以上', '3歳')
    """
    if pd.isna(last):
        return say("ageing.age.open", first=int(first))
    return say("ageing.age.one" if first == last else "ageing.age.band", first=int(first), last=int(last))


def _headline(table: pd.DataFrame, days: tuple[dt.date, ...]) -> tuple[str, ...]:
    """Say what can't be shown, and why."""
    if not days:
        return (say("ageing.headline.no_population"),)
    if table.empty or table["persons"].isna().all():
        return (say("ageing.headline.no_pyramid"),)
    return (say("ageing.headline.one_pyramid", day=days[0]),) if len(days) == 1 else ()


def _notes(city: City, table: pd.DataFrame) -> tuple[str, ...]:
    """Say what must stand beside the figure: fiction first."""
    expected = say("ageing.note.expected") if table["expected"].any() else ""
    told = (*fiction(city), say("ageing.note.pyramid"), expected, made_up(city))
    return tuple(note for note in told if note)


def _source(city: City, days: tuple[dt.date, ...]) -> Evidence:
    """Say where residents are counted."""
    return Evidence(
        what=say("answers.what.population"),
        source=evidence.credit(city, "population"),
        date=min(days[-1], evidence.day(city.population) or days[-1]),
        unit=say("answers.unit.persons"),
        over=say("ageing.whole.older"),
        rule=say("ageing.rule.pyramid"),
    )


def _columns() -> tuple[Column, ...]:
    """Head the columns."""
    return (
        Column("date", say("ageing.column.date"), "date"),
        Column("sex_words", say("ageing.column.sex")),
        Column("age", say("ageing.column.age")),
        Column("persons", say("ageing.column.persons"), "persons"),
        Column("share", say("ageing.column.share_of_all"), "share"),
        Column("expected_words", say("ageing.column.expected")),
    )
