"""Districts made up for timing: residents by sex and five-year band on three days, five years apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

BANDS = 18  # 0-4 ... 80-84, 85 and over
DAYS = pd.to_datetime(["2015-01-01", "2020-01-01", "2025-01-01"])
STEPS = tuple(pd.Timestamp(year, 1, 1) for year in (2030, 2035, 2040, 2045, 2050, 2055))
_SEED = 5
_KEPT = np.append(np.linspace(0.995, 0.8, BANDS - 1), 0.5)  # of a band five years later, about


def population(districts: int, *, days: pd.DatetimeIndex = DAYS) -> pd.DataFrame:
    """Give rows of tables.population.Population with ``district_id``; each cohort follows the one before, roughly."""
    rng = np.random.default_rng(_SEED)
    now = rng.lognormal(4.5, 0.8, (districts, 2, 1)) * np.ones(BANDS)
    layers = []
    for _ in days:
        layers.append(rng.poisson(now))
        moved = now * _KEPT
        now = np.concatenate(
            [0.9 * now[:, :, :1], moved[:, :, :-2], moved[:, :, -2:].sum(axis=2, keepdims=True)], axis=2
        )
    persons = np.stack(layers).astype(float)
    return _long(persons, days)


def _long(persons: np.ndarray, days: pd.DatetimeIndex) -> pd.DataFrame:
    """Give (day, district, sex, band) as rows."""
    count, districts = persons.shape[:2]
    names = pd.Series([f"{number:05d}" for number in range(districts)], dtype="str").repeat(2 * BANDS)
    area = pd.concat([names] * count, ignore_index=True)
    first = np.tile(np.arange(BANDS) * 5, count * districts * 2)
    age_from = pd.array(first, dtype="Int16")
    age_to = pd.array(first + 4, dtype="Int16")
    age_to[first == 5 * (BANDS - 1)] = pd.NA
    return pd.DataFrame(
        {
            "area": area,
            "district_id": area,
            "area_code": None,
            "date": np.repeat(days, districts * 2 * BANDS),
            "sex": pd.Series(np.tile(np.repeat(["male", "female"], BANDS), count * districts), dtype="str"),
            "age_from": age_from,
            "age_to": age_to,
            "persons": persons.ravel(),
            "status": "stated",
        }
    )


def write(file: Path, districts: int) -> None:
    """Write the table as Parquet."""
    population(districts).to_parquet(file)
