"""How many hidden counts an attack found out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bench.attacks.joint import BREAKDOWNS, HIDDEN, SPAN, Published, Ranges, repeated, unreleased, worked_out
from bench.attacks.surveys import ANY_OF


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


def tally(
    low: np.ndarray, high: np.ndarray, x: np.ndarray, n: np.ndarray, before: tuple[np.ndarray, np.ndarray] | None = None
) -> Tally:
    """Hold ranges against the truth; those up to n where n is under SPAN may be short.

    ``before``: least and most that were known without any release; a range that is no shorter tells nothing.
    """
    spans = high - low
    anything = (n < SPAN) & (low <= 0) & (high >= n)
    if before is not None:
        anything |= (low <= before[0]) & (high >= before[1])
    narrow = (spans < SPAN) & ~anything
    wrong = (x < low - 1e-6) | (x > high + 1e-6)
    least = float(spans[~anything].min(initial=np.inf))
    return Tally(len(x), int((narrow & (spans < 1)).sum()), int(narrow.sum()), least, int(wrong.sum()))


def of_cells(told: Published, known: dict[str, dict[str, Ranges]]) -> Tally:
    """Hold what was worked out against every cell's x, for no count is told exactly, and against n where n is small."""
    found = Tally()
    before = worked_out(unreleased(told))
    for key, parts in known.items():
        for by in BREAKDOWNS:
            n, x = told.exact[key][by]
            some = n > 0
            low, high = parts[by]["x"]
            least, most = before[key][by]["x"]
            found += tally(low[some], high[some], x[some], n[some], (least[some], most[some]))
            protected = some & (n <= HIDDEN) & (np.arange(len(n)) < len(n) - 1)  # those in no cell are known
            low, high = parts[by]["n"]
            found += tally(low[protected], high[protected], n[protected], n[protected])
    return found


def of_unions(told: Published, known: dict[str, dict[str, Ranges]]) -> Tally:
    """Hold the range of those in whom several are true at once against the truth, where these are few."""
    found = Tally()
    before = worked_out(unreleased(told))
    for key, parts in ANY_OF.items():
        ranges, at_first = repeated(known, key), repeated(before, key)
        for by in BREAKDOWNS:
            several = sum(told.exact[part][by][1] for part in parts) - told.exact[key][by][1]
            n = told.exact[key][by][0]
            few = (n > 0) & (several <= HIDDEN)
            (low, high), (least, most) = ranges[by]["s"], at_first[by]["s"]
            found += tally(low[few], high[few], several[few], n[few], (least[few], most[few]))
    return found
