"""What was counted and what may be expected of one unit: the line never without its band."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from shiensys.answers.ageing.answer import Expected, ForecastKey
from shiensys.answers.units import WHOLE
from shiensys.show import colours, plate
from shiensys.text import say

HEIGHT = 380  # pixels
LINE, BAND = colours.AGES[4], "rgba(111,99,173,0.28)"
COUNTED = {"size": 6, "color": colours.TEXT}  # marks
EXPECTED = {"size": 9, "color": LINE, "symbol": "diamond"}


def shares(expected: Expected, key: ForecastKey, unit_id: str | None) -> go.Figure:
    """Draw the share of an age group over the years; ``unit_id`` None: the whole city."""
    return _fan(expected, key, unit_id, "share", ".0%", say("ageshow.axis.share"))


def amounts(expected: Expected, key: ForecastKey, unit_id: str | None) -> go.Figure:
    """Draw the persons of an age group over the years, from 0; ``unit_id`` None: the whole city."""
    return _fan(expected, key, unit_id, "persons", ",d", say("ageshow.axis.persons"))


def _fan(
    expected: Expected, key: ForecastKey, unit_id: str | None, column: str, tickformat: str, title: str
) -> go.Figure:
    """Draw counted days, the forecast and its band."""
    past = _of(expected.history, key, unit_id or WHOLE)
    ahead = _of(expected.everywhere if unit_id in (None, WHOLE) else expected.table, key, unit_id or WHOLE)
    counted = pd.concat([past, ahead[~ahead["expected"].astype(bool)]])
    axis = plate.value_axis(tickformat=tickformat) | {
        "rangemode": "tozero" if column == "persons" else "normal",
        "title": {"text": title, "font": {"size": plate.FONT_SIZE, "color": colours.MUTED}, "standoff": 6},
    }
    layout = plate.plate(height=HEIGHT) | {
        "xaxis": plate.years_axis(), "yaxis": axis, "legend": plate.LEGEND,
        "margin": {"l": 8, "r": 24, "t": plate.HEAD, "b": 36},
    }  # fmt: skip
    traces = [
        _band(ahead, column),
        _drawn(counted, column, say("ageshow.counted"), {"color": colours.TEXT, "width": 3}, COUNTED),
        _drawn(ahead, column, say("ageshow.middle"), {"color": LINE, "width": 3, "dash": "dash"}, EXPECTED),
    ]
    return go.Figure({"data": traces, "layout": layout})


def _of(table: pd.DataFrame, key: str, unit_id: str) -> pd.DataFrame:
    """Give the rows of one group and unit, by day."""
    return pd.DataFrame(table[(table["key"] == key) & (table["unit_id"] == unit_id)]).sort_values("date")


def _band(rows: pd.DataFrame, column: str) -> dict[str, Any]:
    """Draw the band as a filled outline."""
    days, upside = list(rows["date"]), list(reversed(list(rows["date"])))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*days, *upside],
        "y": [*plate.blanks(rows[f"{column}_low"]), *reversed(plate.blanks(rows[f"{column}_high"]))],
        "fill": "toself",
        "fillcolor": BAND,
        "line": {"width": 0, "color": LINE},
        "name": say("ageshow.band"),
        "hoverinfo": "skip",
    }


def _drawn(rows: pd.DataFrame, column: str, name: str, line: dict[str, Any], marker: dict[str, Any]) -> dict[str, Any]:
    """Draw figures by day as a line with marks."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(rows["date"]),
        "y": plate.blanks(rows[column]),
        "line": line,
        "marker": marker,
        "name": name,
        "hoverinfo": "skip",
    }
