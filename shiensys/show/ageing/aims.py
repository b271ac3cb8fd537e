"""The plan's targets beside the results of one indicator: a hollow diamond is aimed at, a full dot was reached."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from shiensys.answers.ageing.answer import Aims
from shiensys.show import colours, plate
from shiensys.text import say


def aims(found: Aims, indicator: str, day: dt.date) -> go.Figure:
    """Draw target and result of a year, a row an area."""
    rows = found.table[(found.table["indicator"] == indicator) & (found.table["date"] == day)]
    table = rows.reset_index(drop=True)
    style = str(table["style"].iloc[0]) if len(table) else "number"
    target = _marks(table["target"], say("ageshow.target"), "diamond-open", colours.TEXT)
    result = _marks(table["result"], say("ageshow.result"), "circle", colours.AGES[3])
    return go.Figure({"data": [target, result], "layout": _layout(table, style)})


def _marks(values: pd.Series, name: str, symbol: str, colour: str) -> dict[str, Any]:
    """Draw one mark a row."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": plate.blanks(values),
        "y": values.index.tolist(),
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {"symbol": symbol, "size": 13 if symbol != "circle" else 10, "color": colour,
                   "line": {"width": 2, "color": colour}},
    }  # fmt: skip


def _layout(table: pd.DataFrame, style: str) -> dict[str, Any]:
    """Lay out rows and axis."""
    ends = [plate.plain(words) for words in table["difference_words"]]
    return plate.plate(height=len(table) * plate.ROW + plate.HEAD + plate.FOOT) | {
        "xaxis": plate.value_axis(tickformat=".0%" if style == "share" else ",~f") | {"nticks": 4, "tickangle": 0},
        "yaxis": plate.rows_axis([plate.plain(name) for name in table["name"]]),
        "yaxis2": plate.rows_axis(ends) | {"overlaying": "y", "side": "right", "showgrid": False},
        "margin": {"l": 8, "r": 8, "t": plate.HEAD, "b": plate.FOOT},
        "legend": plate.LEGEND,
    }
