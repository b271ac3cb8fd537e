"""An answer as a chart: one row a unit, in the city's own order; a dot is need, a square is free places.

Shape and colour both differ, so a chart survives grey and colour-blind eyes; figures stand in words at the row's end.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from shiensys.answers.answer import Balance
from shiensys.show import colours, labels, plate
from shiensys.show.drawn import Drawn
from shiensys.show.view import By, View, name
from shiensys.text import say


def districts(balance: Balance, view: View, *, chosen: str | None = None) -> go.Figure:
    """Draw need, places or both with the gap between them, one row a unit; ``chosen``: the unit to highlight.

    A row that can't be said has words in place of marks.
    """
    table = balance.table.sort_values("order").reset_index(drop=True)
    sayable = view.of(table).notna().to_numpy()
    shown = table.where(pd.Series(sayable))
    traces = [_words(table, view, ~sayable)]
    if view.metric == "gap":
        traces.append(_between(shown, view.by))
    if view.metric in ("gap", "places"):
        traces.append(_marks(shown, View("places", view.by), balance.nouns["places"]))
    if view.metric in ("gap", "need"):
        traces.append(_marks(shown, View("need", view.by), balance.nouns["need"]))
    ends = [_row_end(balance, row, view) for row in labels.rows(table)]
    return Drawn({"data": traces, "layout": _layout(table, ends, view.by, chosen, balance)})


def _marks(table: pd.DataFrame, view: View, legend: str) -> dict[str, Any]:
    """Draw the figure of each row with its range: a dot for need, a square for places."""
    need = view.metric == "need"
    figure = table[name(view.metric, view.by)].astype(float)
    colour = colours.NEED_MARK if need else colours.SUPPLY_MARK
    return {
        "type": "scatter",
        "mode": "markers",
        "name": legend,
        "x": plate.blanks(figure),
        "y": table.index.tolist(),
        "hoverinfo": "skip",
        "cliponaxis": False,  # a dot at 0 is a whole dot
        "marker": {"symbol": "circle" if need else "square", "size": 11, "color": colour},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": plate.blanks(table[name(view.metric, view.by, "high")].astype(float) - figure),
            "arrayminus": plate.blanks(figure - table[name(view.metric, view.by, "low")].astype(float)),
            "color": colour,
            "thickness": 2,
            "width": 0 if need else 4,
        },
    }


def _between(table: pd.DataFrame, by: By) -> dict[str, Any]:
    """Draw the line from places to need: the gap."""
    need, places = table[name("need", by)].astype(float), table[name("places", by)].astype(float)
    gaps = np.column_stack([places, need, np.full(len(table), np.nan)]).ravel()
    return {
        "type": "scatter",
        "mode": "lines",
        "x": plate.blanks(pd.Series(gaps)),
        "y": [row for row in table.index for _ in range(3)],
        "line": {"color": "#c5ccd4", "width": 7},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _words(table: pd.DataFrame, view: View, rows: np.ndarray) -> dict[str, Any]:
    """Write why a row has no marks, where its marks would be."""
    unknown = table[rows]
    return plate.words_in_rows(unknown.index, [labels.unknown_word(row, view.metric) for row in labels.rows(unknown)])


def _row_end(balance: Balance, row: labels.Row, view: View) -> str:
    """Write a row's figure in words; nothing where its words stand in the row already."""
    value = row[view.column]
    unit = balance.category.unit
    if view.metric == "gap":
        if row["verdict"] == "unknown":
            return ""
        words = labels.gap_briefly(value, row["verdict"], unit=unit, by=view.by)
        return f'<span style="color:{colours.SHORT_TEXT}">{words}</span>' if row["verdict"] == "short" else words
    return "" if pd.isna(value) else labels.amount(value, unit=unit, by=view.by)


def _layout(table: pd.DataFrame, ends: list[str], by: By, chosen: str | None, balance: Balance) -> dict[str, Any]:
    """Lay out rows, axis and legend; put a band behind the chosen row."""
    here = table.index[table["unit_id"] == chosen].tolist()
    names = [
        f"<b>{plate.plain(unit)}</b>" if row in here else plate.plain(unit) for row, unit in enumerate(table["name"])
    ]
    return plate.plate(height=len(table) * plate.ROW + plate.HEAD + plate.FOOT) | {
        "xaxis": plate.amount_axis(
            say("show.axis.share" if by == "share" else f"show.axis.{balance.category.unit}"),
            tickformat=".0%" if by == "share" else ",d",
        ),
        "yaxis": plate.rows_axis(names),
        "yaxis2": plate.rows_axis(ends) | {"overlaying": "y", "side": "right", "showgrid": False},
        "shapes": [plate.band(row) for row in here],
        "margin": {"l": 8, "r": 8, "t": plate.HEAD, "b": plate.FOOT},
        "legend": plate.LEGEND,
    }
