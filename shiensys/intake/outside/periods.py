"""Years, fiscal years and days as headings of published tables write them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass

import pandas as pd

from shiensys.text import ERAS

YEARS = range(1920, 2121)  # of which tables of residents and forecasts speak; another number is no year
_ERA = "|".join(f"{era.name}|{era.letter}" for era in ERAS)
_IN_ERA = rf"(?P<era>{_ERA})(?P<count>元|\d{{1,2}})"
_YEAR = rf"(?:(?P<plain>\d{{4}})(?:\.0+)?|{_IN_ERA})"
_CALENDAR = re.compile(rf"{_YEAR}年?(?:\(.*\))?", re.IGNORECASE)
_FISCAL = re.compile(rf"{_YEAR}(?:年度(?:末)?|(?<=\d)FY)?(?P<rest>\(.*\))?", re.IGNORECASE)
_MONTH = re.compile(
    rf"{_YEAR}[年/.-](?P<month>\d{{1,2}})月?(?P<day>末|(?<=月)\d{{1,2}}日)?(?:時点|現在)?", re.IGNORECASE
)
_PARTLY = re.compile("まで|途中|月分")


@dataclass(frozen=True)
class Period:
    """What a figure stands for. ``day``: a calendar year 1 October, as census and 社人研; a month or fiscal year its
    last day. ``part``: the year wasn't over yet."""

    day: dt.date
    part: bool = False


def calendar_year(cell: object) -> int | None:
    """Read a calendar year; None where it is none. A 年度 is none.

    >>> calendar_year("2030年"), calendar_year(2030.0), calendar_year("令和12年(2030年)"), calendar_year("R7年度")
    (2030, 2030, 2030, None)
    """
    if isinstance(cell, dt.date):  # a workbook's date: 1 October 2030
        return cell.year
    found = _CALENDAR.fullmatch(_plain(cell))
    return _year(found) if found else None


def period(cell: object) -> Period | None:
    """Read a heading of a series; None where it is no period.

    >>> period("令和2年3月末"), period("R6(R7/2月サービス提供分まで)")
    (Period(day=datetime.date(2020, 3, 31), part=False), Period(day=datetime.date(2025, 3, 31), part=True))
    >>> period("2000").day, period("令和5年度").day, period("合計")
    (datetime.date(2000, 10, 1), datetime.date(2024, 3, 31), None)
    """
    if isinstance(cell, dt.datetime):
        return Period(cell.date())
    if isinstance(cell, dt.date):
        return Period(cell)
    text = _plain(cell)
    if found := _MONTH.fullmatch(text):
        return _in_month(found)
    if (found := _CALENDAR.fullmatch(text)) and (found["plain"] or "年" in text):
        year = _year(found)
        return None if year is None else Period(dt.date(year, 10, 1))
    if found := _FISCAL.fullmatch(text):
        year = _year(found)
        part = bool(_PARTLY.search(found["rest"] or ""))
        return None if year is None else Period(dt.date(year + 1, 3, 31), part)
    return None


def days_of(cells: pd.Series) -> pd.Series:
    """Read a column of periods as days; NaT where blank or none."""
    positions, different = pd.factorize(cells)
    read = [found.day if (found := period(cell)) else None for cell in different] + [None]
    days = pd.DatetimeIndex([read[position] for position in positions])
    return pd.Series(days, index=cells.index, dtype="datetime64[ns]")


def _plain(cell: object) -> str:
    """Write a cell without blanks, digits and brackets as ASCII has them."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "".join(unicodedata.normalize("NFKC", str(cell)).split())


def _year(found: re.Match[str]) -> int | None:
    """Give the calendar year of a match; None where no table speaks of it."""
    if found["plain"]:
        year = int(found["plain"])
    else:
        era = next(era for era in ERAS if found["era"].upper() in (era.name, era.letter))
        year = era.first_day.year - 1 + (1 if found["count"] == "元" else int(found["count"]))
    return year if year in YEARS else None


def _in_month(found: re.Match[str]) -> Period | None:
    """Give the last day of a month, or the day in it that is named."""
    year, month = _year(found), int(found["month"])
    if year is None or not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = int(found["day"].removesuffix("日")) if found["day"] and found["day"] != "末" else last
    return Period(dt.date(year, month, day)) if 1 <= day <= last else None
