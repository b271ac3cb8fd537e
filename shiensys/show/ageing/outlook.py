"""Need today and need to be expected, a row a unit: a hollow dot for today, a full one with its range for later."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from shiensys.answers.ageing.answer import Outlook
from shiensys.show import colours, plate
from shiensys.text import number, say


def needs(outlook: Outlook, kind: str, day: dt.date, *, chosen: str | None = None) -> go.Figure:
    """Draw need for one kind of support, today's and that of a day."""
    rows = outlook.table[outlook.table["kind"] == kind]
    later = rows[rows["date"] == day].sort_values("order").reset_index(drop=True)
    now = rows[~rows["expected"].astype(bool)].set_index("unit_id").reindex(later["unit_id"]).reset_index()
    here = later.index[later["unit_id"] == chosen].tolist()
    blank = later[later["need"].isna()]
    traces = [plate.words_in_rows(blank.index, blank["words"]), _marks(now, say("ageshow.today"), hollow=True)]
    if bool(later["expected"].any()):
        traces.append(_marks(later, _day(day), hollow=False))
    return go.Figure({"data": traces, "layout": _layout(later, here)})


def _day(day: dt.date) -> str:
    """Name a day to come."""
    return say("ageshow.expected_year", year=str(day.year))


def _marks(rows: pd.DataFrame, name: str, *, hollow: bool) -> dict[str, Any]:
    """Draw the dots of one day; the range only of what is expected, so that both can be told apart."""
    need = rows["need"].astype(float)
    colour = colours.TEXT if hollow else colours.NEED_MARK
    mark: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": plate.blanks(need),
        "y": list(range(len(rows))),
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {"symbol": "circle-open" if hollow else "circle", "size": 13 if hollow else 9,
                   "color": colour, "line": {"width": 2, "color": colour}},
    }  # fmt: skip
    if not hollow:
        mark["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": plate.blanks(rows["need_high"].astype(float) - need),
            "arrayminus": plate.blanks(need - rows["need_low"].astype(float)),
            "color": colours.NEED_MARK,
            "thickness": 2,
            "width": 0,
        }
    return mark


def _layout(later: pd.DataFrame, here: list[int]) -> dict[str, Any]:
    """Lay out rows and axis; put a band behind the chosen row."""
    names = [f"<b>{plate.plain(n)}</b>" if row in here else plate.plain(n) for row, n in enumerate(later["name"])]
    ends = ["" if pd.isna(need) else number(need, decimals=0) for need in later["need"]]
    unit = str(later["unit"].iloc[0]) if len(later) else ""
    return plate.plate(height=len(later) * plate.ROW + plate.HEAD + plate.FOOT) | {
        "xaxis": plate.amount_axis(say("ageshow.axis.need", unit=unit), tickformat=",d")
        | {"nticks": 4, "tickangle": 0},
        "yaxis": plate.rows_axis(names),
        "yaxis2": plate.rows_axis(ends) | {"overlaying": "y", "side": "right", "showgrid": False},
        "shapes": [plate.band(row) for row in here],
        "margin": {"l": 8, "r": 8, "t": plate.HEAD, "b": plate.FOOT},
        "legend": plate.LEGEND,
    }
