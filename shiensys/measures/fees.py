"""What something costs, as rosters write it: 無料, 100円, 1回200円, 実費. docs/methods.md §20."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_AMOUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)円")
_RANGE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:[〜~-])(?=\d[\d,]*円)")
_HALF_HOUR = re.compile(r"(?:30分|半時間)(?:あたり|につき|ごと|毎)?(\d[\d,]*)円")
_FREE = re.compile(r"無料|無償|(?:参加費|利用料|会費|費用|料金)?(?:なし|無し|不要)|(?<!\d)0円")
_SPAN = re.compile(r"(?:年会?費|年額|年間?|月会?費|月額|1(?:か|ヶ|ケ|カ|箇)月|入会金?|登録料?|年会費)")
_OPEN = re.compile(
    r"実費|材料費|食材費|燃料|ガソリン|商品代|応相談|相談|負担|別途|その他|など|等|から|以上|〜$|~$|により|によって|による|割"
)


@lru_cache(maxsize=8192)
def yen(text: str) -> float:
    """Read what one time costs at most, in yen: 0 where it is free, NaN where the words leave it open.

    A price by the half hour is taken for an hour. A fee for a year, a month or for joining says nothing of one time.

    >>> yen("無料"), yen("1回２００円"), yen("100〜300円"), yen("30分300円"), yen("無料(材料費は実費)"), yen("会費")
    (0.0, 200.0, 300.0, 600.0, nan, nan)
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    amounts = [_number(found) for found in _AMOUNT.findall(plain)]
    half = [2 * _number(found) for found in _HALF_HOUR.findall(plain)]
    rest = _RANGE.sub("", _AMOUNT.sub("", plain))
    if _SPAN.search(rest) or _OPEN.search(rest):
        # 「材料費100円」 is an amount; 「材料費」 beside one that is named isn't
        return _named(plain) if not _SPAN.search(rest) else float("nan")
    if amounts:
        return max([*amounts, *half])
    return 0.0 if _FREE.search(plain) else float("nan")


def _named(plain: str) -> float:
    """Read one amount whose name is of what is paid: 材料費100円, お茶代(実費100円)."""
    found = re.fullmatch(r"(?:実費|材料費|食材費|燃料代|ガソリン代|参加者?負担)[:(]?(?:1回)?(\d[\d,]*)円\)?", plain)
    return _number(found[1]) if found else float("nan")


def _number(digits: str) -> float:
    """Turn a number with thousands commas into one."""
    return float(digits.replace(",", ""))
