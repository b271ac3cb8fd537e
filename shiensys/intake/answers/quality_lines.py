"""The same answer all the way down a form, where no real person would give it."""

from __future__ import annotations

import numpy as np

from shiensys.intake.answers.quality_forms import BLANK, Forms, Rows

IN_A_ROW = 10  # equal answers, a custom of survey work
AGAINST = 4  # questions of each direction among them: 1 is good news in some and bad in others; docs/methods.md §12
# questions whose first answer is bad news; of the others it is good news
WORSE_FIRST = frozenset((
    "economy", "falls", "fall_fear", "outings", "outings_fewer", "hard_food", "chokes", "dry_mouth", "weight_loss",
    "forgetful", "low_spirits", "no_interest",
))  # fmt: skip
_NEITHER = frozenset(("household",))  # good and bad news in none of its answers


def straight_lines(forms: Forms) -> Rows:
    """Tell by row who gave IN_A_ROW equal answers to questions that follow each other, though some are turned round.

    Who can do everything answers 1 to all of it, who takes part nowhere 6 to all of it: these are natural. Only a run
    with AGAINST questions of each direction says that nobody read them. A blank ends a run.
    """
    columns = [item.key for item, _ in forms.asked if item.answer == "single" and not _apart(item.key, item.branch)]
    if len(columns) < IN_A_ROW:
        return np.zeros(len(forms.table), dtype=bool)
    codes = np.vstack([forms.codes[name] for name in columns])
    same = (codes[1:] == codes[:-1]) & (codes[1:] != BLANK)
    worse, better = (np.array([name in names for name in columns]) for names in (WORSE_FIRST, _better(columns)))
    found = np.zeros(len(forms.table), dtype=bool)
    for first in range(len(columns) - IN_A_ROW + 1):
        run = slice(first, first + IN_A_ROW)
        if min(worse[run].sum(), better[run].sum()) >= AGAINST:
            found |= same[first : first + IN_A_ROW - 1].all(axis=0)
    return found


def _better(columns: list[str]) -> frozenset[str]:
    """Name the questions whose first answer is good news."""
    return frozenset(columns) - WORSE_FIRST - _NEITHER


def _apart(key: str, branch: object) -> bool:
    """Tell questions that stand outside the run of the form: those for some people only, and the city's own."""
    return branch is not None or key.startswith("own_")
