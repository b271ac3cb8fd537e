"""What a region of a file is to the city: itself, its prefecture, the nation, or another."""

from __future__ import annotations

import unicodedata

from shiensys.intake.request import Request
from shiensys.tables.municipality import belongs
from shiensys.tables.prefectures import DIGITS as PREFECTURE
from shiensys.tables.prefectures import prefectures

NATION = frozenset(("全国", "国", "日本", "日本全国"))


def kind_of(name: str, code: str | None, request: Request) -> str:
    """Tell one of tables.ageing.REGIONS by the region's name, or by its code where the file has one."""
    if code:
        return _by_code(code, request.city)
    plain = "".join(unicodedata.normalize("NFKC", name).split())
    prefecture = prefectures().get(request.city[:PREFECTURE], "")
    if plain in NATION:
        return "nation"
    if prefecture and plain == prefecture:
        return "prefecture"
    own = request.city_name or request.name
    return "city" if own and plain.removeprefix(prefecture) == own else "other"


def is_region(word: str) -> bool:
    """Tell a name that ends as names of regions do.

    >>> is_region("周南市"), is_region("全国"), is_region("単位")
    (True, True, False)
    """
    plain = "".join(unicodedata.normalize("NFKC", word).split())
    return plain in NATION or plain in prefectures().values() or plain.endswith(("市", "町", "村", "区", "広域連合"))


def _by_code(code: str, city: str) -> str:
    """Tell by a code of five digits; 00000 is the nation."""
    if set(code) == {"0"}:
        return "nation"
    if code[PREFECTURE:].strip("0") == "":
        return "prefecture" if code[:PREFECTURE] == city[:PREFECTURE] else "other"
    return "city" if belongs(code[:5], city) else "other"
