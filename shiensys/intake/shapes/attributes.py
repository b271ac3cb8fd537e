"""The columns of a boundary file that we take: which they are, and their cells as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from shiensys.intake.findings import Finding, Where, mended, refuse
from shiensys.intake.look import Look
from shiensys.intake.request import Request
from shiensys.intake.seeing import by_heading_of, seen, shape
from shiensys.intake.shapes.families import Family, recognised
from shiensys.intake.shapes.layer import Layer
from shiensys.intake.shapes.position import rows_written
from shiensys.intake.sheets.decode import LOST, undoubled
from shiensys.intake.sheets.heading_rows import folded
from shiensys.intake.sheets.headings import aliases, likely
from shiensys.tables.municipality import MunicipalityCodeError, five_digits

SETTINGS = ("layer", "edition")  # what a mapping may say beside columns
_TEXTS = (
    "name", "municipality_code", "founder", "school", "district_id", "reading", "area", "coordinator", "order",
    "made_up",
)  # fmt: skip
_CITY = 5  # digits of a census KEY_CODE that are the municipality's


@dataclass(frozen=True)
class Columns:
    """The heading in the file by our column; ``family``: the official layout, None where it is none."""

    headings: Mapping[str, str]
    family: Family | None

    @property
    def layout(self) -> str:
        """The name of the layout."""
        return self.family.layout if self.family else "own"


def columns_of(layer: Layer, request: Request) -> Columns:
    """Decide which column is which: what the user said, then our own headings, then the official family.

    Refuses ``mapping_unknown``, ``name_column_unknown``, ``no_name_column``.
    """
    here = {folded(heading) for heading in layer.columns}
    for heading in _named(request).values():
        if heading and folded(heading) not in here:
            refuse("mapping_unknown", layer.where, heading=heading, here=_written(layer))
    if request.name_column is not None and folded(request.name_column) not in here:
        refuse("name_column_unknown", layer.where, heading=request.name_column, here=_written(layer))
    headings = _likely(layer, request)
    if "name" not in headings:
        refuse("no_name_column", layer.where, here=_written(layer), example=_likely_name(layer))
    return Columns(headings, recognised(layer.columns))


def look(layer: Layer, request: Request) -> Look:
    """Say what a layer is taken for."""
    ours = by_heading_of(_likely(layer, request))
    columns = tuple(seen(heading, layer.frame[heading], ours.get(heading)) for heading in layer.columns)
    possible = tuple(dict.fromkeys([*aliases("districts"), *_TEXTS]))
    return Look(layer.name, None, len(layer.frame), columns, possible, shape(layer.columns))


def _likely(layer: Layer, request: Request) -> dict[str, str]:
    """Give the heading by our column; a column that nothing speaks for, or that isn't to be read, is left out."""
    said = _named(request) | ({"name": request.name_column} if request.name_column else {})
    own = likely(layer.columns, "districts", said)
    spoken_of = {column: heading for column, heading in own.items() if heading or column in said}
    pairs = _of_family(recognised(layer.columns)) | spoken_of
    return {column: heading for column, heading in pairs.items() if heading}


def _named(request: Request) -> dict[str, str]:
    """Give the columns that the user named; a mapping says other things too."""
    return {column: heading for column, heading in request.mapping.items() if column not in SETTINGS}


def texts(layer: Layer, columns: Columns) -> tuple[pd.DataFrame, list[Finding]]:
    """Give our columns as text, one row a feature; a column that the file doesn't have is NaN.

    Text that was decoded wrongly once is recovered; refuses ``garbled_text`` where it can't be.
    """
    cells = {column: layer.text(heading) for column, heading in columns.headings.items() if column in _TEXTS}
    table = pd.DataFrame(cells, index=layer.frame.index).reindex(columns=list(_TEXTS)).astype("str")
    recovered = table.apply(lambda column: column.replace(_recoveries(column)))
    changed = [columns.headings[column] for column in cells if not recovered[column].equals(table[column])]
    _check_sound(recovered, layer.where)
    findings = [mended("names_recovered", layer.where, columns="、".join(changed))] if changed else []
    return recovered.assign(code=municipality_codes(recovered["municipality_code"], columns.family)), findings


def municipality_codes(codes: pd.Series, family: Family | None) -> pd.Series:
    """Give five digits a row; NaN where the cell holds no municipality code.

    >>> municipality_codes(pd.Series(["1100", "362018", "海"]), None).tolist()
    ['01100', '36201', nan]
    """
    if family is not None and family.code == "KEY_CODE":
        codes = codes.str[:_CITY]
    known = {code: _five_digits(code) for code in codes.dropna().unique()}
    return codes.map(known).astype("str")


def _of_family(family: Family | None) -> dict[str, str]:
    """Give the headings of an official layout."""
    if family is None:
        return {}
    return {
        "name": family.name,
        "municipality_code": family.code,
        "founder": family.founder,
        "school": family.school,
    }


def _five_digits(code: str) -> str | None:
    """Read one code; the zero in front is lost where a spreadsheet took it for a number."""
    try:
        return five_digits(code.zfill(_CITY))
    except MunicipalityCodeError:
        return None


def _recoveries(column: pd.Series) -> dict[str, str]:
    """Give the sound text of the garbled ones."""
    tried = {text: undoubled(text) for text in column.dropna().unique()}
    return {text: sound for text, sound in tried.items() if sound is not None}


def _check_sound(table: pd.DataFrame, where: Where) -> None:
    """Refuse names that nobody can read: characters lost, or control signs, which no name has."""
    names = table["name"].dropna()
    lost = names[names.str.contains(f"{LOST}|[\x00-\x08\x80-\x9f]|^[?？]+$", regex=True)]
    if len(lost):
        refuse("garbled_names", where, count=len(lost), rows=rows_written(lost.index))


def _written(layer: Layer) -> str:
    """Name the columns of the file."""
    return "、".join(layer.columns[:20]) + ("…" if len(layer.columns) > 20 else "") if layer.columns else "—"


def _likely_name(layer: Layer) -> str:
    """Give the column that looks most like names: the text column with the most different values."""
    texts = [column for column in layer.columns if pd.api.types.is_string_dtype(layer.frame[column])]
    if not texts:
        return layer.columns[0] if layer.columns else "name"
    return max(texts, key=lambda column: layer.frame[column].nunique())
