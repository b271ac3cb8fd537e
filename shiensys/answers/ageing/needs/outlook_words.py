"""What the outlook on need says, and how its columns are headed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.answers.ageing.forecasts.notes import mark_words
from shiensys.answers.ageing.needs.growing import Growing
from shiensys.answers.answer import SAID, Column, Level
from shiensys.answers.words import amount, between
from shiensys.tables.categories import category
from shiensys.text import say, share

NEED = ("need", "need_low", "need_high")
WAYS = {1: "more", -1: "fewer", 0: "alike"}  # which way need clearly goes
Row = Mapping[str, object]


def marked(ground: Growing, level: Level) -> dict[str, str]:
    """Say by district what its forecast must be read with; nothing for larger units."""
    found = ground.made.forecast
    if found is None or level != "district":
        return {}
    return mark_words(found)


def worded(table: pd.DataFrame, marks: Mapping[str, str]) -> pd.DataFrame:
    """Add ``kind_words``, ``unit``, ``mark_words`` and ``words`` (see Outlook)."""
    rows = [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
    today = {(row["kind"], row["unit_id"]): row for row in rows if not row["expected"]}
    return table.assign(
        kind_words=[category(str(row["kind"])).name for row in rows],
        unit=[say(f"answers.unit.{category(str(row['kind'])).unit}") for row in rows],
        mark_words=[_marks(row, marks) for row in rows],
        words=[_words(row, today[row["kind"], row["unit_id"]]) for row in rows],
    )


def _marks(row: Row, marks: Mapping[str, str]) -> str:
    """Say what must be known beside a figure: few answers, districts put together, a forecast that stands apart."""
    if row["state"] not in SAID:
        return ""
    told = [say("answers.mark.few")] if row["state"] == "few" else []
    told += [say("answers.mark.together", names=row["together"])] if row["together"] else []
    told += [marks[str(row["unit_id"])]] if row["expected"] and str(row["unit_id"]) in marks else []
    return say("answers.reason_joint").join(told)


def _words(row: Row, today: Row) -> str:
    """Say need today, and what it comes to on a later day; or why that can't be said."""
    if today["state"] not in SAID:
        return say(f"answers.reason.{today['state']}")
    now = say("outlook.words.now", **_said(today))
    if not row["expected"]:
        return now
    year = year_words(row)
    if row["state"] not in SAID:
        return say("outlook.words.no_forecast", now=now, year=year)
    return say("outlook.words.later", now=now, year=year, **_said(row))


def year_words(row: Row) -> str:
    """Name the year of a row: that of the calendar, as forecasts are read."""
    return str(pd.Timestamp(str(row["date"])).year)


def _said(row: Row) -> dict[str, str]:
    """Write a figure of need and its range."""
    unit = category(str(row["kind"])).unit
    middle, low, high = (float(str(row[name])) for name in NEED)
    return {"middle": amount(middle, unit), "range": between(low, high, unit)}


def headline(everywhere: pd.DataFrame, ground: Growing) -> tuple[str, ...]:
    """Say how need changes in the city by the last day: of one kind in figures, of several which changes most."""
    if ground.made.forecast is None:
        return (say("outlook.headline.none"), ground.made.why)
    told = everywhere[everywhere["expected"] & everywhere["state"].isin(SAID) & (everywhere["need"] > 0)]
    if told.empty:
        return (say("outlook.headline.no_need"),)
    last = told[told["date"] == told["date"].max()]
    way = last["change_low"].gt(0).astype(int) - last["change_high"].lt(0).astype(int)
    if everywhere["kind"].nunique() == 1:
        kind, words = last["kind_words"].iloc[0], last["words"].iloc[0]
        return (say("outlook.headline.one", kind=kind, words=words), say(f"outlook.headline.{WAYS[int(way.iloc[0])]}"))
    year = year_words(last.iloc[0])
    if not way.any():
        return (say("outlook.headline.all_alike", year=year, n=len(last)),)
    return (_most(last, way), say("outlook.headline.count", year=year, n=len(last), **_counts(way)))


def _counts(way: pd.Series) -> dict[str, int]:
    """Count the kinds that clearly grow, clearly fall, and do neither."""
    return {name: int((way == sign).sum()) for sign, name in WAYS.items()}


def _most(last: pd.DataFrame, way: pd.Series) -> str:
    """Name the kind that clearly grows most; where none grows, the one that clearly falls most."""
    grows = bool((way > 0).any())
    clearly = last[way > 0] if grows else last[way < 0]
    row = clearly.sort_values("change", ascending=not grows, kind="stable").iloc[0]
    words = {"kind": row["kind_words"], "words": row["words"], "change": share(abs(row["change"]), 0)}
    return say("outlook.headline.most" if grows else "outlook.headline.least", **words)


def columns(level: Level) -> tuple[Column, ...]:
    """Head the columns for files."""
    return (
        Column("name", say(f"answers.column.{level}")),
        Column("kind_words", say("outlook.column.kind")),
        Column("unit", say("outlook.column.unit")),
        Column("date", say("outlook.column.date"), "date"),
        *(Column(name, say(f"outlook.column.{name}"), "number") for name in NEED),
        *(Column(name, say(f"outlook.column.{name}"), "share") for name in ("change", "change_low", "change_high")),
        Column("mark_words", say("answers.column.mark")),
        Column("words", say("outlook.column.words")),
    )


def reading(level: Level) -> tuple[Column, ...]:
    """Head the columns for reading."""
    return (
        Column("name", say(f"answers.column.{level}")),
        Column("kind_words", say("outlook.column.kind")),
        Column("words", say("outlook.column.words")),
        Column("mark_words", say("answers.column.mark")),
    )
