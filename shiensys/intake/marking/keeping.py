"""A workbook kept in its own look, without anything in it that lives: formulas, links, macros, pictures."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from shiensys.intake.sheets.sheet import FINDINGS_SHEET
from shiensys.intake.upload import Upload
from shiensys.tables.formulas import put, unescaped

_WORKBOOK = "xl/workbook.xml"
# what the library raises for workbooks that other programs wrote in ways of their own: such a file is written anew
_NOT_KEPT = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, ParseError)
_PLAIN_LIST = re.compile(r"\"[^\"]*\"|('[^'\[\]]+'|\w+)?!?\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?")


def loaded(upload: Upload) -> Workbook | None:
    """Load an XLSX with the values of its formulas; None where it is no XLSX, or one that can't be kept."""
    if not zipfile.is_zipfile(BytesIO(upload.content)):
        return None
    try:
        book = load_workbook(BytesIO(upload.content), data_only=True, keep_links=False, keep_vba=False)
    except (*_NOT_KEPT, zipfile.BadZipFile, InvalidFileException):
        return None
    if FINDINGS_SHEET in book.sheetnames and len(book.sheetnames) > 1:
        del book[FINDINGS_SHEET]  # of an earlier time
    book.defined_names.clear()
    for sheet in book.worksheets:
        _still(sheet)
    return book


def _still(sheet: Worksheet) -> None:
    """Take everything off a sheet that could do or fetch anything; text stays text."""
    sheet.conditional_formatting = ConditionalFormattingList()
    sheet.tables.clear()
    sheet._charts, sheet._images, sheet._pivots = [], [], []
    rules = sheet.data_validations.dataValidation
    sheet.data_validations.dataValidation = [rule for rule in rules if _is_plain(rule.formula1, rule.formula2)]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.hyperlink is not None:
                cell.hyperlink = None
            if cell.data_type in ("s", "f", "inlineStr") and cell.value is not None:
                put(cell, unescaped(str(cell.value)))


def _is_plain(*formulas: str | None) -> bool:
    """Tell a choice among written words or cells of the same workbook."""
    return all(formula is None or _PLAIN_LIST.fullmatch(formula) for formula in formulas)
