"""Many districts made up for timing: residents by sex and five-year band up to 85 and over, as rows or as a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from bench.made_cohorts import made
from bench.made_cohorts import rows as population

BANDS = 18  # 0-4 ... 80-84, 85 and over
STEPS = tuple(pd.Timestamp(year, 1, 1) for year in (2030, 2035, 2040, 2045, 2050, 2055))
_SIZES = (100, 20_000)  # residents
_DAYS = 3  # five years apart, the last one 2025


def write(file: Path, districts: int) -> None:
    """Write the residents of districts on three days as Parquet."""
    sizes = np.geomspace(*_SIZES, districts).astype(int)
    persons = made(sizes, 5 * (_DAYS - 1))[::5]
    table = population(persons, "2015-01-01", top=5 * (BANDS - 1))
    days = table["date"].map(lambda day: pd.Timestamp(2015 + 5 * (day.year - 2015), 1, 1))
    table.assign(date=days).to_parquet(file)


def city(districts: int, years: int) -> pd.DataFrame:
    """Give the residents of a city's districts on a day a year, the last one 2026, up to 100 and over."""
    return population(made(np.full(districts, 6_000), years - 1), f"{2027 - years}-01-01")
