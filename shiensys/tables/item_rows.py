"""Rows of a code book made into items, and what contradicts itself among them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from shiensys.tables.items import ANSWERS, Answer, Item, columns_of

Row = tuple[int, Mapping[str, str]]  # its number in the file, its cells
HIGHEST = 100  # a code or number beyond it is a slip of the pen
_KEY = re.compile(r"[a-z][a-z0-9_]{0,30}")
_BETWEEN = re.compile(r"[;、,\s]+(?=[a-z0-9_]+\s*[=.:)])")
_CODE = re.compile(r"([a-z0-9_]+)\s*[=.:)]\s*(.*\S)")
_BRANCH = re.compile(r"([a-z0-9_]+)=(\d+(?:\|\d+)*)")
_SAME = {"key": "book_key_twice", "number": "book_number_twice", "heading": "book_heading_twice"}


class Fault(NamedTuple):
    """One contradiction. ``code``: of its sentence, intake.finding.<code>; ``row``: in the file."""

    code: str
    row: int
    column: str
    values: Mapping[str, object] = {}


def items(rows: Sequence[Row], beside: Sequence[Item] = ()) -> tuple[tuple[Item, ...], list[Fault]]:
    """Make items of rows, and list what contradicts itself; with a fault the items are of no use.

    ``beside``: items that stand in the same book already.
    """
    faults = [*_twice(rows, beside)]
    made = list(beside)
    for row in rows:
        wrong = [*_cells(row)]
        faults += wrong
        if not wrong:
            made.append(_item(row[1]))
    known = columns_of(made)
    if not faults:
        faults += [fault for row in rows for fault in _branches(row, known)]
        faults += _clashes(rows, made)
    return tuple(made[len(beside) :]), faults


def codes(text: str) -> tuple[tuple[str, str], ...]:
    """Read codes with their words; nothing where the text isn't written so.

    >>> codes("1=はい;2=いいえ"), codes("１.はい、２.いいえ、わからない")
    ((('1', 'はい'), ('2', 'いいえ')), (('1', 'はい'), ('2', 'いいえ、わからない')))
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = [_CODE.fullmatch(part.strip()) for part in _BETWEEN.split(plain)] if plain else []
    return tuple((one[1], one[2]) for one in found if one) if all(found) else ()


def _twice(rows: Sequence[Row], beside: Sequence[Item]) -> Iterator[Fault]:
    """Find keys, numbers and headings that stand twice."""
    for name, code in _SAME.items():
        seen = {_plain(getattr(item, name)): item.key for item in beside if getattr(item, name)}
        for number, cells in rows:
            cell = _plain(cells.get(name, ""))
            if cell in seen:
                yield Fault(code, number, name, {"other": seen[cell]})
            elif cell:
                seen[cell] = str(number)


def _plain(cell: str) -> str:
    """Bring a cell to the form in which cells are compared."""
    return "".join(unicodedata.normalize("NFKC", cell).split())


def _cells(row: Row) -> Iterator[Fault]:
    """Find what is wrong in the cells of one row alone."""
    number, cells = row
    if not _KEY.fullmatch(cells["key"]):
        yield Fault("book_key_unfit", number, "key")
    if not cells["wording"].strip():
        yield Fault("book_no_wording", number, "wording")
    if cells["answer"] not in ANSWERS:
        yield Fault("book_answer_unknown", number, "answer")
        return
    bounds = [cells["least"], cells["most"]]
    if any(cell and not (cell.isdecimal() and int(cell) <= HIGHEST) for cell in bounds):
        yield Fault("book_bound_unknown", number, "most", {"most": HIGHEST})
    elif all(bounds) and int(bounds[0]) > int(bounds[1]):
        yield Fault("book_least_above_most", number, "least")
    if cells["answer"] == "number":
        if not all(bounds):
            yield Fault("book_no_bounds", number, "least")
        return
    yield from _codes(number, cells)


def _codes(number: int, cells: Mapping[str, str]) -> Iterator[Fault]:
    """Find what is wrong in the codes of one row."""
    listed = [code for code, _ in codes(cells["codes"])]
    if not listed:
        yield Fault("book_no_codes", number, "codes")
    elif len({*listed}) < len(listed):
        yield Fault("book_code_twice", number, "codes")
    elif cells["answer"] == "single" and not all(code.isdecimal() and int(code) <= HIGHEST for code in listed):
        yield Fault("book_code_not_number", number, "codes")
    else:
        may_count = {*listed} if cells["answer"] == "single" else {str(at) for at in range(1, len(listed) + 1)}
        if not {*_parts(cells.get("counts_as", ""))} <= may_count:
            yield Fault("book_counts_unknown", number, "counts_as")


def _branches(row: Row, known: Mapping[str, tuple[int, int]]) -> Iterator[Fault]:
    """Find a branch that goes by an item or a code that isn't there."""
    number, cells = row
    text = cells.get("branch", "")
    found = _BRANCH.fullmatch(text)
    if text and (not found or found[1] not in known or found[1] == cells["key"]):
        yield Fault("book_branch_unknown", number, "branch")
    elif found:
        least, most = known[found[1]]
        if not all(least <= int(code) <= most for code in found[2].split("|")):
            yield Fault("book_branch_code", number, "branch")


def _clashes(rows: Sequence[Row], made: Sequence[Item]) -> list[Fault]:
    """Find a box whose column is that of another item."""
    taken: set[str] = set()
    clashing = set()
    for item in made:
        clashing |= {item.key} if taken & {*item.columns} else set()
        taken |= {*item.columns}
    keys = ((number, cells["key"]) for number, cells in rows)
    return [Fault("book_key_twice", number, "key", {"other": key}) for number, key in keys if key in clashing]


def _item(cells: Mapping[str, str]) -> Item:
    """Make an item of a row without fault."""
    answer = cast(Answer, cells["answer"])
    words = dict(codes(cells["codes"]))
    numbers: Collection[int] = [int(code) for code in words] if answer == "single" else []
    branch = _BRANCH.fullmatch(cells.get("branch", ""))
    return Item(
        key=cells["key"],
        number=cells["number"].strip(),
        wording_id=cells.get("wording_id", ""),
        wording=cells["wording"].strip(),
        required=cells.get("required") == "1",
        answer=answer,
        codes=words,
        least=int(cells["least"] or min(numbers, default=0)),
        most=int(cells["most"] or max(numbers, default=0)),
        branch=(branch[1], frozenset(map(int, branch[2].split("|")))) if branch else None,
        scales=tuple(filter(None, cells.get("scales", "").split(";"))),
        heading=cells.get("heading", "").strip(),
        counts_as=frozenset(map(int, _parts(cells.get("counts_as", "")))),
        whom=cells.get("whom", "").strip(),
    )


def _parts(cell: str) -> list[str]:
    """Give the codes that a cell lists.

    >>> _parts("１、2;3")
    ['1', '2', '3']
    """
    return re.findall(r"[^\s;、,・]+", unicodedata.normalize("NFKC", cell))
