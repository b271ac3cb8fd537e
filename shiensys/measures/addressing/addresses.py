"""Addresses as people write them, brought to one form: docs/methods.md §10."""

from __future__ import annotations

import re
import unicodedata

_KANJI_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_NUMERAL = re.compile("[〇一二三四五六七八九十]+")
_DASH = re.compile(r"(?<=\d)[‐‑‒–—―−ー－ｰ~〜](?=\d)")
_OF = re.compile(r"(?<=\d)[のノ之](?=\d)")
_STEP = re.compile(r"(?<=\d)(?:番地の?|番の?|号の?)(?=\d)")
_UNIT = re.compile(r"(?<=\d)(?:番地|番(?!町)|号)")
_PREFECTURE = re.compile(r"^(?:北海道|東京都|京都府|大阪府|.{2,3}県)")
OLD_TO_NEW = str.maketrans("髙﨑澤邊邉嶋嶌濱廣櫻瀧龍冨國惠壽ヶがガノ之", "高崎沢辺辺島島浜広桜滝竜富国恵寿ケケケのの")
APART = "|"  # keeps numbers apart between which a blank stood


def folded(text: str) -> str:
    """Bring an address, or a part of one, to the form in which addresses are compared.

    >>> folded("焼津市　本町二丁目１６番３２号"), folded("大字石津 字大坪40番地の1")
    ('焼津市本町2丁目16-32号', '石津大坪40-1')
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"(?<=\d)\s+(?=\d)", APART, plain.strip())
    plain = "".join(plain.split()).replace("大字", "").replace("字", "")
    plain = _NUMERAL.sub(_arabic, plain)
    plain = _DASH.sub("-", plain)
    plain = _OF.sub("-", plain)
    return _STEP.sub("-", plain).translate(OLD_TO_NEW)


def _arabic(numeral: re.Match[str]) -> str:
    """Turn a kanji numeral under 100 into digits, kept apart from digits behind it; a longer one digit by digit."""
    tens, ten, ones = numeral[0].partition("十")
    if ten and (len(tens) > 1 or len(ones) > 1):
        return numeral[0]
    digits = numeral[0].translate(_KANJI_DIGITS)
    if ten:
        digits = (tens.translate(_KANJI_DIGITS) or "1") + (ones.translate(_KANJI_DIGITS) or "0")
    behind = numeral.string[numeral.end() : numeral.end() + 1]
    return digits + (APART if behind.isdecimal() else "")


def same(one: str, other: str) -> bool:
    """Tell whether two addresses are written for one place; one may leave the city out.

    >>> same("徳島市八万町1番2号", "八万町1-2"), same("佐古一番町5", "佐古1番町5"), same("八万町1-2", "八万町11-2")
    (True, True, False)
    """
    short, long = sorted((key(one), key(other)), key=len)
    return bool(short) and long.endswith(short)


def key(address: str) -> str:
    """Bring an address to the form in which two of them are compared: ``folded``, without words behind numbers.

    >>> key("八万町1番2号"), key("八万町1-2")
    ('8万町1-2', '8万町1-2')
    """
    return _UNIT.sub("", folded(address))


def inside(address: str, city: str) -> str:
    """Take prefecture, 郡 and the city's name off an address that ``folded`` gave; ``city`` folded too.

    >>> inside("静岡県焼津市本町2丁目", "焼津市"), inside("榛原郡吉田町住吉1", "吉田町"), inside("本町2丁目", "焼津市")
    ('本町2丁目', '住吉1', '本町2丁目')
    """
    for candidate in (address, _PREFECTURE.sub("", address)):
        rest = candidate.removeprefix(city)
        county, mark, behind = candidate.partition(f"郡{city}")
        if rest != candidate:
            return rest
        if mark and len(county) <= 4:
            return behind
    return address


def after_town(address: str, town: str) -> str | None:
    """Give what stands behind the town in an address, None where it doesn't begin with it; both ``folded``.

    A 丁目 may be written as the first of several numbers.

    >>> [after_town(address, "本町2丁目") for address in ("本町2丁目16-32号", "本町2-16-32", "本町20")]
    ['16-32号', '16-32', None]
    """
    if address.startswith(town):
        return address.removeprefix(town)
    short = town.removesuffix("丁目")
    if short == town or not address.startswith(short):
        return None
    rest = address.removeprefix(short)
    return rest[1:] if rest.startswith("-") else ("" if not rest else None)


def block(rest: str) -> str | None:
    """Give the number of the block, or of the plot, from what stands behind the town; None where there is none.

    >>> block("16-32号○○ビル"), block("甲123番地"), block("|40-1"), block("公民館")
    ('16', '甲123', '40', None)
    """
    found = re.match(rf"[-{APART}]*([甲乙丙丁戊己]?)[-{APART}]*(\d+)", rest)
    return f"{found[1]}{int(found[2])}" if found else None
