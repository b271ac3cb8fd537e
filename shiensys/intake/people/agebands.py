"""Ages and sex as headings and cells write them, and the finest ages of a file that leave nobody out or in twice."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from shiensys.intake.sheets.heading_rows import folded

Sex = Literal["male", "female", "total"]
OPEN = math.inf  # no oldest age
_SEXES: tuple[tuple[Sex, re.Pattern[str]], ...] = (
    ("total", re.compile("男女計|男女")),
    ("female", re.compile("女性|女|females?|wom[ae]n")),  # before male, which stands in it
    ("male", re.compile("男性|男|males?|m[ae]n")),
    ("total", re.compile("総人口|総数|合計|総計|計|total_?population|total|both|all")),
)
_NUMBERED = re.compile(r"(man|woman)(\d{1,2})")  # 高松 layout: man1 is 0-4, man18 is 85 and over
_OLDEST_NUMBERED = 18
_YEARS = "(?:歳|才|_?years?(?:_?old)?)?"
_BAND = re.compile(rf"(\d+){_YEARS}(?:-|to|から)(\d+){_YEARS}")
_SINGLE = re.compile(r"(\d+)(?:歳|才|_?years?)")
_OLDER = re.compile(rf"(\d+){_YEARS}(?:以上|_?and_?over|\+|-)")
_YOUNGER = re.compile(rf"(?:under_?)(\d+){_YEARS}|(\d+){_YEARS}未満")
_UNKNOWN = re.compile("(?:年齢)?(?:不詳|不明)|(?:age_?)?unknown")
_WHOLE = re.compile("人口|population|人数|年齢計|全年齢|全年代|全体")


@dataclass(frozen=True)
class Cohort:
    """Residents of one age band. ``sex``: None where it isn't said. ``first`` NaN: age unknown; ``last``: inclusive.

    ``whole``: of all ages, unknown ones included.
    """

    sex: Sex | None
    first: float
    last: float
    whole: bool = False

    @property
    def band(self) -> tuple[float, float]:
        """Youngest and oldest age."""
        return self.first, self.last


def cohort(words: str) -> Cohort | None:
    """Read a heading or cell; None where it is no age band and no total.

    >>> cohort("０～４歳の男性")
    Cohort(sex='male', first=0.0, last=4.0, whole=False)
    >>> cohort("_65_and_over").band, cohort("under_15_years").band, cohort("man18").band
    ((65.0, inf), (0.0, 14.0), (85.0, inf))
    >>> cohort("総人口").whole, cohort("備考")
    (True, None)
    """
    text = folded(words)
    if numbered := _NUMBERED.fullmatch(text):
        return _numbered("male" if numbered[1] == "man" else "female", int(numbered[2]))
    text = re.sub(r"\(.*?\)", "", text) or text.strip("()")
    sex, rest = _sex(text)
    rest = rest.strip("_の:・")
    if _UNKNOWN.fullmatch(rest):
        return Cohort(sex, math.nan, math.nan)
    band = _band(rest)
    if band:
        return Cohort(sex, *band)
    if _WHOLE.fullmatch(rest) or (not rest and sex):
        return Cohort(sex, 0.0, OPEN, whole=True)
    return None


def sex_of(words: str) -> Sex | None:
    """Read a cell that says the sex; None where it doesn't. 1 and 2 are the codes of the statistics.

    >>> sex_of("男 "), sex_of("2"), sex_of("総数"), sex_of("八万")
    ('male', 'female', 'total', None)
    """
    text = folded(words)
    coded: dict[str, Sex] = {"1": "male", "2": "female", "m": "male", "f": "female"}
    if text in coded:
        return coded[text]
    sex, rest = _sex(text)
    return None if rest else sex


def _sex(text: str) -> tuple[Sex | None, str]:
    """Take the sex out of a text."""
    for sex, pattern in _SEXES:
        if pattern.search(text):
            return sex, pattern.sub("", text, count=1)
    return None, text


def _numbered(sex: Sex, number: int) -> Cohort | None:
    """Read the n-th band of five years."""
    if not 1 <= number <= _OLDEST_NUMBERED:
        return None
    first = 5.0 * (number - 1)
    return Cohort(sex, first, OPEN if number == _OLDEST_NUMBERED else first + 4)


def _band(text: str) -> tuple[float, float] | None:
    """Read an age band."""
    if found := _BAND.fullmatch(text):
        return float(found[1]), float(found[2])
    if found := _SINGLE.fullmatch(text):
        return float(found[1]), float(found[1])
    if found := _OLDER.fullmatch(text):
        return float(found[1]), OPEN
    if found := _YOUNGER.fullmatch(text):
        return 0.0, float(found[1] or found[2]) - 1
    return None


def partition(bands: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Choose the finest bands that follow each other without gap or overlap up to an open one; empty where none do.

    >>> partition([(0, 4), (5, 9), (0, 9), (10, OPEN), (5, OPEN)])
    ((0, 4), (5, 9), (10, inf))
    """
    starting: dict[float, list[tuple[float, float]]] = {}
    for band in sorted(set(bands)):
        starting.setdefault(band[0], []).append(band)
    youngest = min(starting, default=0)
    return _chain(youngest, starting, {}) or ()


def _chain(
    age: float,
    starting: dict[float, list[tuple[float, float]]],
    known: dict[float, tuple[tuple[float, float], ...] | None],
) -> tuple[tuple[float, float], ...] | None:
    """Continue from an age with the narrowest band from which the open end can be reached."""
    if age not in known:
        known[age] = None
        for band in starting.get(age, []):
            rest = () if band[1] == OPEN else _chain(band[1] + 1, starting, known)
            if rest is not None:
                known[age] = (band, *rest)
                break
    return known[age]
