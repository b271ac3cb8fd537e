"""The slow look at a sheet's XML: for sheets written in unusual ways, and for ODS."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from shiensys.intake.containers.sheet_scan import Scan, column_number

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_TRUE = ("1", "true")
_MOST_HIDDEN = 100_000  # rows; more are the rest of the sheet, below all that is filled


class NotXmlError(Exception):
    """A part isn't well-formed."""


def parsed(pieces: Iterable[bytes]) -> Scan:
    """Look at every element of an XLSX sheet; raises NotXmlError."""
    walk = _Xlsx()
    walked(pieces, walk.begins, walk.ends)
    return walk.found


def walked(
    pieces: Iterable[bytes], begins: Callable[[str, Mapping[str, str]], None], ends: Callable[[str], None]
) -> None:
    """Call for each beginning and end of an element, names without their namespaces; raises NotXmlError.

    The caller has made sure that there is no DOCTYPE, so nothing is expanded and nothing fetched.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: begins(
        _local(name), {_local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: ends(_local(name))
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):  # not well-formed; no number; an encoding that nobody knows
        raise NotXmlError from None


def _local(name: str) -> str:
    """Take off the namespace."""
    return name.rpartition(" ")[2]


class _Xlsx:
    """Where in a sheet the parser is; a cell without reference stands right of the one before."""

    def __init__(self) -> None:
        self.found = Scan()
        self.row = self.column = 0
        self.has_formula = self.has_value = False

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            if attributes.get("hidden") in _TRUE:
                self.found.hidden_rows.add(self.row)
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self.found.hide_columns(int(attributes.get("min", 0)), int(attributes.get("max", 0)))
        elif name == "c":
            self._cell(attributes.get("r"))
        elif name == "f":
            self.has_formula = True
        elif name in ("v", "is"):
            self.has_value = True

    def ends(self, name: str) -> None:
        """Take in the end of an element."""
        if name == "c" and self.has_formula and not self.has_value:
            self.found.unsaved.append((self.row, self.column))

    def _cell(self, reference: str | None) -> None:
        """Take in a cell."""
        self.column += 1
        if reference is not None:
            found = _REFERENCE.fullmatch(reference)
            if not found:
                raise NotXmlError
            self.row, self.column = int(found[2]), column_number(found[1].encode())
        self.found.cells += 1
        self.found.reach(self.row, self.column)
        self.has_formula = self.has_value = False


def ods_sheets(pieces: Iterable[bytes]) -> dict[str, Scan]:
    """Look at every sheet of the ``content.xml`` of an ODS; raises NotXmlError."""
    walk = _Ods()
    walked(pieces, walk.begins, walk.ends)
    return walk.sheets


class _Ods:
    """Where in a spreadsheet the parser is: one element may stand for many equal rows or cells."""

    def __init__(self) -> None:
        self.sheets: dict[str, Scan] = {}
        self.found = Scan()
        self.row = self.column = 0
        self.rows_alike = 1

    def begins(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""
        hidden = attributes.get("visibility") in ("collapse", "filter")
        if name == "table":
            self.found = self.sheets.setdefault(attributes.get("name", ""), Scan())
            self.row = self.column = 0
        elif name == "table-column":
            alike = int(attributes.get("number-columns-repeated", 1))
            if hidden:
                self.found.hide_columns(self.column + 1, self.column + alike)
            self.column += alike
        elif name == "table-row":
            self.rows_alike, self.column = int(attributes.get("number-rows-repeated", 1)), 0
            if hidden and self.rows_alike + len(self.found.hidden_rows) < _MOST_HIDDEN:
                self.found.hidden_rows |= set(range(self.row + 1, self.row + self.rows_alike + 1))
        elif name in ("table-cell", "covered-table-cell"):
            self._cell(attributes)

    def ends(self, name: str) -> None:
        """Take in the end of an element."""
        if name == "table-row":
            self.row += self.rows_alike

    def _cell(self, attributes: Mapping[str, str]) -> None:
        """Take in a cell, or as many equal ones as it says."""
        first = self.column + 1
        alike = int(attributes.get("number-columns-repeated", 1))
        self.column += alike
        if "value-type" in attributes:  # blank cells reach nowhere
            self.found.cells += alike * self.rows_alike
            self.found.reach(self.row + self.rows_alike, self.column)
        elif "formula" in attributes:
            self.found.unsaved.append((self.row + 1, first))
