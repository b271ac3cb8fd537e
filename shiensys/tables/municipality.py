"""全国地方公共団体コード: five digits, with or without the sixth that checks them."""

from __future__ import annotations

import re
import unicodedata

from shiensys.errors import ShiensysError

# 政令指定都市 and the number of the last ward code that is theirs: older 国土数値情報 files carry ward codes
_WARDS = {
    "01100": "01110", "04100": "04105", "11100": "11110", "12100": "12106", "14100": "14118", "14130": "14137",
    "14150": "14153", "15100": "15108", "22100": "22103", "22130": "22141", "23100": "23116", "26100": "26111",
    "27100": "27128", "27140": "27147", "28100": "28111", "33100": "33104", "34100": "34108", "40100": "40109",
    "40130": "40137", "43100": "43105",
}  # fmt: skip


class MunicipalityCodeError(ShiensysError, ValueError):
    """The text is no municipality code."""


def five_digits(code: str) -> str:
    """Give the five digits of a code; raises MunicipalityCodeError (wrong length, wrong check digit).

    >>> five_digits("222127"), five_digits("36201"), five_digits("１４２０１")
    ('22212', '36201', '14201')
    """
    text = unicodedata.normalize("NFKC", code).strip()
    if not re.fullmatch(r"\d{5,6}", text) or (len(text) == 6 and check_digit(text[:5]) != text[5]):
        raise MunicipalityCodeError("common.municipality_code", code=code)
    return text[:5]


def check_digit(code: str) -> str:
    """Work out the sixth digit (総務省告示: 11 minus the weighted sum modulo 11, last digit).

    >>> check_digit("22212")
    '7'
    """
    total = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


def belongs(code: str, city: str) -> bool:
    """Tell whether ``code`` is the city's own or that of one of its wards.

    >>> belongs("14101", "14100"), belongs("14201", "14100")
    (True, False)
    """
    return code == city or city < code <= _WARDS.get(city, city)
