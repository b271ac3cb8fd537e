"""Names of halls and houses as rosters write them, brought to one form."""

from __future__ import annotations

import re
import unicodedata

_BRACKETS = re.compile(r"[(〔\[【《〈「『].*?[)〕\]】》〉」』]")
_OWNER = re.compile(r"^.{0,8}?[市町村区県]立")
_FLOOR = re.compile(r"(?:地下)?(?:\d+|[一二三四五六七八九])(?:階|F|f).*$")
_ROOM = re.compile(
    r"(?:[大中小]|第?\d+)?(?:会議室|集会室|研修室|調理室|和室|洋室|講堂|広間|ロビー|玄関|駐車場|体育室|多目的室|多目的ホール|"
    r"料理実習室|実習室|図書室|談話室|内|前)$"
)
SHORTEST = 3  # characters of a name that can tell a hall from all others


def name_key(name: str) -> str:
    """Bring a name to the form in which names of one list are compared.

    >>> name_key("いきいき サロン（八万）") == name_key("いきいきサロン")
    True
    """
    plain = unicodedata.normalize("NFKC", name)
    bare = _BRACKETS.sub("", plain)
    return "".join((bare if bare.strip() else plain).split()).casefold()


def hall_key(name: str, city: str) -> str:
    """Bring the name of a hall to the form in which halls are compared: without owner, city, floor and room.

    >>> [hall_key(name, "徳島市") for name in ("八万公民館 2階大会議室", "徳島市立八万公民館", "八万公民館(和室)")]
    ['八万公民館', '八万公民館', '八万公民館']
    """
    plain = name_key(name)
    for cut in (_OWNER.sub("", plain), plain.removeprefix(city.casefold())):
        if len(cut) >= SHORTEST and cut != plain:
            plain = cut
            break
    for pattern in (_FLOOR, _ROOM):
        shorter = pattern.sub("", plain)
        plain = shorter if len(shorter) >= SHORTEST else plain
    return plain
