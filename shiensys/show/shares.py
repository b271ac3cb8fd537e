"""Rates of the survey as a map and a chart: what is drawn, in which colours, and what marks stand on it."""

from __future__ import annotations

from typing import Any, Literal, get_args

import pandas as pd
import plotly.graph_objects as go

from shiensys.answers.answer import Level
from shiensys.answers.survey.answer import Rates
from shiensys.show import classes, colours, labels, plate
from shiensys.show.classes import MapClass
from shiensys.show.drawn import Drawn
from shiensys.text import say, share

Figure = Literal["share", "direct"]  # the estimate that leans on other districts; what the answers say by themselves
FIGURES: tuple[Figure, ...] = get_args(Figure)
_ROUNDED = 3  # decimals of a share: what is written is what is classed


def found(rates: Rates, figure: Figure) -> tuple[MapClass, ...]:
    """Give the classes that have units in them, largest first; what is protected or not known last.

    Trouble is amber and what is good is teal, as everywhere.
    """
    table = rates.table.set_index("unit_id")
    values = table[figure].astype(float).round(_ROUNDED)
    good = rates.indicator.higher == "better"
    scale = colours.SUPPLY if good else colours.NEED
    side, bounds = "places" if good else "need", classes.percent_bounds
    known = classes.scaled(values.dropna(), scale, side=side, unit="persons", by="share", bounds=bounds)
    level: Level = "area" if rates.by == "area" else "district"
    blank = values.index[values.isna()]
    few = blank[table.loc[blank, "state"] == "few"]  # of few answers there is no share that stands for itself
    told = (*known, *classes.few(few), *classes.unknown(blank.difference(few, sort=False)))
    return classes.marked(classes.of_level(told, level), table["state"])


def legend(rates: Rates, figure: Figure) -> tuple[MapClass, ...]:
    """Give what the legend lists."""
    return classes.entries(found(rates, figure))


def paint(rates: Rates, figure: Figure) -> dict[str, object]:
    """Say how each unit is drawn and what its hover text is: ``units`` by id, and the ``classes`` they are in."""
    drawn = found(rates, figure)
    by_unit = classes.class_of(drawn)
    return {
        "units": {
            str(row["unit_id"]): {"class": by_unit[row["unit_id"]].key, "lines": lines(row, figure)}
            for row in labels.rows(rates.table)
        },
        "classes": {each.key: {"fill": each.fill, "pattern": each.pattern, "mark": each.mark} for each in drawn},
    }


def lines(row: labels.Row, figure: Figure) -> list[str]:
    """Write the hover text of a unit: its name, the figure that is drawn in words, its marks."""
    marks = str(row["mark_words"])
    words = str(row["direct_words" if figure == "direct" else "words"])
    return [str(row["name"]), words, *([marks] if marks and marks != words else [])]


def chart(rates: Rates, figure: Figure, *, chosen: str | None = None) -> go.Figure:
    """Draw a figure of every unit with its interval, in the city's own order, and a line where the city is."""
    table = rates.table.sort_values("order").reset_index(drop=True)
    # one figure for the city on the whole page: what its answers say, which needs no other units to lean on
    told = rates.everywhere["direct"]
    whole = rates.everywhere["share"] if pd.isna(told) else told
    here = table.index[table["unit_id"] == chosen].tolist()
    traces = [_why_not(table, figure), _marks(table, rates, figure)]
    title = say(f"survey.page.axis.{figure if rates.by in ('district', 'area') else 'by_people'}")
    return Drawn({"data": traces, "layout": _layout(table, figure, title, whole, here)})


def _marks(table: pd.DataFrame, rates: Rates, figure: Figure) -> dict[str, Any]:
    """Draw a dot a unit with its interval; hollow where answers are few."""
    colour = colours.SUPPLY_MARK if rates.indicator.higher == "better" else colours.NEED_MARK
    value = table[figure].astype(float)
    few = table["state"].eq("few")
    return {
        "type": "scatter",
        "mode": "markers",
        "x": plate.blanks(value),
        "y": table.index.tolist(),
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "marker": {
            "symbol": few.map({True: "circle-open", False: "circle"}).tolist(),
            "size": 11,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": plate.blanks(table[f"{figure}_high"].astype(float) - value),
            "arrayminus": plate.blanks(value - table[f"{figure}_low"].astype(float)),
            "color": colour,
            "thickness": 2,
            "width": 0,
        },
    }


def _why_not(table: pd.DataFrame, figure: Figure) -> dict[str, Any]:
    """Write why a row has no mark, where it would be."""
    blank = table[table[figure].isna()]
    words = "direct_words" if figure == "direct" else "words"
    return plate.words_in_rows(blank.index, blank[words])


def _layout(table: pd.DataFrame, figure: Figure, title: str, whole: float, here: list[int]) -> dict[str, Any]:
    """Lay out rows, axis and the city's line; put a band behind the chosen row."""
    names = [f"<b>{plate.plain(n)}</b>" if row in here else plate.plain(n) for row, n in enumerate(table["name"])]
    ends = ["" if pd.isna(value) else _written(value, str(state)) for value, state in
            zip(table[figure], table["state"], strict=True)]  # fmt: skip
    axis = plate.amount_axis(title, tickformat=".0%")
    return plate.plate(height=len(table) * plate.ROW + plate.HEAD + plate.FOOT) | {
        "xaxis": axis,
        "yaxis": plate.rows_axis(names),
        "yaxis2": plate.rows_axis(ends) | {"overlaying": "y", "side": "right", "showgrid": False},
        "shapes": [*(plate.band(row) for row in here), *plate.upright(whole)],
        "annotations": plate.upright_words(whole, say("survey.page.whole", share=share(whole))),
        "margin": {"l": 8, "r": 8, "t": plate.HEAD, "b": plate.FOOT},
    }


def _written(value: float, state: str) -> str:
    """Write a share at the end of its row, marked where answers are few."""
    return say("survey.page.few_share", share=share(value, 0)) if state == "few" else share(value)
