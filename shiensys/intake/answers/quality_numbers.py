"""The numbers of respondents: missing ones, and those that a spreadsheet took the leading zeros from."""

from __future__ import annotations

import pandas as pd

from shiensys.intake.answers.quality_forms import Forms
from shiensys.intake.findings import Finding
from shiensys.intake.sheets.values import texts

SAME_LENGTH = 0.8  # share of numbers of one length from which the shorter ones stand out
DENSE = 3  # numbers up to so many times the respondents are counted from 1, without zeros in front


def identifiers(forms: Forms) -> list[Finding]:
    """Find respondents without a number (``number_missing``) and shortened numbers (``zeros_lost``).

    The same number twice is refused on reading (``respondent_twice``).
    """
    heading = forms.headings.get("respondent")
    if heading is None:
        return []
    written = texts(forms.sheet.cells[heading]).reindex(forms.table.index)
    missing = written.isna()
    return [
        *(forms.noted("number_missing", missing.to_numpy(dtype=bool), heading) if not missing.all() else []),
        *forms.noted("zeros_lost", shortened(written).to_numpy(dtype=bool), heading),
    ]


def shortened(numbers: pd.Series) -> pd.Series:
    """Tell numbers that are shorter than nearly all, where they aren't counted from 1.

    >>> shortened(pd.Series(["0001", "0002", "0003", "0004", "0005", "6"])).tolist()[-2:]
    [False, True]
    >>> shortened(pd.Series(["1", "2", "10", "11"])).any()
    np.False_
    """
    nowhere = pd.Series(False, index=numbers.index)
    whole = numbers[numbers.str.isdecimal().eq(True)]
    if whole.empty:
        return nowhere
    length = whole.str.len()
    usual = int(length.max())
    padded = bool((whole.str.startswith("0") & (length == usual)).any())
    counted = whole.astype(float).max() <= DENSE * len(numbers)
    if (length == usual).mean() < SAME_LENGTH or (counted and not padded):
        return nowhere
    return (length < usual).reindex(numbers.index, fill_value=False)
