"""Names of districts as different files write them, brought together."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass

import pandas as pd

NEAREST = 3  # names offered for one that isn't known
_COMPARED = 50  # unknown names that are compared one by one; more are a wrong column, and nobody reads so many
_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_ENDINGS = ("小学校区", "小学校", "中学校区", "中学校", "学校区", "地区", "校区", "学区", "小")
_KANJI_NUMERAL = re.compile("[〇一二三四五六七八九十]+")


@dataclass(frozen=True)
class Unmatched:
    """A name in a file that is no district, with the nearest names that are."""

    name: str
    nearest: tuple[str, ...]


@dataclass(frozen=True)
class Matched:
    """What became of the names: ``ids`` by name, and those that fit no district or several."""

    ids: dict[str, str]
    unmatched: tuple[Unmatched, ...]


def normalised(name: str) -> str:
    """Bring a name to the form in which names are compared.

    >>> normalised("焼津市立 大井川東小学校"), normalised("第二地区"), normalised("三十一丁目")
    ('大井川東', '第2', '31丁目')
    """
    text = unicodedata.normalize("NFKC", name)
    text = re.sub(r"^.*?[市町村区]立\s*", "", text)
    text = re.sub(r"\s", "", text)
    text = _KANJI_NUMERAL.sub(lambda found: _arabic(found[0]), text)
    for ending in _ENDINGS:
        if text.endswith(ending) and len(text) > len(ending):
            return text.removesuffix(ending)
    return text


def _arabic(numeral: str) -> str:
    """Turn a kanji numeral under 100 into digits; a longer one digit by digit."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return numeral.translate(_DIGITS)
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        return numeral
    return (tens.translate(_DIGITS) or "1") + (ones.translate(_DIGITS) or "0")


def match(names: pd.Series, districts: pd.DataFrame) -> Matched:
    """Match names (or ids) to ``districts`` (columns ``district_id``, ``name``).

    A name that is written the same wins; else its normalised form must belong to one district alone.
    """
    exact = dict(zip(districts["district_id"], districts["district_id"], strict=True))
    exact |= dict(zip(districts["name"], districts["district_id"], strict=True))
    loose = _unique(districts)
    ids: dict[str, str] = {}
    unmatched: list[Unmatched] = []
    for name in names.dropna().unique():
        found = exact.get(name) or loose.get(normalised(name))
        if found:
            ids[name] = found
        else:
            unmatched.append(Unmatched(name, nearest(name, districts) if len(unmatched) < _COMPARED else ()))
    return Matched(ids, tuple(unmatched))


def _unique(districts: pd.DataFrame) -> dict[str, str]:
    """Give district ids by normalised name, without the names that two districts share."""
    keys = districts["name"].map(normalised)
    alone = ~keys.duplicated(keep=False)
    return dict(zip(keys[alone], districts.loc[alone, "district_id"], strict=True))


def nearest(name: str, districts: pd.DataFrame) -> tuple[str, ...]:
    """Give the names most like one that isn't known."""
    by_key = {normalised(known): known for known in districts["name"]}
    close = difflib.get_close_matches(normalised(name), list(by_key), n=NEAREST, cutoff=0.3)
    return tuple(by_key[key] for key in close)
