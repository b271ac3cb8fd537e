"""What a respondent's answers say: each is judged only where blanks can't change the verdict.

Three results of a rule "at least k are true": yes where k are true already, no where k can't be reached even if all
blanks were true, else not to be judged (判定不能).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from shiensys.tables.indicators import Condition, Rule

Flags = NDArray[np.bool_]
Counted = NDArray[np.int8]


def asked(survey: pd.DataFrame, rule: Rule) -> bool:
    """Tell whether the survey asked what a rule needs: every condition, and one alternative at least."""
    return fitted(survey, rule) is not None


def fitted(survey: pd.DataFrame, rule: Rule) -> Rule | None:
    """Give a rule without the alternatives that the survey didn't ask; None where it can't be judged at all."""
    if any(isinstance(part, Condition) and not _asks(survey, part.item) for part in rule.of):
        return None
    parts = [fitted(survey, part) if isinstance(part, Rule) else part for part in rule.of]
    left = tuple(part for part in parts if part is not None)
    return Rule(rule.at_least, left) if len(left) >= rule.at_least else None


def judge(survey: pd.DataFrame, rule: Rule) -> pd.Series:
    """Judge each respondent: boolean by row of ``survey``; NA where blanks leave it open or the survey didn't ask."""
    known = fitted(survey, rule)
    if known is None:
        return pd.Series(pd.NA, index=survey.index, dtype="boolean")
    true, open_ = _verdicts(survey, known)
    return pd.Series(pd.arrays.BooleanArray(true, open_), index=survey.index)


def counts(survey: pd.DataFrame, verdict: pd.Series, cell: pd.Series) -> pd.DataFrame:
    """Count by cell: ``n`` persons judged, ``x`` of whom it is true (n × their weighted share; without weights whole).

    ``verdict``: boolean by row; ``cell``: name by row, rows without are in none. A cell in which nobody could be judged
    has n 0 and x 0.
    """
    judged = (verdict.notna() & cell.notna()).to_numpy()
    true = verdict.fillna(False).to_numpy(dtype=bool)
    weight = survey["weight"].to_numpy(dtype=float)
    table = pd.DataFrame({"n": judged, "of": weight * judged, "true": weight * (true & judged)})
    sums = table.groupby(cell.to_numpy()).sum()
    share = sums["true"] / sums["of"].where(sums["of"] > 0)
    n = sums["n"].astype(float)
    return pd.DataFrame({"n": n, "x": (n * share).fillna(0.0)})


def _asks(survey: pd.DataFrame, item: str) -> bool:
    """Tell whether anybody answered an item."""
    return item in survey and bool(survey[item].notna().any())


def _verdicts(survey: pd.DataFrame, rule: Rule) -> tuple[Flags, Flags]:
    """Say of each row whether the rule is true, and whether it is open."""
    trues = np.zeros(len(survey), dtype=np.int8)
    blanks = np.zeros(len(survey), dtype=np.int8)
    for part in rule.of:
        true, blank = _verdicts(survey, part) if isinstance(part, Rule) else _condition(survey[part.item], part)
        trues += true
        blanks += blank
    return trues >= rule.at_least, (trues < rule.at_least) & (trues + blanks >= rule.at_least)


def _condition(answers: pd.Series, condition: Condition) -> tuple[Flags, Flags]:
    """Say of each answer whether it meets the condition, and whether it is blank."""
    blank = answers.isna().to_numpy()
    if condition.below is not None:
        return (answers.fillna(condition.below) < condition.below).to_numpy(dtype=bool), blank
    codes = answers.fillna(0).to_numpy(dtype=np.int8)
    true = np.zeros(len(codes), dtype=bool)
    for code in condition.codes:
        true |= codes == code
    return true & ~blank, blank
