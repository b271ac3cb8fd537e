"""How somebody is reached, read from one cell: telephones, telefax, mail, and what is said beside them."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

_NUMBER = re.compile(r"(?<!\d)(?:\+81[-\s]?|\(?0)\d{0,4}\)?[-\s(]?\d{1,4}[-\s)]\d{3,4}(?!\d)|(?<!\d)0\d{9,10}(?!\d)")
_DASH = re.compile(r"(?<=[\d)])[‐‑‒–—―−ー](?=[\d(])")
_FAX = re.compile(r"(?:fax|ファクス|ファックス|ファクシミリ)[^0-9]{0,6}$", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s、,;]+@[^@\s、,;]+\.[^@\s、,;]+")


class Phone(NamedTuple):
    """A number, and what answers: ``voice`` or ``fax``, as RFC 6350 names them."""

    number: str
    kind: Literal["voice", "fax"]


class Reached(NamedTuple):
    """What a contact tells. ``words``: the whole contact where it says more than one number or address."""

    phones: tuple[Phone, ...]
    mail: str
    words: str


def reached(contact: str) -> Reached:
    """Read a contact.

    >>> reached("事務局 ０８３４－２２－８７２１ FAX:0834-32-0021").phones
    (Phone(number='0834-22-8721', kind='voice'), Phone(number='0834-32-0021', kind='fax'))
    >>> reached("088-621-5574").words, reached("a@city.example").mail, reached("会長まで")
    ('', 'a@city.example', Reached(phones=(), mail='', words='会長まで'))
    """
    plain = _DASH.sub("-", unicodedata.normalize("NFKC", contact)).strip()
    phones = tuple(
        Phone(found[0].strip(), "fax" if _FAX.search(plain[: found.start()]) else "voice")
        for found in _NUMBER.finditer(plain)
    )
    mails = _MAIL.findall(plain)
    alone = [*(phone.number for phone in phones), *mails] == [plain]
    return Reached(phones, mails[0] if mails else "", "" if alone else contact.strip())
