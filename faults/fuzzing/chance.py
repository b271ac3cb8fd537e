"""What chance puts in the place of something: the values that break readers."""

from __future__ import annotations

import random
import string

# of every kind that a file has brought somewhere: blank, too large, no number, another calendar, another width, code
CELLS = (
    "", " ", "\u3000", "0", "-1", "１２", "①", "1.5", "1e5", "1e400", "-1e-400", "inf", "nan", "NA", "None", "NULL",
    "999",
    "12,345", "1,2,3", "９９９９９９９９９９９９", "123456789012", "01", "+81", "2026-02-30", "令和99年1月1日",
    "令和元年", "H31.4.30",
    "1900-01-00", "99999-12-31", "2026/1", "45678", "0:00", "=1+1", "=HYPERLINK(\"http://x\")", "@x", "<script>",
    "${alert(1)}",
    "[x](javascript:1)", "\"", "'", "\n", "\r", "a\nb", "\t", ",", ";", "\\", "\0", "\x1b", "\ufeff", "\u200b",
    "\u202e", "ｱｲｳ", "髙", "〜",
    "−", "𠮷", "👵🏽", "e\u0301", "合計", "計", "不明", "*", "X", "-", "***", "…", "男", "女", "総数", "65歳以上",
    "85-", "65~69", "0.1%", "1:2",
    "x" * 40_000, "9" * 400, "9" * 5_000, "1" + "0" * 25, "[]", "{}", "true", "FALSE", "#REF!", "#N/A", "#DIV/0!",
)  # fmt: skip
JSON = (
    None, True, False, 0, -1, 1.5, 1e308, -1e308, float("nan"), float("inf"), 10**30, "", "Point", "Polygon",
    "FeatureCollection",
    "GeometryCollection", [], {}, [[]], [[[]]], [[[[]]]], [None], [1], [1, 2], ["a", "b"], [[134, 34]],
    [[[134, 34]] * 4],
    [[[134.5, 34.0], [134.6, 34.1], [134.6, 34.0], [134.5, 34.1], [134.5, 34.0]]], {"type": "Polygon"}, "\0",
    "x" * 40_000,
    {"type": "name", "properties": {"name": "EPSG:2446"}}, {"type": "link"}, "urn:ogc:def:crs:EPSG::9999999", 181, 91,
)  # fmt: skip
NUMBERS = (0, 1, 2, 3, 5, 8, 13, 15, 23, 25, 31, 127, 128, 255, 256, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1)


def cell(by: random.Random) -> str:
    """Give a cell."""
    if by.random() < 0.8:
        return by.choice(CELLS)
    return "".join(by.choices(string.printable + "一二三あいうｱ０１％", k=by.randint(1, 12)))


def bytes_changed(content: bytes, by: random.Random, most: int = 8) -> bytes:
    """Change a few bytes: flipped, another, cut out, put in twice, or all from a place on lost."""
    changed = bytearray(content)
    for _ in range(by.randint(1, most)):
        place = by.randrange(len(changed) + 1)
        what = by.random()
        if what < 0.45 and place < len(changed):
            changed[place] ^= 1 << by.randrange(8)
        elif what < 0.7 and place < len(changed):
            changed[place] = by.choice((0, 10, 13, 34, 44, 127, 128, 255, by.randrange(256)))
        elif what < 0.82:
            del changed[place : place + by.randint(1, 40)]
        elif what < 0.96:
            changed[place:place] = changed[place : place + by.randint(1, 40)]
        else:
            del changed[place:]
    return bytes(changed)
