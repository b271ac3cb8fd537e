"""A whole survey from drop to saved, beside a bare read of the same clean file."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pandas as pd

from bench import survey
from faults import places
from faults.row import Row
from shiensys import loading
from shiensys.intake.cage import door
from shiensys.intake.upload import Upload
from shiensys.loading import Said
from shiensys.store.cities import CityRecord

FULL, SHORT = 5, 1  # rounds
CSV_AIM, WORKBOOK_AIM = 4.0, 1.6  # times the bare read
CITY = CityRecord("36201", "徳島市", fictional=False)
SAID = Said(survey="ニーズ調査", date=dt.date(2026, 1, 31))


def rows(trials: int) -> Iterator[Row]:
    """Measure both kinds of file by the clock, ours and the bare read in turns."""
    size = f"{survey.RESPONDENTS:,} × {survey.COLUMNS}"
    with tempfile.TemporaryDirectory() as folder, places.sqlite() as fresh, places.at(fresh()):
        text, workbook = Path(folder, "answers.csv"), Path(folder, "answers.xlsx")
        headings = survey.headings()
        table = survey.answers()
        table.rename(columns=headings).to_csv(text, index=False)
        survey.write_workbook(text, workbook)
        typed = {headings[name]: "str" if name in survey.TEXT_COLUMNS else "Int8" for name in table.columns}
        door.prepare()
        yield _compared(f"CSV, {size}", text, lambda: pd.read_csv(text, dtype=typed), CSV_AIM, trials, save=True)
        yield _compared(f"XLSX, {size}", workbook, lambda: survey.bare(workbook), WORKBOOK_AIM, trials, save=False)


def _compared(what: str, path: Path, bare: Callable[[], object], aim: float, rounds: int, *, save: bool) -> Row:
    """Take turns, once to warm up; CSV is saved too, of a workbook the reading is compared."""
    turns = [(_seconds(lambda n=n: _load(path, n, save=save)), _seconds(bare)) for n in range(rounds + 1)][1:]
    ours, theirs = (median(times) for times in zip(*turns, strict=True))
    ratio = ours / theirs
    done = "checked and saved" if save else "checked"
    return Row(
        f"{what}, {done}", rounds, f"{ours:.2f} s, bare {theirs:.2f} s: {ratio:.2f}×", f"≤ {aim:g}×", ratio <= aim
    )


def _load(path: Path, number: int, *, save: bool) -> None:
    """Check a file in the warm cage; save it, each time as another part."""
    upload = Upload.from_path(path)
    checked = loading.check("survey", upload, CITY.code, SAID)
    if save:
        said = Said(survey=SAID.survey, date=SAID.date, part=str(number))
        loading.store("survey", upload, checked, CITY, said, who="", accepted={})


def _seconds(work: Callable[[], object]) -> float:
    """Time work by the clock: the cage is another process."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before
