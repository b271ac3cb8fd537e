"""100,000 answers read, checked and converted, beside a bare typed read of the same file in the same run.

Prints medians of five of CPU time (all threads) and wall time; imports are excluded. Aims: CSV at most 3 times
``pandas.read_csv`` with explicit dtypes, XLSX at most 1.5 times bare calamine.
"""

from __future__ import annotations

import csv
import datetime as dt
import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from shiensys.intake.answercodes import RANGES
from shiensys.intake.headings import aliases
from shiensys.intake.request import Request
from shiensys.intake.survey import read_survey

RESPONDENTS = 100_000
COLUMNS = 63
RUNS = 5


def answers(seed: int = 20261101) -> pd.DataFrame:
    """Make up answers under our template's headings, every thirtieth answer blank."""
    rng = np.random.default_rng(seed)
    heading = {column: named[0] for column, named in aliases("survey").items()}
    columns: dict[str, object] = {
        "respondent": [f"{number:06d}" for number in range(RESPONDENTS)],
        "area": rng.choice([f"第{number}地区" for number in range(1, 24)], RESPONDENTS),
        "age": rng.integers(65, 99, RESPONDENTS),
        "sex": rng.choice(["男", "女"], RESPONDENTS),
    }
    for column, (first, last) in [*RANGES.items()][: COLUMNS - len(columns)]:
        codes = pd.array(rng.integers(first, last + 1, RESPONDENTS), dtype="Int8")
        codes[rng.random(RESPONDENTS) < 1 / 30] = pd.NA
        columns[column] = codes
    return pd.DataFrame({heading[column]: values for column, values in columns.items()})


def write_workbook(text: Path, path: Path) -> None:
    """Write the same cells as a workbook, numbers as numbers."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    with text.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            sheet.append([float(cell) if cell.isdecimal() else cell or None for cell in row])
    book.save(path)


def medians(work: Callable[[], object]) -> tuple[float, float]:
    """Give median CPU and wall seconds, after one run to warm up."""
    work()
    cpu, wall = [], []
    for _ in range(RUNS):
        gc.collect()
        cpu_before, wall_before = time.process_time(), time.perf_counter()
        work()
        cpu.append(time.process_time() - cpu_before)
        wall.append(time.perf_counter() - wall_before)
    return statistics.median(cpu), statistics.median(wall)


def compare(name: str, ours: Callable[[], object], peer: Callable[[], object], aim: float) -> None:
    """Print how many times the peer's time ours takes."""
    (cpu, wall), (peer_cpu, peer_wall) = medians(ours), medians(peer)
    print(
        f"{name}: {cpu / peer_cpu:.2f}x CPU ({cpu:.2f} s / {peer_cpu:.2f} s), "
        f"{wall / peer_wall:.2f}x wall ({wall:.2f} s / {peer_wall:.2f} s), aim {aim}x"
    )


def bare(path: Path) -> object:
    """Read a workbook and do nothing with it."""
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def main() -> None:
    """Make the files and compare."""
    table = answers()
    dtypes = {heading: "str" if at in (0, 1, 3) else "Int8" for at, heading in enumerate(table)}
    with tempfile.TemporaryDirectory() as folder:
        text, workbook = Path(folder, "answers.csv"), Path(folder, "answers.xlsx")
        table.to_csv(text, index=False)
        write_workbook(text, workbook)

        def read(path: Path) -> object:
            today = dt.date(2026, 11, 1)
            return read_survey(Request(path, "36201", today, date=dt.date(2026, 1, 31), survey="ニーズ調査"))

        print(f"{RESPONDENTS:,} respondents x {len(table.columns)} columns")
        compare("CSV ", lambda: read(text), lambda: pd.read_csv(text, dtype=dtypes), 3.0)
        compare("XLSX", lambda: read(workbook), lambda: bare(workbook), 1.5)


if __name__ == "__main__":
    main()
