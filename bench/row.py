"""One line of the bench's table."""

from __future__ import annotations

from dataclasses import dataclass

from bench.ratio import Ratio

HEADINGS = ("figure", "ours", "peer", "ratio (min–max)", "aim", "")


@dataclass(frozen=True)
class Row:
    """A figure with its peer and its aim as text; ``met`` is None where a figure is only shown."""

    figure: str
    ours: str
    peer: str = ""
    ratio: str = ""
    aim: str = ""
    met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """What the table shows."""
        word = {True: "met", False: "NOT met", None: "shown"}[self.met]
        return self.figure, self.ours, self.peer, self.ratio, self.aim, word


def compared(figure: str, found: Ratio, written: str, *, aim: float | None = None) -> Row:
    """Write a ratio as a row. ``written``: how one cost is written, such as ``{:.2f} s``; no ``aim``: shown only.

    >>> compared("reading", Ratio([2.0, 3.0, 9.0], [2.0, 2.0, 2.0]), "{:.0f} s", aim=1.5).cells
    ('reading', '3 s', '2 s', '1.50× (1.00–4.50)', '≤ 1.5×', 'met')
    """
    ours, peer = found.medians
    low, high = found.spread
    return Row(
        figure,
        written.format(ours),
        written.format(peer),
        f"{found.middle:.2f}× ({low:.2f}–{high:.2f})",
        "" if aim is None else f"≤ {aim:g}×",
        None if aim is None else found.middle <= aim,
    )
