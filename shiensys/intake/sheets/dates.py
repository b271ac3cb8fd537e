"""Days as Japanese files write them: ISO, with slashes, in eras, as a workbook's number."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from calendar import monthrange

import pandas as pd

from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import by_cell, refuse_rows
from shiensys.text import ERAS

_EPOCH = dt.date(1899, 12, 30)  # day 0 of the 1900 system, as it counts from March 1900 on
_SERIALS = range(20_000, 80_000)  # 1954 to 2119: smaller or larger numbers are no dates here
_SERIAL_DIGITS = 5
_ERA = "|".join(f"{era.name}|{era.letter}" for era in ERAS)
_DAY = re.compile(
    rf"(?P<era>{_ERA})?(?P<year>\d{{1,4}}|元)[年./-](?P<month>\d{{1,2}})[月./-](?P<day>\d{{1,2}}|末)日?"
    r"(?:[(（].[)）])?(?:現在|時点)?(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


def parse(cell: object) -> dt.date | None:
    """Read one day; None where it is none. A 年度 is no day.

    >>> parse("令和8年3月31日"), parse("H30.3.31"), parse("平成30年3月末日"), parse("令和8年度")
    (datetime.date(2026, 3, 31), datetime.date(2018, 3, 31), datetime.date(2018, 3, 31), None)
    """
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float):
        return _numbered(float(cell))
    return _worded(str(cell))


def _numbered(value: float) -> dt.date | None:
    """Read a workbook's day number, or a number such as 20260331."""
    if not math.isfinite(value):
        return None
    if int(value) in _SERIALS:
        return _EPOCH + dt.timedelta(days=int(value))
    return _worded(str(int(value))) if value.is_integer() else None


def _worded(cell: str) -> dt.date | None:
    """Read a day that is written out."""
    text = "".join(unicodedata.normalize("NFKC", cell).split())
    if compact := _COMPACT.fullmatch(text):
        return _day(int(compact[1]), int(compact[2]), compact[3])
    if text.isdecimal() and len(text) == _SERIAL_DIGITS and int(text) in _SERIALS:
        return _numbered(float(text))
    if found := _DAY.fullmatch(text):
        year = 1 if found["year"] == "元" else int(found["year"])
        if found["era"]:
            return _in_era(found["era"], year, int(found["month"]), found["day"])
        return _day(year, int(found["month"]), found["day"]) if year > 999 else None
    return None


def _in_era(name: str, year: int, month: int, day: str) -> dt.date | None:
    """Give a day of an era; None before its first day. Years past its end are counted on, as old files do."""
    era = next(era for era in ERAS if name.upper() in (era.name, era.letter))
    found = _day(era.first_day.year + year - 1, month, day)
    return found if found and found >= era.first_day else None


def _day(year: int, month: int, day: str) -> dt.date | None:
    """Give a day; None where the calendar has no such day."""
    try:
        return dt.date(year, month, monthrange(year, month)[1] if day == "末" else int(day))
    except ValueError:  # month 13, 31 April
        return None


def dates(cells: pd.Series) -> pd.Series:
    """Read a column of days; NaT where blank or no day.

    >>> dates(pd.Series(["2026/3/31", "R8.3.31", None])).dt.strftime("%F").tolist()
    ['2026-03-31', '2026-03-31', nan]
    """
    return pd.Series(pd.DatetimeIndex(by_cell(cells, parse, None)), index=cells.index, dtype="datetime64[ns]")


def days(sheet: Sheet, heading: str, *, today: dt.date) -> pd.Series:
    """Read a column of days; NaT where blank. Refuses ``not_a_date`` and ``future_date`` by row."""
    cells = sheet.cells[heading]
    read = dates(cells)
    blank = cells.isna() | (cells.astype("str").str.strip() == "")
    refuse_rows("not_a_date", read.isna() & ~blank, sheet, heading)
    refuse_rows("future_date", read > pd.Timestamp(today), sheet, heading, today=today)
    return read
