"""Names of areas in a file beside the districts that the city has: what fits, what is set aside."""

from __future__ import annotations

import re

import pandas as pd

from shiensys.intake.findings import Finding, Where, mended, noted, refuse
from shiensys.intake.request import Request
from shiensys.intake.sheets.wording import listed
from shiensys.tables.names import Unmatched, match, normalised

_NAMED = 5  # names given in one sentence
_TOTAL = re.compile(
    r"(総|合|小|中|市|町|村|区|全)?計|総数|総人口|全体|(全|本)?[市町村区]全?(体|域|合計|総数)|全[市町村区]"
)


def is_total(areas: pd.Series) -> pd.Series:
    """Tell the rows that add up others: 合計, 総数, 市計, 全市 ...; True by row.

    >>> is_total(pd.Series(["八万", "合 計", "市 計", "全市", None])).tolist()
    [False, True, True, True, False]
    """
    names = [name for name in areas.dropna().unique() if _TOTAL.fullmatch("".join(str(name).split()))]
    return areas.isin(names)


def placed(areas: pd.Series, request: Request, where: Where) -> tuple[Finding, ...]:
    """Say which areas are no district of the city (nor 圏域, nor in its crosswalk); refuses where none is.

    Rows of areas that aren't known stay in the table: they are set aside when the city is gathered.
    """
    return _said(areas.dropna(), request, where)


def placed_rows(areas: pd.Series, request: Request, where: Where) -> tuple[Finding, ...]:
    """Say the same of a column whose index is the row numbers: the finding knows all rows of unknown areas."""
    names = areas.dropna()
    return _said(names, request, where, rows=names)


def _said(names: pd.Series, request: Request, where: Where, rows: pd.Series | None = None) -> tuple[Finding, ...]:
    """Hold the names against the city's; ``rows``: name by row number, where there is one."""
    if request.districts is None:
        return (noted("no_districts_yet", where),)
    known = match(names, request.districts)
    elsewhere = _elsewhere(request)
    strangers = [name for name in known.unmatched if normalised(name.name) not in elsewhere]
    if names.empty or len(strangers) == names.nunique():
        here, wanted = listed(names.unique(), _NAMED), listed(request.districts["name"], _NAMED)
        refuse("no_district_matched", where, here=here, wanted=wanted)
    if not strangers:
        return ()
    found = mended("unknown_districts", where, n=len(strangers), names=listed(map(_described, strangers), _NAMED))
    unknown = {name.name for name in strangers}
    return (found if rows is None else found.about(rows.index[rows.isin(unknown)]),)


def _elsewhere(request: Request) -> frozenset[str]:
    """Give the names of the city's 圏域 and those in its crosswalk, as names are compared."""
    sources = [] if request.districts is None else [*request.districts["area"].dropna()]
    if request.crosswalk is not None:
        sources += [*request.crosswalk["source"]]
    return frozenset(map(normalised, sources))


def _described(name: Unmatched) -> str:
    """Give a name with those most like it."""
    return f"{name.name}({' / '.join(name.nearest)}?)" if name.nearest else name.name
