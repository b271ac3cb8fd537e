"""100,000 answers read, checked and converted, beside a bare read of the same clean file."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from bench.ratio import Ratio, cpu, in_turns
from bench.row import Row, compared
from shiensys.intake.answers.itemheadings import BMI
from shiensys.intake.answers.survey import read_survey
from shiensys.intake.request import Request
from shiensys.intake.sheets.headings import aliases
from shiensys.tables.codebook import in_force

RESPONDENTS = 100_000
COLUMNS = 63  # a whole needs survey
BLANK = 1 / 30  # of the answers
SEED = 20261101
TEXT_COLUMNS = ("respondent", "area", "sex")
CSV_AIM, WORKBOOK_AIM = 3.0, 1.5


def rows() -> Iterator[Row]:
    """Compare both kinds of file."""
    size = f"{RESPONDENTS:,} answers × {COLUMNS}"
    with tempfile.TemporaryDirectory() as folder:
        text, workbook = Path(folder, "answers.csv"), Path(folder, "answers.xlsx")
        table = answers()
        heading = headings()
        table.rename(columns=heading).to_csv(text, index=False)
        write_workbook(text, workbook)
        typed = {heading[column]: "str" if column in TEXT_COLUMNS else "Int8" for column in table.columns}
        found = in_turns(cpu(lambda: _read(text)), cpu(lambda: pd.read_csv(text, dtype=typed)))
        yield compared(f"CSV, {size}, beside a typed read_csv", Ratio(*found), "{:.2f} s CPU", aim=CSV_AIM)
        found = in_turns(cpu(lambda: _read(workbook)), cpu(lambda: bare(workbook)))
        yield compared(f"XLSX, {size}, beside bare calamine", Ratio(*found), "{:.2f} s CPU", aim=WORKBOOK_AIM)


def answers() -> pd.DataFrame:
    """Make up answers by our own names of columns."""
    rng = np.random.default_rng(SEED)
    columns: dict[str, object] = {
        "respondent": [f"{number:06d}" for number in range(RESPONDENTS)],
        "area": rng.choice([f"第{number}地区" for number in range(1, 24)], RESPONDENTS),
        "age": rng.integers(65, 99, RESPONDENTS),
        "sex": rng.choice(["男", "女"], RESPONDENTS),
    }
    asked = {column: bounds for column, bounds in in_force().columns.items() if column != BMI}
    for column, (first, last) in [*asked.items()][: COLUMNS - len(columns)]:
        codes = pd.array(rng.integers(first, last + 1, RESPONDENTS), dtype="Int8")
        codes[rng.random(RESPONDENTS) < BLANK] = pd.NA
        columns[column] = codes
    return pd.DataFrame(columns)


def headings() -> dict[str, str]:
    """Give the heading of each column in our template."""
    return {column: named[0] for column, named in aliases("survey").items()}


def write_workbook(text: Path, path: Path) -> None:
    """Write the same cells as a workbook, numbers as numbers."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    with text.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            sheet.append([float(cell) if cell.isdecimal() else cell or None for cell in row])
    book.save(path)


def _read(path: Path) -> object:
    """Read as ``check`` and ``load`` do: decode, find headings, check every answer, convert."""
    asked = Request(path, "36201", dt.date(2026, 11, 1), date=dt.date(2026, 1, 31), survey="ニーズ調査")
    return read_survey(asked)


def bare(path: Path) -> object:
    """Read a workbook and do nothing with it."""
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
