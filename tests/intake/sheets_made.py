"""Small tables that the tests write and read."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pytest

from shiensys.intake.findings import Finding, RefusedError
from shiensys.intake.request import Checked, Request
from shiensys.intake.sheets.sheet import Sheet, read_sheet

TODAY = dt.date(2026, 11, 21)
TOKUSHIMA = "36201"
HEADINGS = ("地区名", "調査年月日", "性別", "人数")


def text_file(path: Path, text: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def workbook_file(path: Path, **sheets: list[list[object]]) -> Path:
    """Write a workbook: a list of rows by name of the sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def sheet(path: Path, text: str | bytes, **how) -> Sheet:
    """Write a text and read it as a sheet whose known headings are HEADINGS."""
    return read_sheet(text_file(path / "a.csv", text, **how), known=HEADINGS)


def read(reader: Callable[[Request], Checked], path: Path, text: str, **said) -> Checked:
    """Write a text and have a reader read it for Tokushima."""
    return reader(Request(text_file(path / "a.csv", text), TOKUSHIMA, TODAY, **said))


def refusal(action: Callable[[], object]) -> list[str]:
    """Do what must be refused, and give the sentences."""
    with pytest.raises(RefusedError) as refused:
        action()
    return str(refused.value).split("\n")


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]
