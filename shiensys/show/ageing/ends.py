"""Words at the ends of lines, moved apart where they would lie on each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shiensys.show import plate

APART = 0.065  # of the axis between two words


@dataclass(frozen=True)
class End:
    """The end of a line: where, in which words and colour."""

    date: dt.date
    value: float
    words: str
    colour: str
    strong: bool


def ends(found: Sequence[End], *, span: float) -> list[dict[str, Any]]:
    """Write words beside the ends of lines. ``span``: from the lowest to the highest figure of the axis."""
    return [_written(end, at) for end, at in zip(found, apart([end.value for end in found], span), strict=True)]


def apart(values: Sequence[float], span: float) -> list[float]:
    """Move values apart so that no two are nearer than APART of the span; their order stays.

    >>> [round(value, 3) for value in apart([0.30, 0.301, 0.40], 1.0)]
    [0.268, 0.333, 0.4]
    """
    gap = APART * span
    order = sorted(range(len(values)), key=values.__getitem__)
    placed = [values[each] for each in order]
    for _ in range(len(placed) * 4):
        for low in range(len(placed) - 1):
            missing = gap - (placed[low + 1] - placed[low])
            if missing > 1e-12:
                placed[low] -= missing / 2
                placed[low + 1] += missing / 2
    result = list(values)
    for position, each in enumerate(order):
        result[each] = placed[position]
    return result


def _written(end: End, at: float) -> dict[str, Any]:
    """Write the words of one end."""
    words = plate.plain(end.words)
    return {
        "x": end.date, "y": at, "xanchor": "left", "xshift": 8, "showarrow": False,
        "text": f"<b>{words}</b>" if end.strong else words,
        "font": {"size": plate.FONT_SIZE, "color": end.colour},
    }  # fmt: skip
