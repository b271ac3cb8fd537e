"""An indicator over the years: all districts thin, the chosen one strong, city, prefecture and nation beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from shiensys.answers.ageing.answer import Style, Trend
from shiensys.show import colours, plate
from shiensys.show.ageing.ends import End, ends

HEIGHT = 420  # pixels
SHORT = 3 * 365  # days: below, a year would stand at several ticks
MOST_ROOM = 140  # pixels for words at the ends of lines
OTHERS = "#c5ccd4"
CHOSEN = colours.AGES[4]
DASHES = {"city": "dot", "prefecture": "dash", "nation": "dashdot"}


def lines(trend: Trend, *, chosen: str | None = None) -> go.Figure:
    """Draw the indicator by year; gaps stay gaps. ``chosen``: the unit whose line is strong and named."""
    others = [_line(rows, OTHERS, 1.2) for unit_id, rows in _units(trend) if unit_id != chosen]
    here = [_line(rows, CHOSEN, 4, markers=True) for unit_id, rows in _units(trend) if unit_id == chosen]
    beside = [
        _line(rows, colours.TEXT, 2.5, dash=DASHES[str(role)])
        for role, rows in _beside(trend).groupby("role", sort=False)
    ]
    return go.Figure({"data": [*others, *beside, *here], "layout": _layout(trend, chosen)})


def _units(trend: Trend) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give the rows of each unit."""
    for unit_id, rows in trend.table.groupby("unit_id", sort=False):
        yield str(unit_id), rows


def _beside(trend: Trend) -> pd.DataFrame:
    """Give city, prefecture and nation within the days that are counted here: what lies beyond would press the rest."""
    inside = [bool(trend.days) and trend.days[0] <= day <= trend.days[-1] for day in trend.everywhere["date"]]
    return pd.DataFrame(trend.everywhere[pd.Series(inside, index=trend.everywhere.index, dtype=bool)])


def _line(
    rows: pd.DataFrame, colour: str, width: float, *, dash: str = "solid", markers: bool = False
) -> dict[str, Any]:
    """Draw one line."""
    return {
        "type": "scatter",
        "mode": "lines+markers" if markers or len(rows) == 1 else "lines",
        "x": list(rows["date"]),
        "y": plate.blanks(rows["value"]),
        "line": {"color": colour, "width": width, "dash": dash},
        "marker": {"color": colour, "size": 7},
        "connectgaps": False,
        "cliponaxis": False,  # the first and the last mark are whole
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _layout(trend: Trend, chosen: str | None) -> dict[str, Any]:
    """Lay out the axes; name the strong lines at their ends."""
    values = pd.concat([trend.table["value"], _beside(trend)["value"]]).dropna()
    found = list(_ends(trend, chosen))
    return plate.plate(height=HEIGHT) | {
        "xaxis": plate.years_axis() | _reach(trend),
        "yaxis": plate.value_axis(tickformat=tickformat(trend.measure.style)),
        "annotations": ends(found, span=float(values.max() - values.min()) if len(values) else 1.0),
        "margin": {"l": 8, "r": _room(found), "t": 16, "b": 36},
    }


def _ends(trend: Trend, chosen: str | None) -> Iterator[End]:
    """Give the words at the ends of lines."""
    for _, rows in _beside(trend).groupby("role", sort=False):
        yield from _end(rows, colours.TEXT, strong=False)
    yield from _end(trend.table[trend.table["unit_id"] == chosen], CHOSEN, strong=True)


def _end(rows: pd.DataFrame, colour: str, *, strong: bool) -> Iterator[End]:
    """Name a line where its last figure is."""
    known = rows.dropna(subset="value")
    if len(known):
        last = known.iloc[-1]
        yield End(last["date"], float(last["value"]), str(last["name"]), colour, strong)


def _reach(trend: Trend) -> dict[str, Any]:
    """End the axis with the days, where there are two: words at the ends of lines would draw it out."""
    if len(trend.days) < 2:
        return {}
    months = {"tickformat": "%Y/%m", "nticks": 3} if (trend.days[-1] - trend.days[0]).days < SHORT else {}
    return {"range": [trend.days[0], trend.days[-1]]} | months


def _room(found: list[End]) -> int:
    """Give the room for the words at the ends of lines, pixels."""
    return min(max((len(end.words) for end in found), default=0) * plate.FONT_SIZE + 24, MOST_ROOM)


def tickformat(style: Style) -> str:
    """Give how an axis is written."""
    return ".0%" if style == "share" else ",~f"
