"""All indicators of ageing in one long table, for files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from shiensys.answers.ageing.answer import KEYS, Key, Measure
from shiensys.answers.ageing.counts.measures import named, source_of
from shiensys.answers.ageing.counts.summed import summed
from shiensys.answers.ageing.counts.trend import cautions, dated
from shiensys.answers.ageing.counts.trendwords import worded
from shiensys.answers.ageing.counts.unknown import why_none
from shiensys.answers.answer import Answer, Column, Evidence, Level
from shiensys.answers.card import card
from shiensys.city import City
from shiensys.text import say

SHOWN = ["unit_id", "name", "date", "key", "indicator", "persons", "whole", "whole_words", "value", "unit", "words"]


def indicators(city: City, level: Level = "district", key: Key | None = None) -> Answer:
    """List every unit, then the city, on every day: one row a unit, day and indicator. ``key``: one indicator alone.

    Shares 0..1; blank: not known. The headline says of which nothing is known, and why. Raises UnknownIndicatorError.
    """
    wanted = tuple(named(city, each) for each in (KEYS if key is None else (key,)))
    levels: tuple[Level, ...] = (level,) if level == "city" else (level, "city")
    listed = {measure: [_rows(sums, measure) for sums in summed(city, measure.key, *levels)] for measure in wanted}
    told = {each: tables for each, tables in listed.items() if any(table["words"].ne("").any() for table in tables)}
    known = [table for tables in told.values() for table in tables]
    return Answer(
        city=card(city),
        title=say("ageing.title.table"),
        table=pd.concat(known, ignore_index=True)[SHOWN] if known else pd.DataFrame(columns=SHOWN),
        columns=_columns(level),
        evidence=_sources(city, tuple(told)) if known else (),
        headline=tuple(dict.fromkeys(why_none(city, each) for each in wanted if each not in told)),
        notes=tuple(dict.fromkeys(note for measure in told or wanted for note in cautions(city, measure))),
    )


def _rows(sums: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """List one indicator of the units of a level."""
    table = dated(worded(sums, measure))
    unit = say("ageing.unit.share") if measure.style == "share" else measure.unit
    whole = {name: table[name].astype("Int64") for name in ("persons", "whole")}
    return table.assign(**whole, key=measure.key, indicator=measure.name, whole_words=measure.whole, unit=unit)


def _sources(city: City, wanted: Sequence[Measure]) -> tuple[Evidence, ...]:
    """Name each file once, with the first indicator that rests on it: the table says the others."""
    told = [source_of(city, measure) for measure in wanted]
    return tuple({(each.source, each.date): each for each in reversed(told)}.values())[::-1]


def _columns(level: Level) -> tuple[Column, ...]:
    """Head the columns."""
    return (
        Column("unit_id", say("ageing.column.unit_id")),
        Column("name", say(f"answers.column.{level}")),
        Column("date", say("ageing.column.date"), "date"),
        Column("key", say("ageing.column.key")),
        Column("indicator", say("ageing.column.indicator")),
        Column("persons", say("ageing.column.counted"), "persons"),
        Column("whole", say("ageing.column.whole"), "persons"),
        Column("whole_words", say("ageing.column.whole_words")),
        Column("value", say("ageing.column.value"), "decimal"),
        Column("unit", say("ageing.column.value_unit")),
        Column("words", say("ageing.column.words")),
    )
