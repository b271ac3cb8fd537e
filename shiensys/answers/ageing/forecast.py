"""What may be expected of every unit to 2050, counted and foretold, always with its range."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from shiensys.answers.ageing import headline
from shiensys.answers.ageing.answer import FORECAST_KEYS, Expected
from shiensys.answers.ageing.made import Made, made
from shiensys.answers.ageing.notes import absent, mark_words, method, notes, sources
from shiensys.answers.ageing.passing import COLUMNS as PASSING
from shiensys.answers.ageing.passing import passing
from shiensys.answers.ageing.past import counted
from shiensys.answers.ageing.ranges import BOUNDS, FIGURES, whole, words
from shiensys.answers.ageing.tested import sureness, tries
from shiensys.answers.answer import Answer, Column, Level
from shiensys.answers.card import card
from shiensys.answers.units import unit_of, units
from shiensys.city import City
from shiensys.measures.ageing.forecast import Forecast, by_group
from shiensys.text import say

TABLE = (
    "unit_id", "name", "order", "date", "expected", "key", "persons", "persons_low", "persons_high",
    "share", "share_low", "share_high", "words", "mark_words", "key_words", "kind_words",
)  # fmt: skip


def expected(
    city: City, level: Level = "district", *, base: dt.date | None = None, to: dt.date | None = None
) -> Expected:
    """Foretell every unit from the latest counted day, on or before ``base`` where one is given.

    The days are 2030, 2035 … 2050, or ``to`` alone. Only what was counted up to the base is used. Raises NoBaseError,
    WrongStepError for days that can't be meant; where no forecast is possible the tables are empty and ``notes`` say
    why.
    """
    done = made(city, base=base, to=to)
    found = done.forecast
    how = sureness(tries(done.population))
    of, everyone = unit_of(city, level), unit_of(city, "city")
    marks = {} if found is None else _marks(found, of)
    table = _told(city, found, of, level, marks)
    everywhere = _told(city, found, everyone, "city", {})
    past = [_past(city, found, of, level), _past(city, found, everyone, "city")]
    return Expected(
        city=card(city),
        title=headline.title(done),
        table=table,
        columns=_columns(level),
        evidence=sources(city, done),
        headline=headline.headline(done, table, everywhere, level),
        notes=notes(city, done, how if found else ""),
        reading=_reading(level),
        level=level,
        base=None if done.base is None else done.base.date(),
        days=_days(found),
        everywhere=everywhere,
        history=pd.concat(past if level != "city" else past[:1], ignore_index=True),
        passing=passing(table),
        sureness=how if found else done.why,
        method="" if found is None else method(found),
        absent=_absent(city, done, level),
    )


def when(city: City, level: Level = "district", *, base: dt.date | None = None, to: dt.date | None = None) -> Answer:
    """Tell when each unit's share of 65+ passes 40 % and 50 %: the ``passing`` of ``expected`` as a table of its own.

    Raises NoBaseError, WrongStepError.
    """
    told = expected(city, level, base=base, to=to)
    columns = (
        Column("name", say(f"answers.column.{level}")),
        Column("bound", say("forecast.column.bound"), "share"),
        Column("words", say("forecast.column.passing")),
        Column("state", say("forecast.column.state")),
        *(Column(name, say(f"forecast.column.{name}"), "date") for name in ("date", "earliest", "latest")),
    )
    return Answer(
        told.city, say("forecast.title.passing"), told.passing[list(PASSING)], columns, told.evidence,
        headline=told.headline, notes=told.notes, reading=columns[:3],
    )  # fmt: skip


def _told(city: City, found: Forecast | None, of: pd.Series, level: Level, marks: Mapping[str, str]) -> pd.DataFrame:
    """Put the figures of all units together, the base first; see Expected for the columns."""
    if found is None:
        return pd.DataFrame({name: [] for name in TABLE})
    figures = by_group(found, of).rename(columns={"low": "persons_low", "high": "persons_high"})
    return _worded(city, figures.assign(expected=figures["date"] > found.base), level, marks)


def _past(city: City, found: Forecast | None, of: pd.Series, level: Level) -> pd.DataFrame:
    """Put together what was counted before the base."""
    if found is None:
        return pd.DataFrame({name: [] for name in TABLE})
    figures = counted(found.residents, of)
    figures = figures[figures["date"] < found.base]
    bounds = {f"{name}{bound}": figures[name] for name in FIGURES for bound in BOUNDS}
    return _worded(city, figures.assign(**bounds, expected=False), level, {})


def _worded(city: City, figures: pd.DataFrame, level: Level, marks: Mapping[str, str]) -> pd.DataFrame:
    """Name the units, round persons, and write each row in words, in the city's order."""
    figures = figures[figures["group"].isin(FORECAST_KEYS)].rename(columns={"group": "key"})
    table = units(city, level)[["unit_id", "name", "order"]].merge(figures, on="unit_id")
    of_all = table["key"] == "all"
    table = table.assign(
        **{f"persons{bound}": whole(table[f"persons{bound}"]) for bound in BOUNDS},
        **{f"share{bound}": table[f"share{bound}"].mask(of_all) for bound in BOUNDS},
        place=table["key"].map(FORECAST_KEYS.index),
    )
    table = table.sort_values(["order", "place", "date"], kind="stable", ignore_index=True)
    table = table.assign(
        words=words(table),
        mark_words=table["unit_id"].map(marks).fillna(""),
        key_words=table["key"].map({key: say(f"forecast.key.{key}") for key in FORECAST_KEYS}),
        kind_words=table["expected"].map({True: say("forecast.kind.expected"), False: say("forecast.kind.counted")}),
    )
    return table.assign(date=table["date"].dt.date)[list(TABLE)]


def _marks(found: Forecast, of: pd.Series) -> dict[str, str]:
    """Say of each unit what is the matter with it or with districts of it."""
    told = pd.Series(mark_words(found), dtype="str")
    by_unit = told.groupby(of.reindex(told.index)).agg(
        lambda each: say("answers.reason_joint").join(dict.fromkeys(each))
    )
    return {str(unit): str(each) for unit, each in by_unit.items()}


def _absent(city: City, done: Made, level: Level) -> dict[str, str]:
    """Say of each unit why it has no forecast: the reason of its first district that has none."""
    of = unit_of(city, level)
    told: dict[str, str] = {}
    for district, why in absent(city, done).items():
        if district in of.index:
            told.setdefault(str(of[district]), why)
    return told


def _days(found: Forecast | None) -> tuple[dt.date, ...]:
    """List the base and the steps."""
    return () if found is None else (found.base.date(), *(day.date() for day in found.days))


def _columns(level: Level) -> tuple[Column, ...]:
    """Head the columns for files."""
    figures = [
        Column(f"{name}{bound}", say(f"forecast.column.{name}{bound}"), "persons" if name == "persons" else "share")
        for name in FIGURES
        for bound in BOUNDS
    ]
    return (
        Column("name", say(f"answers.column.{level}")),
        Column("date", say("forecast.column.day"), "date"),
        Column("kind_words", say("forecast.column.kind")),
        Column("key", say("forecast.column.key_code")),
        Column("key_words", say("forecast.column.key")),
        *figures,
        Column("mark_words", say("forecast.column.mark")),
    )


def _reading(level: Level) -> tuple[Column, ...]:
    """Head the columns for a screen."""
    return (
        Column("name", say(f"answers.column.{level}")),
        Column("key_words", say("forecast.column.key")),
        Column("words", say("forecast.column.words")),
        Column("mark_words", say("forecast.column.mark")),
    )
