"""Ageing as a map: which colour each unit has on a day, and what stands in its hover text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pandas as pd

from shiensys.answers.ageing.answer import Expected, ForecastKey, Outlook, Style, Trend
from shiensys.show import classes, colours, labels
from shiensys.show.ageing import scale
from shiensys.show.classes import MapClass
from shiensys.text import half_up, number, persons, say, share

WIDE = 0.2  # half the band over the middle: from here on a map says that it is wide
Paint = dict[str, object]


def trend_classes(trend: Trend, day: dt.date) -> tuple[MapClass, ...]:
    """Give the classes of an indicator on a day; their bounds are those of all days."""
    every = _rounded(trend.table["value"], trend.measure.style)
    lower = scale.bounds(every, share=trend.measure.style == "share")
    values = _of_day(trend.table.assign(value=every), day, "value", trend.absent)
    return scale.found(values, lower, _written(trend.measure.style), trend.level)


def legend_trend(trend: Trend, day: dt.date) -> tuple[MapClass, ...]:
    """Give what the legend lists."""
    return classes.entries(trend_classes(trend, day))


def paint_trend(trend: Trend, day: dt.date) -> Paint:
    """Say how each unit is drawn on a day, with share and persons as its hover text."""
    return _paint(trend_classes(trend, day), _rows_of(trend.table, day), trend.absent, ("words", "change_words"))


def expected_classes(expected: Expected, key: ForecastKey, day: dt.date) -> tuple[MapClass, ...]:
    """Give the classes of an age group on a day: its share, for all residents their number; wide bands are striped."""
    column = "persons" if key == "all" else "share"
    style: Style = "number" if key == "all" else "share"
    rows = expected.table[expected.table["key"] == key]
    every = _rounded(rows[column], style)
    lower = scale.bounds(every, share=style == "share")
    values = _of_day(rows.assign(value=every), day, "value", expected.absent)
    parts = scale.found(values, lower, persons if key == "all" else _written("share"), expected.level)
    return scale.striped(parts, _wide(rows[rows["date"] == day], column))


def legend_expected(expected: Expected, key: ForecastKey, day: dt.date) -> tuple[MapClass, ...]:
    """Give what the legend lists."""
    return classes.entries(expected_classes(expected, key, day), few=say("ageshow.wide"))


def paint_expected(expected: Expected, key: ForecastKey, day: dt.date) -> Paint:
    """Say how each unit is drawn on a day, with the band as its hover text."""
    rows = expected.table[expected.table["key"] == key]
    return _paint(expected_classes(expected, key, day), _rows_of(rows, day), expected.absent, ("words", "mark_words"))


def outlook_classes(outlook: Outlook, kind: str, day: dt.date) -> tuple[MapClass, ...]:
    """Give the classes of need for a kind of support on a day: persons or households."""
    rows = outlook.table[outlook.table["kind"] == kind]
    lower = scale.bounds(rows["need"], share=False)
    unit = "".join(rows["unit"].head(1))
    parts = scale.found(
        _of_day(rows, day, "need", {}),
        lower,
        lambda value: say("ageshow.amount", n=int(value), unit=unit),
        outlook.level,
        colours.NEED,  # need is amber wherever it is shown
    )
    today = rows[rows["date"] == day].set_index("unit_id")["state"]
    return classes.marked(parts, today)


def legend_outlook(outlook: Outlook, kind: str, day: dt.date) -> tuple[MapClass, ...]:
    """Give what the legend lists."""
    return classes.entries(outlook_classes(outlook, kind, day))


def paint_outlook(outlook: Outlook, kind: str, day: dt.date) -> Paint:
    """Say how each unit is drawn on a day, with need and range as its hover text."""
    rows = outlook.table[outlook.table["kind"] == kind]
    return _paint(outlook_classes(outlook, kind, day), _rows_of(rows, day), {}, ("words", "mark_words"))


def _rounded(values: pd.Series, style: Style) -> pd.Series:
    """Round as figures are written: what is read is what is classed."""
    decimals = 3 if style == "share" else 1
    return values.map(lambda value: half_up(value, decimals), na_action="ignore").astype(float)


def _written(style: Style) -> Callable[[float], str]:
    """Give how a figure of a style is written."""
    return (
        (lambda value: share(value, decimals=0 if half_up(value, 3) == half_up(value, 2) else 1))
        if (style == "share")
        else (lambda value: number(value, decimals=0 if half_up(value, 1) == half_up(value, 0) else 1))
    )


def _rows_of(table: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Give the rows of a day."""
    return pd.DataFrame(table[table["date"] == day])


def _of_day(table: pd.DataFrame, day: dt.date, column: str, absent: Mapping[str, str]) -> pd.Series:
    """Give a figure of a day by unit_id, blank for units that have none."""
    units = list(dict.fromkeys([*table["unit_id"], *absent]))
    return _rows_of(table, day).set_index("unit_id")[column].astype(float).reindex(units)


def _wide(rows: pd.DataFrame, column: str) -> pd.Index:
    """Name the units whose band is wide."""
    half = (rows[f"{column}_high"] - rows[f"{column}_low"]) / 2
    wide: pd.Index = pd.Index(list(rows.loc[half > WIDE * rows[column], "unit_id"]))
    return wide


def _paint(parts: tuple[MapClass, ...], rows: pd.DataFrame, absent: Mapping[str, str], told: tuple[str, ...]) -> Paint:
    """Put colours and hover texts together; a unit without a figure says why."""
    by_unit = classes.class_of(parts)
    known = {str(row["unit_id"]): _lines(row, told) for row in labels.rows(rows)}
    why = {unit_id: absent.get(unit_id) or say("ageshow.unknown") for unit_id in by_unit}
    return {
        "units": {
            unit_id: {
                "class": each.key,
                "lines": known[unit_id] if len(known.get(unit_id, [])) > 1 else [*known.get(unit_id, []), why[unit_id]],
            }
            for unit_id, each in by_unit.items()
        },
        "classes": {each.key: {"fill": each.fill, "pattern": each.pattern, "mark": each.mark} for each in parts},
    }


def _lines(row: labels.Row, told: tuple[str, ...]) -> list[str]:
    """Give the name of a unit and what is told of it, blanks left out."""
    return [str(row["name"]), *(str(row[key]) for key in told if row[key])]
