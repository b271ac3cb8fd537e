"""A registry searched: words, days, fee, who, transport and distance. docs/methods.md §20."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np
import pandas as pd

from shiensys.measures import schedules
from shiensys.measures.distance import metres
from shiensys.measures.fees import yen
from shiensys.tables.resources import SEPARATOR

T = TypeVar("T")

TEXTS = ("name", "place_type", "provider_kind", "venue", "address", "serves", "schedule", "eligibility", "transport")
ANYBODY = ("どなたでも", "誰でも", "だれでも", "制限なし", "条件なし", "問わない", "問いません")
RIDES = ("送迎", "乗り合い", "乗合", "訪問", "配達", "巡回", "付き添い", "付添")  # nobody has to get there alone
NO_RIDE = ("なし", "無し", "ありません", "不可", "行いません", "していません")
_BLANKS = " \t\r\n　・"  # nobody types the blanks and dots of a name
_ALIKE = (
    *((chr(sign), chr(sign - 0x60)) for sign in range(ord("ァ"), ord("ヶ") + 1)),
    *((sign, "") for sign in _BLANKS),
)
_APART = "\0"  # stands in no text, and folding leaves it alone


def folded(text: str) -> str:
    """Bring a text to the form in which it is searched: full and half width, hiragana and katakana alike.

    >>> folded("ｻﾛﾝ　いきいき") == folded("さろんイキイキ")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    for sign, alike in _ALIKE:  # of long texts many times faster than a table of signs
        plain = plain.replace(sign, alike)
    return plain


def terms(text: str) -> tuple[str, ...]:
    """Part what somebody looks for at its blanks.

    >>> terms("サロン　八万")
    ('さろん', '八万')
    """
    return tuple(filter(None, (folded(part) for part in unicodedata.normalize("NFKC", text).split())))


def holds(resources: pd.DataFrame, kind_words: pd.Series, wanted: str) -> pd.Series:
    """Tell which resources hold all the words of ``wanted``, each anywhere. ``kind_words``: kinds as people call them.

    Contacts aren't searched: whether a number is in the registry would tell of it.
    """
    asked = terms(wanted)
    if not asked:
        return pd.Series(True, index=resources.index)
    columns = [kind_words, *(resources[name] for name in TEXTS if name in resources)]
    found = np.zeros((len(asked), len(resources)), dtype=bool)
    for column in columns:
        codes, texts = pd.factorize(column)
        plain = folded(_APART.join([*texts.to_numpy(dtype=object), ""])).split(_APART)  # position -1: blank
        for at, term in enumerate(asked):
            found[at] |= np.array([term in text for text in plain], dtype=bool)[codes]
    return pd.Series(found.all(axis=0), index=resources.index)


def _has(text: str, asked: tuple[str, ...]) -> bool:
    """Tell whether a text holds all of some words."""
    plain = folded(text)
    return all(term in plain for term in asked)


def any_of(resources: pd.DataFrame, kinds: Sequence[str]) -> pd.Series:
    """Tell which resources are of one of some kinds."""
    return each(resources["kinds"], lambda text: not set(kinds).isdisjoint(text.split(SEPARATOR)), blank=False)


def on_days(resources: pd.DataFrame, days: Iterable[str], *, on: dt.date) -> pd.Series:
    """Tell which resources may be on one of some weekdays: 1, 0; NaN where nobody can say from the words."""
    wanted = frozenset(days)

    def fits(text: str) -> float:
        found = schedules.readable(text, on=on)
        return float("nan") if found is None else float(not wanted.isdisjoint(schedules.weekdays(found)))

    return each(resources["schedule"], fits, blank=float("nan"))


def fees(resources: pd.DataFrame) -> pd.Series:
    """Give what one time costs at most, in yen; NaN: unknown, which is never free."""
    return each(resources["fee"], yen, blank=float("nan"))


def open_to(resources: pd.DataFrame, who: str) -> pd.Series:
    """Tell which resources name somebody among those who may use them, or are open to anybody."""
    asked = terms(who)

    def fits(text: str) -> bool:
        return _has(text, asked) or any(word in text for word in ANYBODY)

    return each(resources["eligibility"], fits, blank=False)


def with_ride(resources: pd.DataFrame) -> pd.Series:
    """Tell to which resources nobody has to go alone: one is fetched, or the help comes home."""

    def fits(text: str) -> bool:
        return any(word in text for word in RIDES) and not any(word in text for word in NO_RIDE)

    return each(resources["transport"], fits, blank=False)


def away(resources: pd.DataFrame, longitude: float, latitude: float) -> pd.Series:
    """Measure metres in a straight line from a point; NaN where a resource has none."""
    found = pd.Series(np.nan, index=resources.index)
    there = (resources["longitude"].notna() & resources["latitude"].notna()).to_numpy()
    if there.any():
        found[there] = metres(resources.loc[there, ["longitude", "latitude"]], longitude, latitude)
    return found


def each(cells: pd.Series, read: Callable[[str], T], *, blank: T) -> pd.Series:
    """Read every cell, equal ones once; ``blank`` for blank cells."""
    codes, texts = pd.factorize(cells)
    found = np.array([*(read(str(text)) for text in texts), blank])  # position -1
    return pd.Series(found[codes], index=cells.index)
