"""Which rows of a sheet are its headings: below titles, in one row or two, with cells merged across."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

Cell = object
Row = Sequence[Cell]
SEARCHED = 30  # rows from the top in which the headings are looked for
JOINT = "_"  # between the upper and the lower heading: 65歳以上_男
_DASHES = re.compile("[〜～~ー－−–—―‐‑ｰ-]")
_NUMBER = re.compile(r"[-+]?[\d,.]+")
_REMARK = re.compile("現在|時点|単位|作成|更新|年月日|※|注")  # what stands above a table and is no group of columns


@dataclass(frozen=True)
class HeadingRows:
    """Where the headings stand. ``last``: position of the last heading row, from 0; ``score``: known headings."""

    last: int
    headings: tuple[str, ...]
    score: int


def folded(heading: str) -> str:
    """Bring a heading to the form in which headings are compared.

    >>> folded("０～４歳 の男性") == folded("0-4歳の男性")
    True
    """
    text = "".join(unicodedata.normalize("NFKC", heading).split())
    return _DASHES.sub("-", text).casefold()


def written(cell: Cell) -> str:
    """Give a cell as a heading: one line, no blanks around; a year that a workbook holds as a number without point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def found(rows: Sequence[Row], known: Collection[str]) -> HeadingRows | None:
    """Find the heading rows among the first rows; None where no cell is a known heading.

    ``known``: headings in any spelling. Of rows with equally many known headings the first is taken.

    >>> found([["人口"], ["地区名", "65歳以上", ""], ["", "男", "女"], ["八万", "1", "2"]], ["地区名"])
    HeadingRows(last=2, headings=('地区名', '65歳以上_男', '65歳以上_女'), score=1)
    """
    keys = {folded(heading) for heading in known}
    lines = [[written(cell) for cell in row] for row in rows[:SEARCHED]]
    scores = [len({folded(cell) for cell in line} & keys) for line in lines]
    if not any(scores):
        return None
    best = scores.index(max(scores))
    if best + 1 < len(lines) and _is_lower(lines[best], lines[best + 1]):
        return HeadingRows(best + 1, _joined(lines[best], lines[best + 1], keys), scores[best])
    if best and _is_upper(lines[best - 1], lines[best]):
        return HeadingRows(best, _joined(lines[best - 1], lines[best], keys), scores[best])
    return HeadingRows(best, tuple(lines[best]), scores[best])


def _is_lower(upper: list[str], lower: list[str]) -> bool:
    """Tell whether a row continues the headings above it: words alone, some of them under a merged cell."""
    filled = [cell for cell in lower if cell]
    under_blank = any(low and not up for up, low in _pairs(upper, lower))
    beside_merged = any(up and not low for up, low in _pairs(upper, lower))
    return under_blank and beside_merged and not any(_NUMBER.fullmatch(cell) for cell in filled)


def _is_upper(upper: list[str], lower: list[str]) -> bool:
    """Tell whether a row groups the headings below it, and is no title or remark."""
    filled = [cell for cell in upper if cell]
    if not filled or any(_NUMBER.fullmatch(cell) or _REMARK.search(cell) for cell in filled):
        return False
    if upper[0] and len(filled) == 1:
        return False  # a title
    pairs = _pairs(upper, lower)
    return any(up and not after[0] and after[1] for (up, _), after in pairwise(pairs))


def _pairs(upper: list[str], lower: list[str]) -> list[tuple[str, str]]:
    """Put two rows beside each other, the shorter filled up with blanks."""
    width = max(len(upper), len(lower))
    return [(upper[at] if at < len(upper) else "", lower[at] if at < len(lower) else "") for at in range(width)]


def _joined(upper: list[str], lower: list[str], keys: set[str]) -> tuple[str, ...]:
    """Join two heading rows: a merged cell heads all columns to the next filled one."""
    headings = []
    group = ""
    for up, low in _pairs(upper, lower):
        group = up or (group if low else "")
        alone = not low or not group or (folded(low) in keys and lower.count(low) == 1)
        headings.append((low or up) if alone else f"{group}{JOINT}{low}")
    return tuple(headings)
