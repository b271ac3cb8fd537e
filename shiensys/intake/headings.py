"""Which heading of a sheet is which of our columns: the reference tables name those that are known."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from shiensys.intake.findings import refuse
from shiensys.intake.heading_rows import folded
from shiensys.intake.sheets import Sheet
from shiensys.intake.wording import listed
from shiensys.tables.categories import REFERENCE_FOLDER


@lru_cache
def aliases(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Give the headings by column of one kind of file; the first one is printed on our template.

    >>> aliases("households")["single_65"][0]
    '65歳以上単身世帯'
    """
    rows = pd.read_csv(REFERENCE_FOLDER / "headings" / f"{kind}.csv", dtype=str, keep_default_na=False)
    grouped = rows.groupby("column", sort=False)["heading"]
    return MappingProxyType({str(column): tuple(headings) for column, headings in grouped})


def known(kind: str, mapping: Mapping[str, str]) -> list[str]:
    """Give all headings that a file of this kind may have, those that the user named included."""
    return [*mapping.values(), *(heading for named in aliases(kind).values() for heading in named)]


def matched(sheet: Sheet, kind: str, mapping: Mapping[str, str], required: Collection[str] = ()) -> dict[str, str]:
    """Give the heading in the sheet by our column; a column without one is left out.

    ``mapping`` (our column -> heading) wins over the reference table, where earlier lines win over later ones.
    ``required``: columns that must be there. Refuses ``heading_missing`` and ``mapping_unknown``.
    """
    here = {folded(heading): heading for heading in sheet.cells.columns}
    pairs = {column: _first(here, named) for column, named in aliases(kind).items()}
    for column, heading in mapping.items():
        if folded(heading) not in here:
            refuse("mapping_unknown", sheet.where(), heading=heading, here=listed(here.values(), 20))
        pairs[column] = here[folded(heading)]
    needed(sheet, kind, pairs, required)
    return {column: heading for column, heading in pairs.items() if heading}


def needed(sheet: Sheet, kind: str, pairs: Mapping[str, str], required: Collection[str]) -> None:
    """Refuse (``heading_missing``) a sheet without one of the columns that must be there."""
    for column in required:
        if not pairs.get(column):
            wanted = aliases(kind).get(column, (column,))[0]
            here = listed(sheet.cells.columns, 20)
            refuse("heading_missing", sheet.where(sheet.heading_row), heading=wanted, here=here)


def _first(here: Mapping[str, str], named: Collection[str]) -> str:
    """Give the first of the named headings that is here, else blank."""
    return next((here[folded(heading)] for heading in named if folded(heading) in here), "")
