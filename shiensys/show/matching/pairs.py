"""Those ready to help beside those in trouble, a row a unit in the city's own order: nobody is ranked."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from shiensys.answers.matching import Carriers
from shiensys.show import colours, plate
from shiensys.text import number, say

_OFF = 0.17  # of a row: the two marks stand one above the other, so that their intervals never cover each other
_SIDES = {  # what is drawn: colour, mark (apart without colour too), above or below the middle of the row
    "ready": (colours.SUPPLY_MARK, "circle", -_OFF),
    "trouble": (colours.NEED_MARK, "diamond", _OFF),
}
_ROW = 34  # pixels: two marks and their intervals in a row


def pairs(found: Carriers, *, chosen: str | None = None) -> go.Figure:
    """Draw both amounts of every unit with their intervals; a unit that can't be told of says so."""
    table = found.table.sort_values("order").reset_index(drop=True)
    here = table.index[table["unit_id"] == chosen].tolist()
    marks = [_marks(table, side) for side in ("trouble", "ready")]
    return go.Figure({"data": [_why_not(table), *marks], "layout": _layout(table, here)})


def _marks(table: pd.DataFrame, side: str) -> dict[str, Any]:
    """Draw the marks of one side with their intervals."""
    colour, symbol, off = _SIDES[side]
    value = table[side].astype(float)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": say(f"matchpage.show.{side}"),
        "x": plate.blanks(value),
        "y": [row + off for row in table.index],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {"symbol": symbol, "size": 11, "color": colour, "line": {"width": 1, "color": colour}},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": plate.blanks(table[f"{side}_high"].astype(float) - value),
            "arrayminus": plate.blanks(value - table[f"{side}_low"].astype(float)),
            "color": colour,
            "thickness": 2,
            "width": 0,
        },
    }


def _why_not(table: pd.DataFrame) -> dict[str, Any]:
    """Write why a row has no mark, where it would be."""
    blank = table[table["ready"].isna() & table["trouble"].isna()]
    brief = {True: say("show.protected.brief"), False: say("matchpage.show.unknown")}
    return plate.words_in_rows(blank.index, [brief[state == "protected"] for state in blank["state"]])


def _layout(table: pd.DataFrame, here: list[int]) -> dict[str, Any]:
    """Lay out rows and axis; put a band behind the chosen row."""
    names = [f"<b>{plate.plain(n)}</b>" if row in here else plate.plain(n) for row, n in enumerate(table["name"])]
    ends = [_end(ready, trouble) for ready, trouble in zip(table["ready"], table["trouble"], strict=True)]
    return plate.plate(height=len(table) * _ROW + plate.HEAD + plate.FOOT) | {
        "xaxis": plate.amount_axis(say("matchpage.show.axis"), tickformat=",d"),
        "yaxis": plate.rows_axis(names),
        "yaxis2": plate.rows_axis(ends) | {"overlaying": "y", "side": "right", "showgrid": False},
        "shapes": [plate.band(row) for row in here],
        "legend": plate.LEGEND,
        "margin": {"l": 8, "r": 8, "t": plate.HEAD, "b": plate.FOOT},
    }


def _end(ready: float, trouble: float) -> str:
    """Write both amounts at the end of a row; blank where neither can be told."""
    if pd.isna(ready) and pd.isna(trouble):
        return ""
    return say("matchpage.show.end", ready=_amount(ready), trouble=_amount(trouble))


def _amount(value: float) -> str:
    """Write an amount, or that it can't be said."""
    return say("matchpage.show.unknown") if pd.isna(value) else number(value)
