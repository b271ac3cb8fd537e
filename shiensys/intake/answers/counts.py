"""Columns of whole numbers: forms sent, persons who answered."""

from __future__ import annotations

import pandas as pd

from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import persons, refuse_rows


def counts(sheet: Sheet, heading: str) -> pd.Series:
    """Read counts as Int32, blank where unknown; refuses negative, non-numeric and broken numbers by row."""
    values = persons(sheet, heading).values
    refuse_rows("not_whole", values % 1 > 0, sheet, heading)
    return values.astype("Int32")
