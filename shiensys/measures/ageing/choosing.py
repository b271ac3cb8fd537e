"""Districts and days that a forecast can rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from shiensys.measures.ageing.residents import Floats, Marks, NoForecastError, Residents

CLOSE = 0.7  # years between days; closer ones are more than a forecast by years can use
NEARLY = 0.04  # years; how far a day may be off whole years
MOST = 0.5  # share of districts; a day with fewer of them is of a part of the city, and isn't used


@dataclass(frozen=True)
class Chosen:
    """``left_out``: by district_id absent (not there at the base), appeared (not there on an earlier day) or unknown (a
    figure isn't known at the base). ``short``: districts of which a figure isn't known on an earlier day.
    """

    residents: Residents
    left_out: Mapping[str, str]
    short: tuple[str, ...]


def _a_year_apart(years: Floats, used: Marks) -> Marks:
    """Where days come monthly or quarterly, keep those that lie whole years before the last: they say all there is."""
    back = years[-1] - years
    yearly = np.asarray(abs(back - np.rint(back)) <= NEARLY)
    close = len(years) > 2 and float(np.median(np.diff(years))) < CLOSE
    return yearly if close and (yearly & used).sum() >= 2 else np.ones_like(used)


def choose(counted: Residents) -> Chosen:
    """Keep the districts that are there on all days up to the base, the last day.

    Raises NoForecastError where no district is left.
    """
    cells = np.isfinite(counted.persons)
    there = np.asarray(cells.any(axis=(2, 3)))
    used = there.mean(1) >= MOST
    used[-1] = True
    used &= _a_year_apart(counted.years, used)
    there, whole = there[used], counted.known[used]
    reasons = np.select([~there[-1], ~there.all(0), ~whole[-1]], ["absent", "appeared", "unknown"], "")
    kept = reasons == ""
    if not kept.any():
        raise NoForecastError("measures.forecast.left_out")
    days = replace(counted, days=counted.days[used], persons=counted.persons[used])
    left_out = dict(zip(counted.districts[~kept].tolist(), reasons[~kept].tolist(), strict=True))
    return Chosen(days.of(kept), left_out, tuple(counted.districts[kept & ~whole.all(0)].tolist()))
