"""What all charts are drawn on: font, axes and how names are written, so that no mark of Plotly's own shows."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

import pandas as pd

from shiensys.show import colours

FONT = "Noto Sans JP, Noto Sans CJK JP, Hiragino Sans, Yu Gothic, Meiryo, sans-serif"
FONT_SIZE = 14  # pixels: nothing is smaller
ROW = 28  # pixels: 31 rows stay legible
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
HEAD, FOOT = 44, 46  # pixels for the legend and the axis
LEGEND = {
    "orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "itemclick": False,
    "traceorder": "reversed", "itemdoubleclick": False, "font": {"size": FONT_SIZE},
}  # fmt: skip


def plate(*, height: int) -> dict[str, Any]:
    """Give what all charts share."""
    return {
        "height": height,
        "font": {"family": FONT, "size": FONT_SIZE, "color": colours.TEXT},
        "paper_bgcolor": colours.BACKGROUND,
        "plot_bgcolor": colours.BACKGROUND,
        "dragmode": False,
        "hovermode": False,
    }


def rows_axis(words: list[str]) -> dict[str, Any]:
    """Give an axis with one row a word, the first on top."""
    return {
        "tickmode": "array",
        "tickvals": list(range(len(words))),
        "ticktext": words,
        "range": [len(words) - 0.5, -0.5],
        "automargin": True,
        "fixedrange": True,
        "gridcolor": "#eef0f3",
        "zeroline": False,
        "ticks": "outside",
        "ticklen": 6,
        "tickcolor": colours.BACKGROUND,
    }


def amount_axis(title: str, *, tickformat: str) -> dict[str, Any]:
    """Give the axis of persons, households or shares, from 0."""
    return {
        "rangemode": "tozero",
        "tickformat": tickformat,
        "title": {"text": title, "font": {"size": FONT_SIZE, "color": colours.MUTED}, "standoff": 6},
        "nticks": 5,
        "fixedrange": True,
        "gridcolor": colours.BORDER,
        "zerolinecolor": colours.BORDER,
    }


def plain(text: object) -> str:
    """Keep a name from being read as markup."""
    return html.escape(str(text), quote=False)


def blanks(values: pd.Series) -> list[float | None]:
    """Write blanks as a chart knows them."""
    return [None if pd.isna(value) else float(value) for value in values]


def band(row: int) -> dict[str, Any]:
    """Draw the band behind a row, over its name and its words too."""
    return {
        "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": row - 0.5, "y1": row + 0.5, "layer": "below",
        "fillcolor": colours.CHOSEN, "line": {"width": 1, "color": colours.TEXT},
    }  # fmt: skip


def upright(at: float) -> list[dict[str, Any]]:
    """Draw a dotted line from top to bottom where the whole city is; nothing where that isn't known."""
    if pd.isna(at):
        return []
    line = {"color": colours.TEXT, "width": 2, "dash": "dot"}
    return [{"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": line}]


def upright_words(at: float, words: str) -> list[dict[str, Any]]:
    """Write at the top of an upright line what it is."""
    if pd.isna(at):
        return []
    return [
        {
            "x": at, "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "left", "showarrow": False,
            "text": plain(words), "font": {"size": FONT_SIZE, "color": colours.TEXT},
        }
    ]  # fmt: skip


def words_in_rows(rows: Iterable[int], words: Iterable[str]) -> dict[str, Any]:
    """Write words into rows that have no mark, where it would be."""
    places = list(rows)
    return {
        "type": "scatter",
        "mode": "text",
        "yaxis": "y2",  # keeps the axis of the row ends on the plate
        "x": [0] * len(places),
        "y": places,
        "text": [plain(each) for each in words],
        "textposition": "middle right",
        "textfont": {"color": colours.MUTED, "size": FONT_SIZE},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def years_axis() -> dict[str, Any]:
    """Give the axis of days, told by their years."""
    return {
        "type": "date", "tickformat": "%Y", "nticks": 6, "tickangle": 0, "fixedrange": True, "gridcolor": "#eef0f3",
    }  # fmt: skip


def value_axis(*, tickformat: str) -> dict[str, Any]:
    """Give the axis of figures that needn't begin at 0."""
    return {
        "tickformat": tickformat, "nticks": 6, "fixedrange": True, "gridcolor": colours.BORDER,
        "zerolinecolor": colours.BORDER, "automargin": True,
    }  # fmt: skip
