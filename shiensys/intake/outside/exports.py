"""Exports of the Ministry's 地域包括ケア「見える化」システム: 表形式（時系列） and 表形式（地域別）.

Read by their shape, which data/reference/headings/series.SOURCE.txt tells with its sources.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from shiensys.intake.findings import refuse
from shiensys.intake.outside.grids import Cells, Grid, cell
from shiensys.intake.outside.periods import Period, period
from shiensys.intake.outside.regions import is_region
from shiensys.intake.request import Request
from shiensys.intake.sheets.heading_rows import folded, written
from shiensys.intake.sheets.wording import listed

SOURCE = "地域包括ケア「見える化」システム(厚生労働省)"
COLUMNS = ["region", "code", "indicator", "unit", "date", "partly", "value", "forecast", "source", "row", "heading"]
_TABLE, _SERIES, _REGIONS = "表形式", "時系列", "地域別"
_TOP = 12  # rows in which the headings stand
_OVER_TIME = {"region": 1, "indicator": 2, "unit": 3}  # columns in which they stand, from 0
_BY_REGION = {"indicator": 1, "unit": 2}
_HEADS = {
    "region": ("地域", "地域名", "自治体", "自治体名", "市区町村", "市区町村名", "保険者", "保険者名"),
    "indicator": ("指標", "指標名", "項目", "項目名", "系列"),
    "unit": ("単位",),
}
_INDICATOR = re.compile(r"[A-Z]\d+(?:-[a-z])?_(.+?)_")
_FILLER = re.compile(r"[行列]\d+")
_MONTH = re.compile(r"_((?:19|20)\d{2})(0[1-9]|1[0-2])_")  # 2025年4月 in the name of a file


def tables(pages: Sequence[Grid]) -> list[Grid]:
    """Give the pages that are tables of an export by their name; beside them may be charts."""
    return [page for page in pages if unicodedata.normalize("NFKC", page.name).startswith(_TABLE)]


def page_of(pages: Sequence[Grid], request: Request) -> Grid | None:
    """Find the table among the pages of an export; None where the file is none. Refuses ``export_layout``."""
    named = any(word in Path(request.path.name).stem for word in (f"_{_SERIES}", f"_{_REGIONS}"))
    found = tables(pages) or ([pages[0]] if len(pages) == 1 and named else [])
    if not found:
        return None
    page = found[0]
    if heading(page, request) is None:
        refuse("export_layout", page.where(), here=listed(dict.fromkeys(page.top()), 8))
    return page


def heading(page: Grid, request: Request) -> int | None:
    """Give the position of the heading row; None where there is none."""
    wanted = _periods if _is_series(page, request) else _regions
    return next((at for at, row in enumerate(page.rows[:_TOP]) if wanted(row)), None)


def read(page: Grid, request: Request) -> pd.DataFrame:
    """Read the figures: COLUMNS, a row a figure; ``value`` as it is written. Refuses ``date_missing``."""
    top = heading(page, request)
    assert top is not None  # page_of looked for it
    lines = _series(page, top, _of_name(request)) if _is_series(page, request) else _regional(page, top, request)
    return pd.DataFrame(lines, columns=COLUMNS)


def _of_name(request: Request) -> str:
    """Give the indicator that the file's name tells; blank where it tells none."""
    found = _INDICATOR.match(unicodedata.normalize("NFKC", request.path.stem))
    return found[1] if found else ""


def _is_series(page: Grid, request: Request) -> bool:
    """Tell a table of periods from one of regions, by the sheet's name, else by the file's."""
    name = page.name if _TABLE in page.name else Path(request.path.name).stem
    return _SERIES in name


def _periods(row: Cells) -> dict[int, Period]:
    """Give the periods of a heading row by column, behind those of region, indicator and unit."""
    behind = max(value for value in _columns(row, _OVER_TIME).values() if value is not None)
    found = {at: period(one) for at in range(behind + 1, len(row)) if (one := cell(row, at)) is not None}
    return {at: one for at, one in found.items() if one is not None}


def _regions(row: Cells) -> dict[int, str]:
    """Give the regions of a heading row by column, behind indicator and unit; none where no word is a region's name."""
    behind = max(value for value in _columns(row, _BY_REGION).values() if value is not None)
    words = {at: _word(cell(row, at)) for at in range(behind + 1, len(row))}
    named = {at: word for at, word in words.items() if word}
    return named if any(map(is_region, named.values())) else {}


def _columns(row: Cells, usual: Mapping[str, int]) -> Mapping[str, int | None]:
    """Give the columns by their headings where the row has the first of them, else where they usually stand."""
    heads = {folded(written(one)): at for at, one in reversed([*enumerate(row)]) if written(one)}
    named = {name: next((heads[word] for word in _HEADS[name] if word in heads), None) for name in usual}
    return named if named[next(iter(usual))] is not None else usual


def _word(found: object) -> str:
    """Write a cell; blank for what only fills the sheet up."""
    word = written(found)
    return "" if _FILLER.fullmatch(word) else word


def _at(row: Cells, column: int | None) -> str:
    """Write the cell of a column; blank where there is no such column."""
    return "" if column is None else _word(cell(row, column))


def _series(page: Grid, top: int, named: str) -> Iterator[tuple[object, ...]]:
    """Read region, indicator and unit down, periods across. ``named``: the indicator where no column names it."""
    periods, columns = _periods(page.rows[top]), _columns(page.rows[top], _OVER_TIME)
    region = ""
    for at, row in enumerate(page.rows[top + 1 :], start=top + 1):
        indicator = _at(row, columns["indicator"]) if columns["indicator"] is not None else named
        region, unit = _at(row, columns["region"]) or region, _at(row, columns["unit"])
        filled = _at(row, columns["region"]) or columns["indicator"] is not None  # else a note below the table
        for column, when in periods.items() if region and indicator and filled else ():
            head = written(cell(page.rows[top], column))
            yield (region, "", indicator, unit, when.day, when.part, cell(row, column), _expected(head, indicator),
                   SOURCE, page.number(at), head)  # fmt: skip


def _regional(page: Grid, top: int, request: Request) -> Iterator[tuple[object, ...]]:
    """Read indicator and unit down, regions across, all of one day."""
    month = _MONTH.search(unicodedata.normalize("NFKC", request.path.name))
    named = period(f"{month[1]}年{int(month[2])}月末") if month else None
    day = request.date or (named.day if named else None)
    if day is None:
        refuse("date_missing", page.where())
    columns = _columns(page.rows[top], _BY_REGION)
    for at, row in enumerate(page.rows[top + 1 :], start=top + 1):
        indicator, unit = _at(row, columns["indicator"]), _at(row, columns["unit"])
        for column, region in _regions(page.rows[top]).items() if indicator else ():
            yield (region, "", indicator, unit, day, False, cell(row, column), _expected(indicator), SOURCE,
                   page.number(at), region)  # fmt: skip


def _expected(*words: str) -> bool:
    """Tell words of what is expected and not counted."""
    return any(sign in word for word in words for sign in ("推計", "将来", "見込"))
