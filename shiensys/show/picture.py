"""A chart as a picture (PNG) for reports: the same marks, drawn without a browser, with title, sources and notes below.

What the charts of show are made of is read and drawn again: lines, marks with their ranges, filled bands, bars, words.
"""

from __future__ import annotations

import io
import re
from functools import lru_cache

import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from noto_cjk_sans_jp_regular import FONT_PATH

from shiensys.answers.answer import Answer
from shiensys.show import colours, export, pictured
from shiensys.show.typeset import typeset
from shiensys.text import say

WIDTH, DPI = 8.0, 160  # inches (A4 without its margins), dots an inch
PIXELS = 96.0  # of a chart's height, an inch
SIZE, SMALL = 9.5, 7.5  # points
ROOM, FULL, LATIN = 71.5, 1.0, 0.6  # a line of small letters, in widths of a Japanese one; Latin ones at most so wide
LINE = 0.155  # inches, a line of small letters


def png(chart: go.Figure, answer: Answer, *, title: str = "") -> bytes:
    """Draw a chart with the title, sources and notes of the answer that it shows.

    ``title``: where a chart shows less than its answer does, as one district of many; the answer's own where blank.
    """
    lines = _below(answer)
    data = chart.to_plotly_json()
    height = float(data["layout"].get("height", 400)) / PIXELS
    below = LINE * (len(lines) + 1)
    whole = Figure(figsize=(WIDTH, height + below + 0.5), dpi=DPI, facecolor=colours.BACKGROUND)
    FigureCanvasAgg(whole)  # draws without a screen
    total = height + below + 0.5
    whole.text(0.02, 1 - 0.28 / total, typeset(title or answer.title), font=_font(12), color=colours.TEXT)
    for number, line in enumerate(lines):
        y = (below - LINE * (number + 0.8)) / total
        whole.text(0.02, y, typeset(line), font=_font(SMALL), color=colours.MUTED)
    axes = whole.add_axes((0.02, below / total, 0.96, height / total))
    pictured.draw(axes, data, _font(SIZE))
    _fitted(whole, axes, below / total, height / total)
    written = io.BytesIO()
    whole.savefig(written, format="png")
    return written.getvalue()


def _fitted(whole: Figure, axes: Axes, bottom: float, height: float) -> None:
    """Shrink the axes until all their words stand inside the picture."""
    whole.draw_without_rendering()
    taken = axes.get_tightbbox()
    if taken is None:
        return
    box, frame = whole.bbox, axes.bbox
    left = max(frame.x0 - taken.x0, 0) / box.width
    right = max(taken.x1 - frame.x1, 0) / box.width
    low = max(frame.y0 - taken.y0, 0) / box.height
    high = max(taken.y1 - frame.y1, 0) / box.height
    axes.set_position((0.02 + left, bottom + low, 0.96 - left - right, height - low - high))


def _below(answer: Answer) -> list[str]:
    """Give the lines below the chart: city, what must be said, sources, the product's name."""
    told = [
        answer.city.name,
        *answer.notes,
        *(export.source_line(each) for each in answer.evidence),
        say("web.product"),
    ]
    return [line for text in told for line in _wrapped(text)]


def _wrapped(text: str) -> list[str]:
    """Break a text into lines that fit; Japanese breaks anywhere, numbers and Latin words stay whole.

    >>> [len(line) for line in _wrapped("市" * 100)]
    [71, 29]
    """
    lines, used = [""], 0.0
    for piece in re.findall(r"[0-9A-Za-z.,%]{1,40}|.", text):
        wide = sum(FULL if ord(sign) > 0x2E80 else LATIN for sign in piece)
        if used + wide > ROOM and piece not in "、。)」":
            lines, used = [*lines, ""], 0.0
        lines[-1] += piece
        used += wide
    return lines


@lru_cache
def _file() -> str:
    """Give the file of the font that comes along."""
    return str(FONT_PATH)


def _font(size: float) -> FontProperties:
    """Give the Japanese font in a size."""
    return FontProperties(fname=_file(), size=size)
