"""Which columns of a layer mean what: the official families are told by which columns exist.

The same number means different things in different editions (A27_005 is the code in 2010 and the address in 2021),
so no column is ever taken by its number alone. Layouts: the products' own specifications, as read in real files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Family:
    """One layout. ``needed``: columns that it has; ``absent``: columns whose presence rules it out.

    ``code``, ``founder``, ``name``, ``school``: which column holds the municipality code, the founder, the name and
    the key of a district; blank where none does. ``credit``: key of the words to credit it with.
    ``editions``: the years that have come out in this layout, None where they can't be counted up.
    """

    layout: str
    needed: tuple[str, ...]
    name: str
    code: str
    founder: str = ""
    school: str = ""
    absent: tuple[str, ...] = ()
    credit: str = ""
    editions: tuple[int, ...] = ()


def _school_families(product: str, credit: str) -> tuple[Family, ...]:
    """Give the layouts that A27 and A32 have had since 2021; the API of MLIT writes ``_ja`` behind the name."""

    def columns(*numbers: str) -> tuple[str, ...]:
        return tuple(f"{product}_{number}" for number in numbers)

    return tuple(
        Family(
            layout=f"{product}-21",
            needed=columns("001", "002", "003", name),
            code=f"{product}_001",
            founder=f"{product}_002",
            school=f"{product}_003",
            name=f"{product}_{name}",
            absent=columns("006"),
            credit=credit,
            editions=(2021, 2023),
        )
        for name in ("004", "004_ja")
    )


FAMILIES: tuple[Family, ...] = (
    Family(
        "A27-10",
        ("A27_005", "A27_006", "A27_007", "A27_008"),
        code="A27_005",
        founder="A27_006",
        name="A27_007",
        credit="A27",
        editions=(2010, 2016),
    ),
    *_school_families("A27", "A27"),
    Family(
        "A32-16",
        ("A32_006", "A32_007", "A32_008"),
        code="A32_006",
        founder="A32_007",
        name="A32_008",
        credit="A32",
        editions=(2016,),
    ),
    Family(
        "A32-13",
        ("A32_001", "A32_002", "A32_003", "A32_006"),
        code="A32_001",
        founder="A32_002",
        name="A32_003",
        absent=("A32_007",),
        credit="A32",
        editions=(2013,),
    ),
    *_school_families("A32", "A32"),
    Family("N03", ("N03_001", "N03_003", "N03_004", "N03_007"), name="N03_004", code="N03_007", credit="N03"),
    Family(
        "r2ka",
        ("KEY_CODE", "PREF", "CITY", "S_NAME"),
        code="KEY_CODE",
        school="KEY_CODE",
        name="S_NAME",
        credit="census",
        editions=(2015, 2020),
    ),
    Family(
        "h22ka",
        ("KEY_CODE", "KEN", "CITY", "MOJI"),
        code="KEY_CODE",
        school="KEY_CODE",
        name="MOJI",
        credit="census",
        editions=(2005, 2010),
    ),
)
_EDITION = re.compile(r"(?:A27|A32|N03)P?-(?:(?P<full>\d{4})(?:\d{4})?|(?P<short>\d{2}))(?!\d)")
_CENSUS = {"r2ka": 2020, "h27ka": 2015, "h22ka": 2010, "h17ka": 2005}  # names of the census' files


def recognised(columns: Collection[str]) -> Family | None:
    """Tell the family by the columns; None where it is none of them.

    >>> recognised(["A27_001", "A27_002", "A27_003", "A27_004", "A27_005"]).name
    'A27_004'
    >>> recognised(["A27_005", "A27_006", "A27_007", "A27_008"]).name
    'A27_007'
    """
    here = set(columns)
    for family in FAMILIES:
        if here.issuperset(family.needed) and here.isdisjoint(family.absent):
            return family
    return None


def edition(names: Iterable[str]) -> int | None:
    """Tell the year of the edition by file, layer and metadata names; None where none of them says it.

    >>> edition(["KS-META-A27-21_36.xml"]), edition(["N03-20240101_35.geojson"]), edition(["小学校区.shp"])
    (2021, 2024, None)
    >>> edition(["A32-2016.zip"]), edition(["N03-21_36_210101.shp"]), edition(["h27ka36201.shp"])
    (2016, 2021, 2015)
    """
    for name in names:
        found = _EDITION.search(name)
        if found:
            return int(found["full"] or f"20{found['short']}")
        for prefix, year in _CENSUS.items():
            if name.startswith(prefix):
                return year
    return None
