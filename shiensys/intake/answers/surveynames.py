"""Which survey a file is of, and the day that its answers stand for."""

from __future__ import annotations

import pandas as pd

from shiensys.intake.findings import refuse
from shiensys.intake.request import Request
from shiensys.intake.sheets.dates import days
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import refuse_rows, texts


def survey_names(sheet: Sheet, heading: str | None, request: Request) -> pd.Series:
    """Give the name of the survey by row: the file's, else the one that the user gave. Refuses ``no_survey``."""
    given = pd.Series(request.survey, index=sheet.cells.index, dtype="str")
    names = texts(sheet.cells[heading]).fillna(given) if heading else given
    if names.isna().any():
        refuse("no_survey", sheet.where())
    return names


def survey_dates(sheet: Sheet, heading: str | None, request: Request) -> pd.Series:
    """Give the day by row: the file's, else the one that the user gave. Refuses ``no_date`` and ``future_date``."""
    if request.date and request.date > request.today:
        refuse("future_date", sheet.where(), today=request.today)
    given = pd.Series(pd.Timestamp(request.date) if request.date else pd.NaT, index=sheet.cells.index)
    given = given.astype("datetime64[ns]")
    read = days(sheet, heading, today=request.today).fillna(given) if heading else given
    if read.isna().all():
        refuse("no_date", sheet.where())
    refuse_rows("no_date", read.isna(), sheet, heading or "")
    return read
