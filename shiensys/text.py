"""The sentence catalogue, Japanese first and English second, and how dates, persons and shares are written.

A key such as ``intake.no_crs`` names the catalogue (``locale/<language>/intake.po``) and the sentence in it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

LANGUAGES = ("ja", "en")
JAPAN = dt.timezone(dt.timedelta(hours=9))  # no summer time since 1951
LOCALE_FOLDER = Path(__file__).parent / "locale"

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


class Era(NamedTuple):
    """A Japanese era: its name, the letter that forms abbreviate it by, and its first day."""

    name: str
    letter: str
    first_day: dt.date


ERAS = (  # newest first; 元号法, 皇室典範特例法
    Era("令和", "R", dt.date(2019, 5, 1)),
    Era("平成", "H", dt.date(1989, 1, 8)),
    Era("昭和", "S", dt.date(1926, 12, 25)),
    Era("大正", "T", dt.date(1912, 7, 30)),
    Era("明治", "M", dt.date(1868, 1, 25)),
)


def language() -> str:
    """Give the language in which sentences are said at the moment."""
    return _language.get()


def use_language(code: str) -> None:
    """Say all that follows in this context in ``code``; raises LookupError where there is no catalogue."""
    if code not in LANGUAGES:
        raise LookupError(code)
    _language.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say what is inside the block in ``code``."""
    before = language()
    use_language(code)
    try:
        yield
    finally:
        _language.set(before)


@lru_cache
def _catalogue(code: str, domain: str) -> GNUTranslations:
    """Read one ``.po`` file. Kept for the life of the process: the files are part of the program."""
    with (LOCALE_FOLDER / code / f"{domain}.po").open("rb") as source:
        catalogue = read_po(source, locale=code, domain=domain, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def say(key: str, **values: object) -> str:
    """Give the sentence ``key`` in the current language, its ``{places}`` filled in.

    Whole numbers get thousands separators, dates the calendar of the language, moments that know their zone a clock.
    Raises LookupError for a key that the catalogue doesn't have.

    >>> say("common.persons", n=1234)
    '1,234人'
    """
    pattern = _catalogue(language(), key.partition(".")[0]).gettext(key)
    if pattern == key:
        raise LookupError(key)
    return pattern.format(**{name: _written(value) for name, value in values.items()})


def outline(key: str) -> str:
    """Give the sentence ``key`` with … where its places are: for what was said once and whose values weren't kept.

    >>> outline("common.persons")
    '…人'
    """
    pattern = _catalogue(language(), key.partition(".")[0]).gettext(key)
    if pattern == key:
        raise LookupError(key)
    return "".join(text + ("" if place is None else "…") for text, place, _, _ in Formatter().parse(pattern))


def _written(value: object) -> object:
    """Write a whole number or a date as the language does; leave all else alone."""
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value)
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return moment(value)
    if isinstance(value, dt.date):
        return date(value)
    return value


def number(value: float, decimals: int = 0) -> str:
    """Write a number with thousands separators.

    >>> number(1234.4)
    '1,234'
    """
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(half_up(value, decimals), format=pattern, locale=language())


def half_up(value: float, decimals: int = 0) -> float:
    """Round half away from zero, as people do: 0.5 persons are 1.

    >>> half_up(2.5)
    3.0
    """
    scale = 10**decimals
    return math.copysign(math.floor(abs(value) * scale + 0.5) / scale, value)


def persons(value: float) -> str:
    """Write persons: always whole.

    >>> persons(1234.4)
    '1,234人'
    """
    return say("common.persons", n=int(half_up(value)))


def share(value: float, decimals: int = 1) -> str:
    """Write a share (0 to 1) as a percentage of at most one decimal.

    >>> share(0.2934)
    '29.3%'
    """
    pattern = "0.0%" if decimals else "0%"
    return format_percent(half_up(value, decimals + 2), format=pattern, locale=language())


def today() -> dt.date:
    """Give the day that it is in Japan, wherever the server stands."""
    return dt.datetime.now(JAPAN).date()


def date(day: dt.date) -> str:
    """Write a day: in the Japanese calendar in Japanese.

    >>> date(dt.date(2026, 10, 31))
    '令和8年10月31日'
    """
    if language() != "ja":
        return format_date(day, format="long", locale=language())
    return f"{era_year(day)}{day.month}月{day.day}日"


def moment(at: dt.datetime) -> str:
    """Write a moment by the clocks of Japan, to the minute. ``at`` knows its zone.

    >>> moment(dt.datetime(2026, 10, 31, 15, 5, tzinfo=dt.UTC))
    '令和8年11月1日 0:05'
    """
    there = at.astimezone(JAPAN)
    return f"{date(there.date())} {there.hour}:{there.minute:02}"


def era_year(day: dt.date) -> str:
    """Write the year of a day in the Japanese calendar; the first year is 元年.

    >>> era_year(dt.date(2019, 5, 1)), era_year(dt.date(2025, 1, 1))
    ('令和元年', '令和7年')
    """
    plain = dt.date(day.year, day.month, day.day)  # a pandas Timestamp doesn't compare with a date
    for era in ERAS:
        if plain >= era.first_day:
            year = plain.year - era.first_day.year + 1
            return f"{era.name}{'元' if year == 1 else year}年"
    return f"{day.year}年"
