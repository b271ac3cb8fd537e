"""What may be expected of every unit to 2050, counted and foretold, always with its range."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.answers.ageing.answer import Expected
from shiensys.answers.ageing.forecasts import headline
from shiensys.answers.ageing.forecasts.figures import figures
from shiensys.answers.ageing.forecasts.made import Made, made
from shiensys.answers.ageing.forecasts.notes import absent, method, notes, sources
from shiensys.answers.ageing.forecasts.passing import COLUMNS as PASSING
from shiensys.answers.ageing.forecasts.passing import passing
from shiensys.answers.ageing.forecasts.ranges import BOUNDS, FIGURES
from shiensys.answers.ageing.forecasts.sureness import sureness
from shiensys.answers.answer import Answer, Column, Level
from shiensys.answers.card import card
from shiensys.answers.units import unit_of
from shiensys.city import City
from shiensys.measures.ageing.forecast import Forecast
from shiensys.text import say, share


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
    how = sureness(found.residents, given=found.method == "factor") if found else done.why
    told = figures(city, done, level)
    without = _absent(city, done, level, told.table)
    return Expected(
        city=card(city),
        title=headline.title(done),
        table=told.table,
        columns=_columns(level),
        evidence=sources(city, done),
        headline=headline.headline(done, told.table, told.everywhere, level, without=len(without)),
        notes=notes(city, done, how),
        reading=_reading(level),
        level=level,
        base=None if done.base is None else done.base.date(),
        days=_days(found),
        everywhere=told.everywhere,
        history=told.history,
        passing=passing(told.table),
        sureness=how,
        method="" if found is None else method(found),
        absent=without,
    )


def when(city: City, level: Level = "district", *, base: dt.date | None = None, to: dt.date | None = None) -> Answer:
    """Tell when each unit's share of 65+ passes 40 % and 50 %: the ``passing`` of ``expected`` as a table of its own.

    Raises NoBaseError, WrongStepError.
    """
    told = expected(city, level, base=base, to=to)
    table = told.passing[list(PASSING)]
    if told.days:
        never = say("forecast.passing.never", last=str(told.days[-1].year))
        table = table.assign(
            **{name: table[name].astype(object).fillna(never) for name in ("date", "earliest", "latest")}
        )
    table = table.assign(bound_words=[share(bound, 0) for bound in table["bound"]])
    heads = say("forecast.column.bound")
    columns = (
        Column("name", say(f"answers.column.{level}")),
        Column("bound", heads, "share"),
        Column("words", say("forecast.column.passing")),
        *(Column(name, say(f"forecast.column.{name}")) for name in ("date", "earliest", "latest", "state")),
    )
    return Answer(
        told.city, say("forecast.title.passing"), table, columns, told.evidence,
        headline=told.headline, notes=told.notes, reading=(columns[0], Column("bound_words", heads), columns[2]),
    )  # fmt: skip


def _absent(city: City, done: Made, level: Level, table: pd.DataFrame) -> dict[str, str]:
    """Say of each unit that isn't in the table why: the reason of its first district that has no forecast."""
    of = unit_of(city, level)
    told: dict[str, str] = {}
    for district, why in absent(city, done).items():
        if district in of.index:
            told.setdefault(str(of[district]), why)
    there = set(table["unit_id"])
    return {unit: why for unit, why in told.items() if unit not in there}


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
