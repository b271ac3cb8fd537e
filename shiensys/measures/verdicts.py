"""Rules on plain arrays: whoever holds answers in a table or in batches judges them here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from shiensys.tables.rules import Condition, Rule

Flags = NDArray[np.bool_]


class Answers(NamedTuple):
    """One column. ``values``: codes or numbers, anything where ``blank``."""

    values: NDArray[Any]
    blank: Flags


class Verdicts(NamedTuple):
    """One rule. ``true``: it holds, whatever the blanks are; ``open_``: the blanks decide."""

    true: Flags
    open_: Flags


AnswersOf = Callable[[str], Answers]


def verdicts(answers_of: AnswersOf, rule: Rule) -> Verdicts:
    """Judge all rows by one rule; ``answers_of`` gives the column of an item.

    >>> falls = Answers(np.array([1, 3, 0]), np.array([False, False, True]))
    >>> found = verdicts({"falls": falls}.__getitem__, Rule(1, (Condition("falls", frozenset({1, 2})),)))
    >>> found.true.tolist(), found.open_.tolist()
    ([True, False, False], [False, False, True])
    """
    parts = [verdicts(answers_of, p) if isinstance(p, Rule) else met(answers_of(p.item), p) for p in rule.of]
    if len(parts) == rule.at_least == 1:
        return parts[0]
    trues = _total([part.true for part in parts])
    blanks = _total([part.open_ for part in parts])
    true = trues >= rule.at_least
    return Verdicts(true, (trues + blanks >= rule.at_least) > true)


def met(answers: Answers, condition: Condition) -> Verdicts:
    """Say of each answer whether it meets a condition, and whether it is blank."""
    if condition.below is not None:
        true = answers.values < condition.below
    else:
        first, *others = sorted(condition.codes)
        true = answers.values == first
        for code in others:
            true |= answers.values == code
    return Verdicts(true > answers.blank, answers.blank)


def _total(flags: Sequence[Flags]) -> NDArray[np.int8]:
    """Count how many are set, row by row. Seen as small numbers: turning flags into them takes longer than counting."""
    if len(flags) == 1:
        return flags[0].view(np.int8)
    total = flags[0].view(np.int8) + flags[1].view(np.int8)
    for flag in flags[2:]:
        total += flag.view(np.int8)
    return total
