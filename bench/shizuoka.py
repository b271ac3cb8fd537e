"""Shizuoka's residents by school district, both sexes together, in single years: what a forecast is held against."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pandas as pd

from shiensys.intake.people.population import read_population
from shiensys.intake.request import Request

VARIABLE = "SHIENSYS_REAL_DATA"
FILES = "shizuoka/*_population_*.csv"
CITY = "22100"


def population() -> pd.DataFrame | None:
    """Read the published file as an upload is read, each area a district; None where there is no folder of real files.

    Columns as tables.population.Population has them, and ``district_id``.
    """
    folder = os.environ.get(VARIABLE)
    if not folder:
        return None
    file = sorted(Path(folder).glob(FILES))[0]
    table = read_population(Request(file, CITY, dt.date.today())).table
    return pd.DataFrame(table.assign(district_id=table["area"]))
