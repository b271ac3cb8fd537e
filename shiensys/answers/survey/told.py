"""What the rows of a table on the survey say in words: the same for panel, hover text, table and file."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.answers.survey import words
from shiensys.text import say

Row = Mapping[str, object]


def worded(table: pd.DataFrame) -> pd.DataFrame:
    """Add ``words``, ``direct_words`` and ``mark_words`` to a table with the figures of Rates."""
    rows = [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
    return table.assign(
        words=[estimate_words(row) for row in rows],
        direct_words=[direct_words(row) for row in rows],
        mark_words=[mark_words(row) for row in rows],
    )


def estimate_words(row: Row) -> str:
    """Say the estimate of a row, or why there is none."""
    state = str(row["state"])
    if state in ("protected", "no_answers") or pd.isna(_f(row["share"])):
        return say(f"survey.answer.none.{'protected' if state in ('shown', 'few') else state}")
    return words.estimate(_f(row["share"]), _f(row["share_low"]), _f(row["share_high"]), _f(row["answered"]))


def direct_words(row: Row) -> str:
    """Write what the answers of a row say by themselves, or why that isn't shown."""
    state = str(row["state"])
    if pd.isna(_f(row["direct"])):
        return say(f"survey.answer.none.{state}" if state != "shown" else "survey.answer.none.protected")
    return words.told(_f(row["direct"]), _f(row["direct_low"]), _f(row["direct_high"]))


def mark_words(row: Row) -> str:
    """Say the marks of a row: few answers, protected, shown together with others; blank where there are none."""
    state = str(row["state"])
    marks = [] if state == "shown" else [say(f"survey.answer.mark.{state}")]
    names = row["together"]
    if state in ("shown", "few") and names:
        marks.append(say("survey.answer.mark.together", names=names))
    return say("answers.reason_joint").join(marks)


def _f(value: object) -> float:
    """Read a cell as a number; blank is NaN."""
    return float("nan") if value is None or value is pd.NA else float(str(value))
