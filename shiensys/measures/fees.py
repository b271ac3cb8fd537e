"""What something costs, as rosters write it: 無料, 100円, 1回200円, 実費. docs/methods.md §20."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_AMOUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)円")
_RANGE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:[〜~-])(?=\d[\d,]*円)")
_WITHIN = re.compile(r"\(?(?:材料費|食材費|昼食代|お?茶代|保険料)?込み?\)?")  # what the price has in it
_HALF_HOUR = re.compile(r"(?:30分|半時間)(?:あたり|につき|ごと|毎)?(\d[\d,]*)円")
_FREE = re.compile(r"無料|無償|(?:参加費|利用料|会費|費用|料金)?(?:なし|無し|不要)|(?<!\d)0円")
_SPAN = re.compile(r"年会?費|年額|年間|年\d|月会?費|月額|月\d[\d,]*円|1(?:か|ヶ|ケ|カ|箇)月|入会|登録料|年会費")
_FOR = (
    r"(?:実費|材料費|食材費|燃料代|ガソリン代|商品代|参加者?負担|自己負担)"  # what is paid, of what others leave open
)
_PRICED = re.compile(rf"{_FOR}[:(]?(?:1回)?(?=\d[\d,]*円)")
_OPEN = re.compile(rf"{_FOR}|燃料|ガソリン|相談|負担|別途|その他|など|等|から|以上|[〜~]$|により|によって|による|割")


@lru_cache(maxsize=8192)
def yen(text: str) -> float:
    """Read what one time costs at most, in yen: 0 where it is free, NaN where the words leave it open.

    A price by the half hour is taken for an hour. A fee for a year, a month or for joining says nothing of one time.

    >>> yen("無料"), yen("1回２００円"), yen("100〜300円"), yen("30分300円"), yen("無料(材料費は実費)"), yen("会費")
    (0.0, 200.0, 300.0, 600.0, nan, nan)
    """
    plain = _RANGE.sub("", _WITHIN.sub("", re.sub(r"\s", "", unicodedata.normalize("NFKC", text))))
    priced = _PRICED.sub("", plain)
    if _SPAN.search(plain) or _OPEN.search(_AMOUNT.sub("", priced)):
        return float("nan")
    amounts = [_number(found) for found in _AMOUNT.findall(priced)]
    if amounts:
        half = [2 * _number(found) for found in _HALF_HOUR.findall(priced)]
        return sum(amounts) if "+" in priced else max([*amounts, *half])
    return 0.0 if _FREE.search(priced) else float("nan")


def _number(digits: str) -> float:
    """Turn a number with thousands commas into one."""
    return float(digits.replace(",", ""))
