"""All units on one day, each in a row, in the city's own order: nobody is ranked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from shiensys.answers.ageing.answer import Trend
from shiensys.show import colours, plate
from shiensys.show.ageing.lines import tickformat
from shiensys.text import number, persons, say, share


def dots(trend: Trend, day: dt.date, *, chosen: str | None = None) -> go.Figure:
    """Draw a dot a unit at its figure, persons at the row's end, and a line where the city is."""
    table = trend.table[trend.table["date"] == day].sort_values("order").reset_index(drop=True)
    city = trend.everywhere[(trend.everywhere["role"] == "city") & (trend.everywhere["date"] == day)]["value"]
    whole = float(city.iloc[0]) if len(city) else float("nan")
    here = table.index[table["unit_id"] == chosen].tolist()
    return go.Figure(
        {"data": [_why_not(trend, table), _marks(table, here)], "layout": _layout(trend, table, whole, here)}
    )


def _marks(table: pd.DataFrame, here: list[int]) -> dict[str, Any]:
    """Draw the dots; the chosen one is larger."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": plate.blanks(table["value"]),
        "y": table.index.tolist(),
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "marker": {"size": [15 if row in here else 11 for row in table.index], "color": colours.AGES[3],
                   "symbol": "circle", "opacity": 1},
    }  # fmt: skip


def _why_not(trend: Trend, table: pd.DataFrame) -> dict[str, Any]:
    """Write why a row has no dot, where it would be."""
    blank = table[table["value"].isna()]
    return plate.words_in_rows(
        blank.index, [trend.absent.get(str(unit_id), say("ageshow.unknown")) for unit_id in blank["unit_id"]]
    )


def _layout(trend: Trend, table: pd.DataFrame, whole: float, here: list[int]) -> dict[str, Any]:
    """Lay out rows, axis and the city's line; put a band behind the chosen row."""
    names = [f"<b>{plate.plain(n)}</b>" if row in here else plate.plain(n) for row, n in enumerate(table["name"])]
    ends = [_end(trend, value, count) for value, count in zip(table["value"], table["persons"], strict=True)]
    axis = plate.value_axis(tickformat=tickformat(trend.measure.style)) | {"nticks": 4, "tickangle": 0}
    words = say("ageshow.whole", value=_value(trend, whole))
    return plate.plate(height=len(table) * plate.ROW + plate.HEAD + plate.FOOT) | {
        "xaxis": axis,
        "yaxis": plate.rows_axis(names),
        "yaxis2": plate.rows_axis(ends) | {"overlaying": "y", "side": "right", "showgrid": False},
        "shapes": [*(plate.band(row) for row in here), *plate.upright(whole)],
        "annotations": plate.upright_words(whole, words),
        "margin": {"l": 8, "r": 8, "t": plate.HEAD, "b": plate.FOOT},
    }


def _end(trend: Trend, value: float, count: float) -> str:
    """Write a row's figures: value and persons together."""
    if pd.isna(value):
        return ""
    if pd.isna(count) or trend.measure.style == "number":
        return _value(trend, value)
    amount = persons(count) if trend.measure.key != "alone" else say("ageshow.households", n=int(count))
    return say("ageshow.both", value=_value(trend, value), persons=amount)


def _value(trend: Trend, value: float) -> str:
    """Write a value in its style."""
    if pd.isna(value):
        return ""
    return share(value) if trend.measure.style == "share" else number(value, decimals=1)
