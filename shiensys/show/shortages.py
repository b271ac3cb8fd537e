"""The kinds of support that are shortest, drawn and in words."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from shiensys.answers.answer import Overview
from shiensys.show import colours, labels, plate
from shiensys.text import say

_KIND_ROW = 56  # pixels: a name and a line of words below it


def shortages(overview: Overview) -> go.Figure:
    """Draw the ranges of the shortages by kind of support, the largest first.

    Kinds that count households stand beside kinds that count persons: each row says its unit. Kinds that count
    wishes are left out: see ``wishes``.
    """
    kinds = overview.table[(overview.table["short"] > 0) & ~_wished(overview)]
    bars = {
        "type": "bar",
        "orientation": "h",
        "base": kinds["missing_low"].astype(float).tolist(),
        "x": (kinds["missing_high"] - kinds["missing_low"]).astype(float).tolist(),
        "y": list(range(len(kinds))),
        "hoverinfo": "skip",
        "marker": {"color": colours.SHORT[1], "line": {"color": colours.SHORT[2], "width": 1}},
    }
    rows = [f"<b>{plate.plain(row['name'])}</b><br>{plate.plain(_shortage(row))}" for row in labels.rows(kinds)]
    layout = plate.plate(height=len(rows) * _KIND_ROW + plate.FOOT) | {
        "xaxis": plate.amount_axis(say("show.axis.both"), tickformat=",d"),
        "yaxis": plate.rows_axis(rows),
        "margin": {"l": 8, "r": 16, "t": 8, "b": plate.FOOT},
        "bargap": 0.5,
    }
    return go.Figure({"data": [bars], "layout": layout})


def wishes(overview: Overview) -> tuple[str, ...]:
    """Say the shortages of kinds that count who would like to come, not who is in trouble."""
    kinds = overview.table[(overview.table["short"] > 0) & _wished(overview)]
    return tuple(say("show.wishes", kind=row["name"], shortage=_shortage(row)) for row in labels.rows(kinds))


def _wished(overview: Overview) -> pd.Series:
    """Tell which kinds count wishes."""
    return overview.table["basis"] == "wish"


def _shortage(row: labels.Row) -> str:
    """Say how many are missing of a kind, and in how many districts."""
    units = labels.units(int(row["short"]), "district")
    return say("show.shortage", range=row["missing_words"], units=units)
