"""コーホート要因法: survival and migration that the city brings, in place of ratios from its past.

Children come from the child–woman ratio, so rates of those born within a period aren't needed. docs/methods.md §17.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shiensys.measures.ageing.births import children_ratios
from shiensys.measures.ageing.residents import BOTH, OPEN, Floats, NoForecastError, Residents
from shiensys.measures.ageing.splitting import Grid, grid_of_step


@dataclass(frozen=True)
class GivenRates:
    """``up``: period × district × sex × age; ``begins``: calendar years in which periods begin; ``start``: that of
    step 0.
    """

    up: Floats
    begins: Floats
    children: Floats
    start: int
    step: int

    def ratios(self, number: int) -> Floats:
        """Give the ratios of the period that has begun when the step begins; of the first one before that."""
        year = self.start + number * self.step
        period = int(np.searchsorted(self.begins, year, side="right")) - 1
        return np.asarray(self.up[max(period, 0)])


def given(counted: Residents, rates: pd.DataFrame) -> tuple[Grid, GivenRates]:
    """Fit rows of tables.ageing.CohortRates (one source; ``area`` a district_id or blank) to the residents.

    Raises NoForecastError where lengths of periods differ, or ages don't fit the residents' bands.
    """
    rows = rates[rates["age_from"].notna()]
    lengths = rows["years"].unique()
    if len(lengths) != 1:
        raise NoForecastError("measures.forecast.rates")
    step = int(lengths[0])
    grid = grid_of_step(counted, step)
    periods = rows["year_from"].astype("float64").fillna(-np.inf)
    begins = np.sort(periods.unique())
    up = np.array([_of_period(grid.residents, rows[periods == begin]) for begin in begins])
    children = children_ratios(grid.residents, step)[0]
    return grid, GivenRates(up, begins, children, int(counted.days[-1].year), step)


def _of_period(counted: Residents, rows: pd.DataFrame) -> Floats:
    """Give district × sex × age; districts without rates of their own have the city's."""
    of_city = rows[rows["area"].isna()]
    whole = None if of_city.empty else _by_sex(counted, of_city)
    own = {area: _by_sex(counted, part) for area, part in rows[rows["area"].notna()].groupby("area")}
    if whole is None and not set(counted.districts) <= set(own):
        raise NoForecastError("measures.forecast.rates")
    return np.array([own.get(district, whole) for district in counted.districts])


def _by_sex(counted: Residents, rows: pd.DataFrame) -> Floats:
    """Give sex × age. One sex stands for another only as both together: the mean of the two, or the same for both."""
    ratios = {sex: _by_age(counted, part) for sex, part in rows.groupby("sex")}
    if "total" not in ratios:
        if not set(BOTH) <= set(ratios):
            raise NoForecastError("measures.forecast.rates")
        ratios["total"] = (ratios["male"] + ratios["female"]) / 2
    return np.array([ratios.get(sex, ratios["total"]) for sex in counted.sexes])


def _by_age(counted: Residents, rows: pd.DataFrame) -> Floats:
    """Give survival and migration together for each band; a row of wider or open ages holds for all within."""
    rows = rows.sort_values("age_from")
    low = rows["age_from"].to_numpy(dtype=np.int64)
    high = rows["age_to"].to_numpy(dtype=np.int64, na_value=OPEN)
    ratio = (rows["survival"] + rows["migration"]).to_numpy(float)
    place = np.searchsorted(low, counted.first, side="right") - 1
    last = np.append(counted.first[1:] - 1, counted.first[-1])
    if (place < 0).any() or (high[place] < last).any() or not np.isfinite(ratio).all():
        raise NoForecastError("measures.forecast.rates")
    return np.asarray(np.maximum(ratio[place], 0.0))
