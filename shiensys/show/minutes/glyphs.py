"""What the font that comes along can write: what it can't is never left as an empty box."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from fontTools.ttLib import TTFont
from noto_cjk_sans_jp_regular import FONT_PATH

GETA = "〓"  # stands in Japanese print where a sign is missing (JIS X 0208)


@lru_cache
def known() -> frozenset[int]:
    """Give the code points that the font has."""
    with TTFont(FONT_PATH, lazy=True) as font:
        return frozenset(font.getBestCmap())


def writable(text: str) -> str:
    """Put a sign for missing ones where the font has none; signs that are never seen are left out.

    >>> writable("髙﨑①㈱"), writable("はい😀"), writable("a\\u200bb\\x07")
    ('髙﨑①㈱', 'はい〓', 'ab')
    """
    told = unicodedata.normalize("NFC", text)
    return "".join(_sign(each) for each in told)


def _sign(each: str) -> str:
    """Give what is written for one sign."""
    if each == "\n":
        return each
    if unicodedata.category(each) in ("Cc", "Cf", "Cs") or unicodedata.combining(each) or "\ufe00" <= each <= "\ufe0f":
        return each if ord(each) in known() and unicodedata.category(each) not in ("Cc", "Cf", "Cs") else ""
    return each if ord(each) in known() else GETA
