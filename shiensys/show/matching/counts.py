"""Requests as bars: what became of them by kind, district or month, and why some were refused."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from shiensys.answers.matching import Requests
from shiensys.show import colours, plate
from shiensys.text import say

STATES = {  # what became of requests, from left to right: colour and pattern, apart without colour too
    "met": (colours.SUPPLY_MARK, ""),
    "received": (colours.BETWEEN, ""),
    "refused": (colours.NEED_MARK, "/"),
    "withdrawn": (colours.UNKNOWN, "."),
}
_BARE = {"showlegend": False, "margin": {"l": 8, "r": 8, "t": 8, "b": plate.FOOT}}  # a chart of one colour
_NAMES = {"kind": "kind_name", "district": "district_name", "month": "month_words"}


def states(found: Requests, by: str) -> go.Figure:
    """Draw the requests of each kind, district or month, by what became of them. ``by``: one of _NAMES."""
    table = {"kind": found.by_kind, "district": found.by_district, "month": found.by_month}[by]
    rows = [plate.plain(name) for name in table[_NAMES[by]]]
    ends = [
        say("matchpage.show.requests", n=int(n)) if pd.notna(n) else say("matchpage.show.few") for n in table["all"]
    ]
    bars = [_bars(table, state) for state in STATES]
    return go.Figure({"data": [*bars, _ends(len(rows))], "layout": _layout(rows, ends)})


def refusals(found: Requests) -> go.Figure:
    """Draw why requests were refused, the most frequent first."""
    table = found.by_reason
    rows = [plate.plain(words) for words in table["reason_words"]]
    ends = [say("matchpage.show.requests", n=int(n)) for n in table["refused"]]
    colour, pattern = STATES["refused"]
    bars = _bar(table["refused"], colour, pattern) | {"showlegend": False}
    return go.Figure({"data": [bars, _ends(len(rows))], "layout": _layout(rows, ends) | _BARE})


def _end(n: float) -> str:
    """Write how many there were, or that they are too few to be told."""
    return say("matchpage.show.few") if pd.isna(n) else say("matchpage.show.requests", n=int(n))


def _bars(table: pd.DataFrame, state: str) -> dict[str, Any]:
    """Draw the requests of one state."""
    return _bar(table[state], *STATES[state]) | {"name": say(f"matching.request.{state}")}


def _bar(values: pd.Series, colour: str, pattern: str) -> dict[str, Any]:
    """Draw one piece of every row."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": plate.blanks(values),
        "y": list(range(len(values))),
        "hoverinfo": "skip",
        "marker": {
            "color": colour,
            "line": {"width": 1, "color": colours.TEXT},
            "pattern": {"shape": pattern, "bgcolor": colour, "fgcolor": colours.TEXT, "size": 6, "solidity": 0.25},
        },
    }


def _ends(rows: int) -> dict[str, Any]:
    """Keep the axis of the row ends on the plate: it needs a trace of its own."""
    return plate.words_in_rows(range(rows), [""] * rows)


def _layout(rows: list[str], ends: list[str]) -> dict[str, Any]:
    """Lay out rows and axis."""
    return plate.plate(height=len(rows) * plate.ROW + plate.HEAD + plate.FOOT) | {
        "barmode": "stack",
        "bargap": 0.35,
        "xaxis": plate.amount_axis(say("matchpage.show.axis_requests"), tickformat=",d"),
        "yaxis": plate.rows_axis(rows),
        "yaxis2": plate.rows_axis(ends) | {"overlaying": "y", "side": "right", "showgrid": False},
        "legend": plate.LEGEND | {"traceorder": "normal"},
        "margin": {"l": 8, "r": 8, "t": plate.HEAD, "b": plate.FOOT},
    }
