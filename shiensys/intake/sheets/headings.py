"""Which heading of a sheet is which of our columns: the reference tables name those that are known."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from shiensys.intake.findings import refuse
from shiensys.intake.sheets.heading_rows import folded
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.wording import listed
from shiensys.tables.categories import REFERENCE_FOLDER

# tables of headings that files of a kind may have beside their own
BESIDE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    dict.fromkeys(("population", "households", "certified"), ("population-layouts", "population"))
)


@lru_cache
def aliases(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Give the headings by column of one kind of file; the first one is printed on our template.

    >>> aliases("households")["single_65"][0]
    '65歳以上単身世帯'
    """
    rows = pd.read_csv(REFERENCE_FOLDER / "headings" / f"{kind}.csv", dtype=str, keep_default_na=False)
    grouped = rows.groupby("column", sort=False)["heading"]
    return MappingProxyType({str(column): tuple(headings) for column, headings in grouped})


def printed(kind: str, column: str) -> str:
    """Give the heading that we print over a column, or its name where we print none.

    >>> printed("population", "area"), printed("population", "municipality_code")
    ('地区名', '全国地方公共団体コード')
    """
    named = [aliases(each).get(column) for each in dict.fromkeys((kind, *BESIDE.get(kind, ())))]
    return next((headings[0] for headings in named if headings), column)


def known(kind: str, mapping: Mapping[str, str]) -> list[str]:
    """Give all headings that a file of this kind may have, those that the user named included."""
    ours = [heading for named in aliases(kind).values() for heading in named]
    return [*filter(None, mapping.values()), *ours]


def likely(headings: Collection[str], kind: str, mapping: Mapping[str, str]) -> dict[str, str]:
    """Give the heading that is there by our column, blank where none is; what a mapping names in vain is left out.

    A mapping to a blank heading says that the file doesn't have the column.
    """
    here = {folded(heading): heading for heading in headings}
    pairs = {column: _first(here, named) for column, named in aliases(kind).items()}
    return pairs | {column: here.get(folded(heading), "") for column, heading in mapping.items()}


def matched(sheet: Sheet, kind: str, mapping: Mapping[str, str], required: Collection[str] = ()) -> dict[str, str]:
    """Give the heading in the sheet by our column; a column without one is left out.

    ``mapping`` (our column -> heading) wins over the reference table, where earlier lines win over later ones.
    ``required``: columns that must be there. Refuses ``heading_missing`` and ``mapping_unknown``.
    """
    pairs = likely(sheet.cells.columns, kind, mapping)
    for column, heading in mapping.items():
        if heading and not pairs[column]:
            refuse("mapping_unknown", sheet.where(), heading=heading, here=listed(sheet.cells.columns, 20))
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
