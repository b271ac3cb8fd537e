"""How many hidden counts an attack found out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bench.attacks.joint import BREAKDOWNS, HIDDEN, SPAN, Published, Ranges


@dataclass(frozen=True)
class Tally:
    """``hidden`` counts, of which ``exact`` were found out and ``narrow`` have a range of fewer than SPAN."""

    hidden: int = 0
    exact: int = 0
    narrow: int = 0
    narrowest: float = np.inf
    wrong: int = 0  # the truth lies outside the range: the attacker, or the release, errs

    def __add__(self, other: Tally) -> Tally:
        """Put two attacks together."""
        return Tally(
            self.hidden + other.hidden,
            self.exact + other.exact,
            self.narrow + other.narrow,
            min(self.narrowest, other.narrowest),
            self.wrong + other.wrong,
        )


def tally(low: np.ndarray, high: np.ndarray, x: np.ndarray, n: np.ndarray) -> Tally:
    """Hold ranges against the truth; those up to n where n is under SPAN may be short."""
    spans = high - low
    anything = (n < SPAN) & (low <= 0) & (high >= n)
    narrow = (spans < SPAN) & ~anything
    wrong = (x < low - 1e-6) | (x > high + 1e-6)
    least = float(spans[~anything].min(initial=np.inf))
    return Tally(len(x), int((narrow & (spans < 1)).sum()), int(narrow.sum()), least, int(wrong.sum()))


def of_cells(told: Published, known: dict[str, dict[str, Ranges]]) -> Tally:
    """Hold what was worked out against every cell's x, for no count is told exactly, and against n where n is small."""
    found = Tally()
    for key, parts in known.items():
        for by in BREAKDOWNS:
            n, x = told.exact[key][by]
            some = n > 0
            low, high = parts[by]["x"]
            found += tally(low[some], high[some], x[some], n[some])
            protected = some & (n <= HIDDEN) & (np.arange(len(n)) < len(n) - 1)  # those in no cell are known
            low, high = parts[by]["n"]
            found += tally(low[protected], high[protected], n[protected], n[protected])
    return found
