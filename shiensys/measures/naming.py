"""Names and contacts of entries as people write them, brought to forms in which they are compared: methods.md §21."""

from __future__ import annotations

import re
import unicodedata

from shiensys.measures.addressing.addresses import OLD_TO_NEW
from shiensys.measures.addressing.halls import name_key

SHORTEST = 5  # letters of a name in which one letter may be a slip; in a shorter one it is another name
_BODY = re.compile(
    r"\(?(?:株式会社|有限会社|合同会社|特定非営利活動法人|npo法人|社会福祉法人|(?:一般|公益)(?:社団|財団)法人|医療法人)\)?|"
    r"\((?:株|有|福|特非|一社|公財|npo)\)|npo"
)
_HALL = re.compile(
    r"(?:自治|町内|市民|集)?会館|公民館|集会所|集会場|(?:コミュニティ|市民|交流)(?:センター|会館)|コミセン|コミュニティー(?:センター)?"
)
_MARKS = re.compile(r"[\W_ー]|(?<=の)会$")
_TELLING = frozenset("0123456789一二三四五六七八九十東西南北上下中前後新旧元本男女")  # letters that make another name
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ"))}
_LEAST_DIGITS = 9  # of a telephone number with its area code


def loose(name: str) -> str:
    """Bring a name to a form in which spellings are one: width, old letters, kana, forms of bodies, words for halls.

    >>> loose("㈱ 髙田サービス") == loose("高田サービス株式会社"), loose("八万公民館サロン") == loose("八万会館さろん")
    (True, True)
    >>> loose("第1サロン") == loose("第２サロン")
    False
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    bare = _BODY.sub("", plain)
    key = name_key(bare if bare.strip() else plain)
    key = _HALL.sub("館", key).translate(OLD_TO_NEW).translate(_HIRAGANA)
    return _MARKS.sub("", key) or name_key(name)


def without_a_letter(key: str) -> list[str]:
    """Give a key and what is left of it without one of its letters; nothing where it is too short.

    >>> without_a_letter("いきいき体")[:3], without_a_letter("会")
    (['いきいき体', 'きいき体', 'いいき体'], [])
    """
    if len(key) < SHORTEST:
        return []
    return list(dict.fromkeys([key, *(key[:at] + key[at + 1 :] for at in range(len(key)))]))


def a_letter_apart(one: str, other: str) -> bool:
    """Tell whether one letter was put in, left out or changed, and it isn't one that makes another name.

    >>> a_letter_apart("いきいき体操", "いきいき体繰"), a_letter_apart("いきいき体操", "いきいき操")
    (True, True)
    >>> a_letter_apart("八万東の会", "八万西の会"), a_letter_apart("茶の間", "茶の間会")
    (False, False)
    """
    short, long = sorted((one, other), key=len)
    if one == other or len(long) - len(short) > 1 or len(short) < SHORTEST:
        return False
    at = next((n for n, (here, there) in enumerate(zip(short, long, strict=False)) if here != there), len(short))
    put_in = len(long) > len(short)
    changed = {long[at]} if put_in else {long[at], short[at]}
    return long[at + 1 :] == short[at if put_in else at + 1 :] and not changed & _TELLING


def contact(written: str) -> str:
    """Bring a contact to one form: the digits of a telephone number, else an address of mail; blank for anything else.

    >>> contact("０８８－６２１－5574"), contact("000-0000-0000"), contact("事務局まで")
    ('0886215574', '', '')
    """
    plain = unicodedata.normalize("NFKC", written).casefold()
    digits = re.sub(r"\D", "", plain)
    if len(digits) >= _LEAST_DIGITS:
        return digits if digits.strip("0") else ""
    return plain.strip() if "@" in plain else ""
