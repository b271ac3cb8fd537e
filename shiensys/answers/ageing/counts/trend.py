"""One indicator of every district on every day that is counted, with the city, the prefecture and the nation."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.answers.ageing.answer import Key, Measure, Trend
from shiensys.answers.ageing.counts.beside import beside, published
from shiensys.answers.ageing.counts.measures import named, source_of
from shiensys.answers.ageing.counts.summed import absent, summed
from shiensys.answers.ageing.counts.trendwords import worded, written
from shiensys.answers.ageing.counts.unknown import missing, unknown_age, why_none
from shiensys.answers.answer import Column, Evidence, Level
from shiensys.answers.card import card, fiction
from shiensys.city import City
from shiensys.text import say

MIDDLE = (0.25, 0.75)  # between these quantiles lies every second unit


def trend(city: City, key: Key, level: Level = "district") -> Trend:
    """Show an indicator over the days of the city's tables; nothing is interpolated.

    Raises UnknownIndicatorError.
    """
    measure = named(city, key)
    sums, everywhere = summed(city, key, level, "city")
    table = dated(worded(sums, measure))
    whole = dated(worded(everywhere, measure)).assign(role="city", forecast=False)
    others = beside(city, measure)
    days = tuple(dict.fromkeys(table["date"]))
    reasons = absent(city, key, level, sums)
    return Trend(
        city=card(city),
        title=say("ageing.title.trend", name=measure.name),
        table=table,
        columns=columns(measure, level),
        evidence=(*((source_of(city, measure),) if days else ()), *_others(measure, others)),
        headline=_headline(city, measure, level, table, whole, reasons),
        notes=(*cautions(city, measure), *unknown_age(city, measure, whole), *published(city, measure), *missing(city)),
        measure=measure,
        level=level,
        days=days,
        everywhere=pd.concat([whole, others.drop(columns="source")], ignore_index=True) if len(others) else whole,
        absent=reasons,
    )


def dated(table: pd.DataFrame) -> pd.DataFrame:
    """Write days as dates."""
    return table.assign(date=pd.Series([day.date() for day in table["date"]], index=table.index, dtype="object"))


def _headline(
    city: City, measure: Measure, level: Level, table: pd.DataFrame, whole: pd.DataFrame, reasons: Mapping[str, str]
) -> tuple[str, ...]:
    """Say the newest figure of the city first, then how it changed, then how units differ."""
    if table.empty or table["words"].eq("").all():
        return (why_none(city, measure), *dict.fromkeys(reasons.values()))
    told = []
    known = whole[whole["words"] != ""]
    if len(known):
        newest = known.iloc[-1]
        told.append(say("ageing.headline.city", words=newest["words"], day=newest["date"]))
        if newest["change_words"]:
            told.append(say("ageing.headline.change", words=newest["change_words"]))
    last = table[table["date"] == table["date"].max()]["value"].dropna()
    if len(last) > 3 and level != "city":
        low, high = (written(measure, float(last.quantile(q))) for q in MIDDLE)
        told.append(say(f"ageing.headline.middle.{level}", low=low, high=high))
    if table["date"].nunique() == 1:
        told.append(say("ageing.headline.one_day", day=table["date"].iloc[0]))
    return tuple(told)


def cautions(city: City, measure: Measure) -> tuple[str, ...]:
    """Say what must be known of an indicator's figures: fiction first."""
    missing = city.unplaced.get("households" if measure.key == "alone" else "population", ())
    names = say("answers.reason_joint").join(one.name for one in missing[:3])
    known = measure.style == "share" and measure.key != "alone"
    optional = (
        say("ageing.note.known_ages") if known else "",
        say("ageing.note.average") if measure.key == "average" else "",
        say("ageing.note.unplaced", n=len(missing), names=names) if missing else "",
        made_up(city),
    )
    return (*fiction(city), *(note for note in optional if note))


def made_up(city: City) -> str:
    """Name the districts whose names are examples; blank where none is."""
    names = city.districts.loc[city.districts["made_up"].fillna(False).astype(bool), "name"]
    return say("answers.note.made_up", names=say("answers.reason_joint").join(names)) if len(names) else ""


def _others(measure: Measure, others: pd.DataFrame) -> tuple[Evidence, ...]:
    """Say where the figures of the prefecture and the nation come from."""
    if others.empty:
        return ()
    return tuple(
        Evidence(
            what=say("ageing.what.beside", region=name, name=measure.name),
            source=say("answers.joint").join(dict.fromkeys(rows["source"])),
            date=(counted if len(counted := rows.loc[~rows["forecast"], "date"]) else rows["date"]).max(),
            unit=measure.unit,
        )
        for name, rows in others.groupby("name", sort=False)
    )


def columns(measure: Measure, level: Level) -> tuple[Column, ...]:
    """Head the columns of a trend."""
    counts = [] if measure.key == "average" else [Column("persons", measure.counted, "persons")]
    return (
        Column("name", say(f"answers.column.{level}")),
        Column("date", say("ageing.column.date"), "date"),
        *counts,
        Column("whole", measure.whole, "persons"),
        Column("value", say(f"ageing.column.value.{measure.key}"), "decimal" if measure.style == "number" else "share"),
        Column("change_words", say("ageing.column.change_words")),
    )
