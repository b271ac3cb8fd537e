"""Age bands that don't make up everybody: which ages are missing, in words."""

from __future__ import annotations

from collections.abc import Iterable

from shiensys.intake.findings import refuse
from shiensys.intake.people.agebands import OPEN
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.wording import listed
from shiensys.text import say

Band = tuple[float, float]


def refuse_ages(sheet: Sheet, bands: Iterable[Band]) -> None:
    """Refuse bands of which no choice adds up to everybody: ``ages_incomplete`` names the ages that none of them
    holds; where each age is in one, they overlap so that none can be chosen (``ages_overlap``)."""
    missing = gaps(bands)
    if not missing:
        refuse("ages_overlap", sheet.where(sheet.heading_row))
    refuse("ages_incomplete", sheet.where(sheet.heading_row), missing=listed(map(worded, missing)))


def gaps(bands: Iterable[Band]) -> tuple[Band, ...]:
    """Give the ages from the youngest on that are in no band; ``bands``: youngest and oldest age, inclusive.

    >>> gaps([(0, 4), (10, 14), (20, OPEN)]), gaps([(65, 74)])
    (((5, 9), (15, 19)), ((75, inf),))
    """
    found: list[Band] = []
    reached: float | None = None
    for first, last in sorted(bands):
        if reached is not None and first > reached + 1:
            found.append((reached + 1, first - 1))
        reached = last if reached is None else max(reached, last)
    if reached is not None and reached < OPEN:
        found.append((reached + 1, OPEN))
    return tuple(found)


def worded(band: Band) -> str:
    """Say ages in words.

    >>> worded((5, 9)), worded((85, OPEN)), worded((7, 7))
    ('5～9歳', '85歳以上', '7歳')
    """
    first, last = band
    if last == OPEN:
        return say("intake.ages.open", first=int(first))
    return say("intake.ages.one" if first == last else "intake.ages.band", first=int(first), last=int(last))
