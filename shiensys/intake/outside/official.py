"""Workbooks of 日本の地域別将来推計人口 (社人研), and tables of the same shape: which page and rows are the city's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from shiensys.intake.findings import Finding, noted, refuse
from shiensys.intake.outside import blocks, nationwide
from shiensys.intake.outside.grids import Grid, cell, seen
from shiensys.intake.outside.periods import calendar_year
from shiensys.intake.people.agebands import Sex, cohort, sex_of
from shiensys.intake.privacy.personal import refuse_numbers
from shiensys.intake.request import Request
from shiensys.intake.seeing import look
from shiensys.intake.sheets.heading_rows import written
from shiensys.intake.sheets.wording import listed

_CODE = re.compile(r"(\d{4,5})(?:[_ ]+(.+))?")
_TOP = 6  # rows in which a page names its municipality
# editions by their days and oldest age; the days of no two are the same
_EDITIONS = {(2020, 2050): "令和5年推計", (2015, 2045): "平成30年推計", (2010, 2040): "平成25年推計"}
PUBLISHED, OWN = "社人研", "市の将来推計"  # names of sources: kept with the table in every language
_EDITION = re.compile(r"(令和|平成)(元|\d+)(?:\(\d{4}\))?年(?:\d+月)?推計")


@dataclass(frozen=True)
class Found:
    """Rows as ``blocks.read`` gives them, the page they stand on, and what the file was taken for."""

    rows: pd.DataFrame
    page: Grid
    source: str
    layout: str
    city_name: str | None = None
    findings: tuple[Finding, ...] = ()


def found(pages: Sequence[Grid], request: Request) -> Found | None:
    """Find the city's figures; None where the file has another shape. Refuses ``other_municipality``.

    Raises RefusedError too where several pages could be the city's (``which_page``).
    """
    for page in pages:
        if (where := nationwide.listing(page)) is not None:
            return _listed(page, where, request)
    with_years = [page for page in pages if blocks.blocks(page)]
    return _paged(with_years, request) if with_years else None


def _listed(page: Grid, where: nationwide.Listing, request: Request) -> Found:
    """Take the city's rows out of a table of all municipalities."""
    _told(page, where.below - 1, request, page.rows[where.below - 2] if where.below > 1 else ())
    rows, name = nationwide.read(page, where, request.city)
    if rows.empty:
        others = list(dict.fromkeys(filter(None, nationwide.codes(page, where))))
        refuse("other_municipality", page.where(), codes=listed(others), city=request.city)
    left = len(set(nationwide.codes(page, where)) - {"", request.city})
    cut = (noted("forecast_cut", page.where(), n=left),) if left else ()
    return Found(rows, page, _source([page], rows, official=True), "forecast_listed", name, cut)


def _paged(pages: Sequence[Grid], request: Request) -> Found:
    """Take the page of the city out of a workbook with a page a municipality, or join pages a sex."""
    coded = {page: _municipality(page) for page in pages}
    named = {page: told for page, told in coded.items() if told}
    if named:
        own = [page for page, (code, _) in named.items() if code == request.city]
        if not own:
            others = listed(code for code, _ in named.values())
            refuse("other_municipality", pages[0].where(), codes=others, city=request.city)
        chosen: dict[Grid, Sex | None] = {own[0]: None}
        name = named[own[0]][1]
    else:
        chosen, name = _unnamed(pages), None
    first = next(iter(chosen))
    _told(first, blocks.blocks(first)[0].top, request)
    rows = pd.concat([blocks.read(page, sex) for page, sex in chosen.items()], ignore_index=True)
    left = len(named) - 1
    cut = (noted("forecast_cut", first.where(), n=left),) if left > 0 else ()
    layout = "forecast_paged" if named else "forecast_own"
    return Found(rows, first, _source([first], rows, official=bool(named)), layout, name, cut)


def _unnamed(pages: Sequence[Grid]) -> dict[Grid, Sex | None]:
    """Choose pages that name no municipality: the only one, or one a sex. Refuses ``which_page``."""
    if len(pages) == 1:
        return {pages[0]: None}
    sexes = [sex_of(page.name) for page in pages]
    if None in sexes or len(set(sexes)) != len(sexes):
        refuse("which_page", pages[0].where(), pages=listed(page.name for page in pages))
    return dict(zip(pages, sexes, strict=True))


def _municipality(page: Grid) -> tuple[str, str | None] | None:
    """Read code and name of the municipality that a page is about, from its name or its first rows."""
    beside = [(written(cell(row, 0)), written(cell(row, 1))) for row in page.rows[:_TOP]]
    for word, name in [(page.name, ""), *beside]:
        told = _CODE.fullmatch(unicodedata.normalize("NFKC", word).strip())
        if told and (told[2] or name):
            return told[1].zfill(5), told[2] or name
    return None


def _source(pages: Sequence[Grid], rows: pd.DataFrame, *, official: bool) -> str:
    """Name the forecast: the edition that the page writes, or whose days it has; else a forecast of the city's own."""
    words = "".join(unicodedata.normalize("NFKC", "".join(page.top())) for page in pages)
    edition = _EDITION.search("".join(words.split()))
    if edition:
        return f"{PUBLISHED} {edition[1]}{edition[2]}年推計"
    days = (int(rows["year"].min()), int(rows["year"].max()))
    if official and days in _EDITIONS:
        return f"{PUBLISHED} {_EDITIONS[days]}"
    return OWN


def _told(page: Grid, top: int, request: Request, upper: Sequence[object] = ()) -> None:
    """Tell what a page is taken for, and refuse personal numbers in it."""
    sheet = seen(page, top, upper)
    request.tell(look(sheet, ("city-forecast",), {}, _is_figure))
    refuse_numbers(sheet)


def _is_figure(heading: str) -> bool:
    """Tell a heading that says of which age or year the persons below it are."""
    return cohort(heading) is not None or calendar_year(heading) is not None
