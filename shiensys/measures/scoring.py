"""What a respondent's answers say: each is judged only where blanks can't change the verdict.

Three results of a rule "at least k are true": yes where k are true already, no where k can't be reached even if all
blanks were true, else not to be judged (判定不能).
"""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from shiensys.measures.verdicts import Answers, verdicts
from shiensys.tables.rules import Condition, Rule


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
    true, open_ = verdicts(partial(_answers, survey), known)
    return pd.Series(pd.arrays.BooleanArray(true, open_), index=survey.index)


def counts(survey: pd.DataFrame, verdict: pd.Series, cell: pd.Series) -> pd.DataFrame:
    """Count by cell: ``n`` persons judged, ``x`` of whom it is true (n × their weighted share; without weights whole).

    ``verdict``: boolean by row; ``cell``: name by row, rows without are in none. A cell in which nobody could be judged
    has n 0 and x 0.
    """
    place, cells = pd.factorize(cell, sort=True)
    judged = verdict.notna().to_numpy() & (place >= 0)
    true = judged & verdict.fillna(False).to_numpy(dtype=bool)
    weight = survey["weight"].to_numpy(dtype=float)
    n, of, x = (
        np.bincount(place[rows], weights=each, minlength=len(cells)).astype(float)
        for rows, each in ((judged, None), (judged, weight[judged]), (true, weight[true]))
    )
    # persons a weight first: it is 1 where nobody is weighted, and whole counts stay whole
    persons = np.divide(n, of, out=np.zeros_like(of), where=of > 0)
    return pd.DataFrame({"n": n, "x": x * persons}, index=pd.Index(cells))


def _asks(survey: pd.DataFrame, item: str) -> bool:
    """Tell whether anybody answered an item."""
    return item in survey and bool(survey[item].notna().any())


def _answers(survey: pd.DataFrame, item: str) -> Answers:
    """Give a column as plain arrays."""
    column = survey[item]
    kind = float if pd.api.types.is_float_dtype(column.dtype) else np.int16
    return Answers(column.to_numpy(dtype=kind, na_value=0), column.isna().to_numpy())
