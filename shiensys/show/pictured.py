"""The marks of a chart drawn on paper: what plate, and the charts on it, are made of; nothing else is understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, DateFormatter, date2num
from matplotlib.font_manager import FontProperties
from matplotlib.ticker import FuncFormatter, MaxNLocator

from shiensys.show import colours
from shiensys.show.typeset import plain
from shiensys.text import number, share

Trace = dict[str, Any]
ROUND = (1, 2, 2.5, 5, 10)  # steps between ticks that people read easily
POINTS = 0.72  # of a pixel of the screen
DASHES: dict[str, Any] = {"solid": "-", "dot": (0, (1, 1.6)), "dash": (0, (4, 2)), "dashdot": (0, (4, 2, 1, 2))}
HATCHES = {"": None, "/": "////", ".": "...."}
SYMBOLS = {"circle": "o", "square": "s", "diamond": "D"}


def draw(axes: Axes, chart: dict[str, Any], font: FontProperties) -> None:
    """Draw a chart (as Plotly's JSON) on axes."""
    layout = chart["layout"]
    for shape in layout.get("shapes", ()):
        _shape(axes, shape)
    ends: dict[Any, float] | None = {} if layout.get("barmode") == "stack" else None
    for trace in chart["data"]:
        if trace["type"] == "bar":
            _bars(axes, trace, layout, ends)
        else:
            _scatter(axes, trace, font)
    _axes(axes, layout, font)
    for note in layout.get("annotations", ()):
        _annotation(axes, note, font)
    _legend(axes, chart, font)


def _scatter(axes: Axes, trace: Trace, font: FontProperties) -> None:
    """Draw lines, marks with ranges, a filled band, or words."""
    xs, ys = _numbers(trace["x"]), _numbers(trace["y"])
    if trace["mode"] == "text":
        for x, y, words in zip(xs, ys, trace["text"], strict=True):
            axes.text(x, y, plain(words), font=font, color=colours.MUTED, va="center", transform=_row(axes))
    elif trace.get("fill") == "toself":
        axes.fill(xs, ys, color=colours.AGES[2], alpha=0.45, linewidth=0, label=_name(trace))
    else:
        _ranges(axes, trace, xs, ys)
        axes.plot(xs, ys, **_line(trace), **_marker(trace), label=_name(trace), clip_on=False, zorder=3)


def _row(axes: Axes) -> Any:
    """Give the place of words in a row: across by the picture, downwards by the axis."""
    return axes.get_yaxis_transform()


def _ranges(axes: Axes, trace: Trace, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Draw the ranges of marks."""
    error = trace.get("error_x")
    if error is not None and len(xs):
        reach = np.abs(np.array([_numbers(error["arrayminus"]), _numbers(error["array"])]))
        axes.errorbar(xs, ys, xerr=reach, fmt="none", ecolor=error["color"], elinewidth=1.4, clip_on=False, zorder=2)


def _line(trace: Trace) -> dict[str, Any]:
    """Give how a line is drawn; none where there are marks alone."""
    if "lines" not in trace["mode"]:
        return {"linestyle": "none"}
    line = trace["line"]
    return {"linestyle": DASHES[line.get("dash", "solid")], "linewidth": line["width"] * POINTS, "color": line["color"]}


def _marker(trace: Trace) -> dict[str, Any]:
    """Give how marks are drawn; hollow ones have their edge alone."""
    if "markers" not in trace["mode"]:
        return {}
    marker = trace["marker"]
    symbol = marker.get("symbol", "circle")
    symbol = symbol if isinstance(symbol, str) else (symbol[0] if len(symbol) else "circle")
    size = marker["size"] if isinstance(marker["size"], int | float) else min(marker["size"], default=11)
    hollow = symbol.endswith("-open")
    return {
        "marker": SYMBOLS[symbol.removesuffix("-open")],
        "markersize": size * POINTS,
        "markeredgecolor": marker["color"],
        "markerfacecolor": "none" if hollow else marker["color"],
        "markeredgewidth": 1.5 if hollow else 0.5,
    }


def _bars(axes: Axes, trace: Trace, layout: dict[str, Any], ends: dict[Any, float] | None) -> None:
    """Draw bars to the side, one a category. ``ends``: where the bars before end, if they stand one after the other."""
    edge, fill = trace["marker"]["line"], trace["marker"]["color"]
    bare = fill.startswith("rgba")
    rows, widths = list(trace["y"]), _numbers(trace["x"])
    axes.barh(
        rows, widths, left=0.0 if ends is None else [ends.get(row, 0.0) for row in rows],
        height=1 - layout["bargap"], color="none" if bare else fill, edgecolor=edge["color"],
        linewidth=edge["width"] * POINTS, hatch=HATCHES[trace["marker"].get("pattern", {}).get("shape", "")],
        label=_name(trace), zorder=2 if bare else 1,
    )  # fmt: skip
    if ends is not None:
        ends.update({row: ends.get(row, 0.0) + np.nan_to_num(width) for row, width in zip(rows, widths, strict=True)})


def _name(trace: Trace) -> str:
    """Give the words of a legend; those that begin with _ stay out."""
    return plain(trace["name"]) if "name" in trace and trace.get("showlegend", True) else "_"


def _numbers(values: Sequence[Any]) -> list[float]:
    """Give numbers as they are drawn: days as days, blanks as NaN."""
    return [
        float("nan") if value is None else float(date2num(value)) if isinstance(value, dt.date) else float(value)
        for value in values
    ]


def _shape(axes: Axes, shape: dict[str, Any]) -> None:
    """Draw the band behind a row, or an upright line."""
    if shape["type"] == "rect":
        axes.axhspan(shape["y0"], shape["y1"], facecolor=shape["fillcolor"], edgecolor=colours.TEXT, linewidth=0.6)
    else:
        axes.axvline(shape["x0"], color=colours.TEXT, linewidth=1.2, linestyle=DASHES["dot"])


def _annotation(axes: Axes, note: dict[str, Any], font: FontProperties) -> None:
    """Write words at a point, or above the picture."""
    colour = note["font"]["color"]
    if note.get("yref") == "paper":
        above = axes.get_xaxis_transform()
        axes.text(
            note["x"], 1.01, plain(note["text"]), font=font, color=colour, ha="left", va="bottom", transform=above
        )
        return
    place = (_numbers([note["x"]])[0], note["y"])
    shift = (note.get("xshift", 0) * POINTS, 0)
    axes.annotate(
        plain(note["text"]), place, shift, textcoords="offset points", font=font, color=colour, va="center",
        annotation_clip=False,
    )  # fmt: skip


def _axes(axes: Axes, layout: dict[str, Any], font: FontProperties) -> None:
    """Write ticks, titles and row ends."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(colours.BORDER)
    axes.grid(axis="both", color=colours.BORDER, linewidth=0.5, zorder=0)
    axes.set_axisbelow(True)
    _across(axes, layout["xaxis"], font)
    _upwards(axes, layout["yaxis"], font)
    if "yaxis2" in layout:
        ends = axes.secondary_yaxis("right")
        ends.set_yticks(layout["yaxis2"]["tickvals"], [plain(each) for each in layout["yaxis2"]["ticktext"]])
        ends.tick_params(length=0)
        ends.spines["right"].set_visible(False)
        _fonts(ends.get_yticklabels(), font)
    axes.tick_params(length=0)
    _fonts([*axes.get_xticklabels(), *axes.get_yticklabels()], font)


def _across(axes: Axes, axis: dict[str, Any], font: FontProperties) -> None:
    """Write the axis across."""
    if axis.get("type") == "date":
        axes.xaxis_date()
        axes.xaxis.set_major_locator(AutoDateLocator(minticks=2, maxticks=axis["nticks"] + 4))
        axes.xaxis.set_major_formatter(DateFormatter(axis["tickformat"]))
    elif "ticktext" in axis:
        axes.set_xticks(axis["tickvals"], axis["ticktext"])
    else:
        axes.xaxis.set_major_locator(MaxNLocator(axis.get("nticks", 6), steps=ROUND))
        axes.xaxis.set_major_formatter(FuncFormatter(_written(axis["tickformat"])))
    if axis.get("rangemode") == "tozero":
        axes.set_xlim(left=min(0.0, axes.get_xlim()[0]) if axes.get_xlim()[0] < 0 else 0.0)
    if "range" in axis:
        axes.set_xlim(*axis["range"])
    if "title" in axis:
        axes.set_xlabel(plain(axis["title"]["text"]), font=font, color=colours.MUTED)


def _upwards(axes: Axes, axis: dict[str, Any], font: FontProperties) -> None:
    """Write the axis upwards: rows, bands or figures."""
    if "ticktext" in axis:
        axes.set_yticks(axis["tickvals"], [plain(each) for each in axis["ticktext"]])
    elif "categoryarray" in axis:
        axes.set_yticks(axis["tickvals"])
    else:
        axes.yaxis.set_major_formatter(FuncFormatter(_written(axis["tickformat"])))
    if axis.get("rangemode") == "tozero":
        axes.set_ylim(bottom=0)
    if "range" in axis:
        axes.set_ylim(*axis["range"])
    if "title" in axis:
        axes.set_ylabel(plain(axis["title"]["text"]), font=font, color=colours.MUTED)


def _written(pattern: str) -> Callable[[float, int], str]:
    """Give how figures of an axis are written."""
    if pattern.endswith("%"):
        return lambda value, _: share(value, 0 if abs(value * 100 - round(value * 100)) < 1e-6 else 1)
    return lambda value, _: number(value, decimals=0 if abs(value - round(value)) < 1e-6 else 1)


def _fonts(labels: Sequence[Any], font: FontProperties) -> None:
    """Write labels in the Japanese font."""
    for label in labels:
        label.set_fontproperties(font)
        label.set_color(colours.TEXT)


def _legend(axes: Axes, chart: dict[str, Any], font: FontProperties) -> None:
    """Write the legend above, where there is one, in the order that the chart has on the screen."""
    if any(_name(trace) != "_" for trace in chart["data"]):
        handles, words = axes.get_legend_handles_labels()
        turn = -1 if "reversed" in chart["layout"].get("legend", {}).get("traceorder", "") else 1
        axes.legend(
            handles[::turn], words[::turn], loc="lower left", bbox_to_anchor=(0, 1), ncols=4, frameon=False, prop=font,
            borderaxespad=0.1, handlelength=1.6, columnspacing=1.4,
        )  # fmt: skip
