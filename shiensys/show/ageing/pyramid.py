"""Residents by age: men to the left, women to the right, two days laid over each other."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from shiensys.answers.ageing.answer import Pyramid
from shiensys.show import colours, plate
from shiensys.text import date, number, say

ROW = 22  # pixels a band
SIDES = {"male": -1, "female": 1, "total": 1}
TICKS = 3  # on either side


def pyramid(found: Pyramid) -> go.Figure:
    """Draw the bands of both days: the later one filled, the earlier one as an outline."""
    ages = list(found.table["age"].drop_duplicates())
    days = list(found.days)
    traces = [
        _bars(rows, str(sex), filled=day == days[-1], legend=sex != "female")
        for day in reversed(days)
        for sex, rows in found.table[found.table["date"] == day].groupby("sex", sort=False)
    ]
    return go.Figure({"data": traces, "layout": _layout(found, ages)})


def _bars(rows: pd.DataFrame, sex: str, *, filled: bool, legend: bool) -> dict[str, Any]:
    """Draw the bands of one sex on one day."""
    day, expected = rows["date"].iloc[0], bool(rows["expected"].iloc[0])
    fill = colours.AGES[1] if sex == "male" else colours.AGES[2]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [None if value is None else value * SIDES[sex] for value in plate.blanks(rows["persons"])],
        "y": list(rows["age"]),
        "name": words(day, expected=expected),
        "legendgroup": str(day),
        "showlegend": legend,
        "hoverinfo": "skip",
        "marker": {"color": fill if filled else "rgba(0,0,0,0)",
                   "line": {"color": colours.MUTED if filled else colours.TEXT, "width": 0.5 if filled else 2}},
    }  # fmt: skip


def words(day: dt.date, *, expected: bool) -> str:
    """Name a day."""
    return say("ageshow.expected_day" if expected else "ageshow.counted_day", date=date(day))


def _layout(found: Pyramid, ages: list[str]) -> dict[str, Any]:
    """Lay out ages upwards and persons to both sides."""
    both = "male" in set(found.table["sex"])
    most = float(found.table["persons"].max())
    ticks = _ticks(most)
    values = [*(-tick for tick in reversed(ticks)), 0.0, *ticks] if both else [0.0, *ticks]
    return plate.plate(height=len(ages) * ROW + plate.HEAD + plate.FOOT) | {
        "barmode": "overlay",
        "bargap": 0.12,
        "xaxis": {
            "range": [-1.08 * most if both else 0, 1.08 * most], "fixedrange": True, "gridcolor": colours.BORDER,
            "tickmode": "array", "tickvals": values, "ticktext": [number(abs(v), decimals=0) for v in values],
            "title": {"text": say("ageshow.men_women" if both else "ageshow.persons"),
                      "font": {"size": plate.FONT_SIZE, "color": colours.MUTED}, "standoff": 6},
            "zerolinecolor": colours.MUTED,
        },
        "yaxis": {"categoryorder": "array", "categoryarray": ages, "fixedrange": True, "automargin": True,
                  "tickmode": "array", "tickvals": ages[::2] if len(ages) > 12 else ages},
        "margin": {"l": 8, "r": 8, "t": plate.HEAD, "b": plate.FOOT},
        "legend": plate.LEGEND,
    }  # fmt: skip


def _ticks(most: float) -> list[float]:
    """Give a few round numbers up to the largest band.

    >>> _ticks(740.0)
    [200.0, 400.0, 600.0]
    """
    power = 10.0 ** (len(str(int(max(most, 1)))) - 1)
    width = next(step * power for step in (0.2, 0.5, 1, 2, 5) if step * power * TICKS >= most * 0.75)
    return [width * n for n in range(1, TICKS + 1) if width * n <= most]
