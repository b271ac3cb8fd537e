"""What in a note may lead to a person: it is asked about before it is kept."""

from __future__ import annotations

import re

from shiensys.intake.privacy.identifiers import contacts, personal_numbers, plain

_ADDRESS = re.compile(r"丁目|番地|\d+番\d+号|[一-龥ぁ-んァ-ヶ]\d{1,4}-\d{1,4}(?:-\d{1,4})?(?!\d)|\d+号室")
_NAMED = re.compile(r"([一-龥々]{1,4}|[ァ-ヶー]{2,8})(?:さん|様|氏)(?!々)")
_NOBODY = frozenset(  # words that stand before さん and name no person
    re.findall(
        r"\S+",
        "民生委員 委員 奥 娘 息子 母 父 祖母 祖父 兄 姉 妹 弟 夫 妻 嫁 婿 孫 本人 利用者 家族 "
        "隣 近所 職員 担当者 相談員 会長 "
        "自治会長 区長 患者 皆 各位 医者 看護師 大家 子 依頼者 相談者 高齢者 住民 "
        "ヘルパー ボランティア ケアマネ ケアマネジャー",
    )
)


def hints(text: str) -> tuple[str, ...]:
    """Name what a text seems to hold, in an order that never changes: contact, number, address, name.

    >>> hints("足が悪く、バス停まで歩けない。週1回、2時間ほど"), hints("奥さんと民生委員さんから")
    ((), ())
    >>> hints("山田さん 090-1234-5678"), hints("速玉町3-17の人")
    (('contact', 'name'), ('address',))
    """
    written = plain(text)
    found = {
        "contact": bool(contacts([text])),
        "number": bool(personal_numbers([text])),
        "address": bool(_ADDRESS.search(_without_contacts(written))),
        "name": any(match[1] not in _NOBODY for match in _NAMED.finditer(written)),
    }
    return tuple(name for name, there in found.items() if there)


def _without_contacts(written: str) -> str:
    """Leave telephone numbers out: their middle looks like a house number."""
    return re.sub(r"0\d{1,4}-\d{1,4}-\d{3,4}", "", written)
