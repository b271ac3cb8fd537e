"""How residents grow by the need of their age: a city's forecast brought to units, once for all kinds of support."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shiensys.answers.ageing.made import Made, made
from shiensys.answers.answer import Level
from shiensys.answers.units import unit_of
from shiensys.city import City
from shiensys.measures import people
from shiensys.measures.ageing import forecast as forecasts
from shiensys.measures.ageing import need
from shiensys.measures.ageing.forecast import Forecast
from shiensys.measures.ageing.residents import Residents
from shiensys.tables.population import LEVELS_OUTSIDE_SURVEY

YEARS = (2030, 2035, 2040)  # for which need is told: what a plan of today may still look to


@dataclass(frozen=True)
class Growing:
    """``days``: the base, then those of YEARS that come after it; the base alone where no forecast can be made.

    ``ages``: residents by (district_id as unit_id, date) and age; ``speaks_for``: share outside care by age, empty
    where that isn't known. ``made``: how the forecast was made.
    """

    made: Made
    days: tuple[pd.Timestamp, ...]
    ages: pd.DataFrame
    speaks_for: pd.Series


def growing(city: City) -> Growing:
    """Make the city's forecast for YEARS."""
    known = made(city)
    if known.base is None or known.forecast is None:
        days = () if known.base is None else (known.base,)
        return Growing(known, days, pd.DataFrame(), pd.Series(dtype=float))
    later = tuple(day for day in known.forecast.days if day.year in YEARS)
    ages = _ages(known.forecast, later)
    at_base = ages.xs(known.base, level="date")
    return Growing(known, (known.base, *later), ages, _speaks_for(city, at_base))


@dataclass(frozen=True)
class Units:
    """The units of a level: ``of``: unit by district_id; ``groups``: the forecast by unit and age group."""

    of: pd.Series
    groups: pd.DataFrame


def at_level(city: City, ground: Growing, level: Level) -> Units:
    """Bring the forecast to the units of a level."""
    of = unit_of(city, level)
    found = ground.made.forecast
    if found is None:
        return Units(of, pd.DataFrame())
    groups = forecasts.by_group(found, of)
    return Units(of, groups[groups["group"].isin(list(need.PIECES)) & groups["date"].isin(ground.days)])


def grown(ground: Growing, rates: need.Rates, there: Units) -> pd.DataFrame:
    """Tell how need grows in each unit on each later day: columns of need.growth by (unit_id, date).

    A unit of which one district has no forecast has none.
    """
    if ground.made.forecast is None:
        nowhere = pd.MultiIndex.from_arrays([[], []], names=["unit_id", "date"])
        return pd.DataFrame(columns=["factor", "down", "up"], index=nowhere, dtype=float)
    by_district = need.weighed(ground.ages, rates, ground.speaks_for)
    return need.growth(_by_unit(by_district, there.of, ground.days), ground.days[0], there.groups)


def _by_unit(amounts: pd.DataFrame, of: pd.Series, days: tuple[pd.Timestamp, ...]) -> pd.DataFrame:
    """Add districts up to units; a district that isn't there makes its unit unknown."""
    wanted = pd.MultiIndex.from_product([of.index, days], names=["unit_id", "date"])
    rows = amounts.reindex(wanted)
    units = of.reindex(wanted.get_level_values("unit_id")).to_numpy()
    sums = rows.groupby([units, wanted.get_level_values("date")]).sum(min_count=1, skipna=False)
    return sums.rename_axis(["unit_id", "date"])


def _ages(found: Forecast, later: tuple[pd.Timestamp, ...]) -> pd.DataFrame:
    """Lay out residents of every district by age, both sexes together, on the base and the later days."""
    rows = forecasts.by_band(found)
    rows = rows[rows["date"].isin(later)]
    return need.by_age(
        pd.concat([_counted(found.residents), rows.rename(columns={"district_id": "unit_id"})], ignore_index=True)
    )


def _counted(residents: Residents) -> pd.DataFrame:
    """Give the residents of the last counted day as rows, both sexes together."""
    persons = residents.persons[-1].sum(axis=1)
    first = residents.first
    last = np.append(first[1:] - 1, -1)
    return pd.DataFrame(
        {
            "unit_id": np.repeat(residents.districts.to_numpy(), len(first)),
            "date": residents.days[-1],
            "age_from": np.tile(first, len(residents.districts)),
            "age_to": pd.array(np.tile(last, len(residents.districts)), dtype="Int16"),
            "persons": persons.ravel(),
        }
    ).assign(age_to=lambda rows: rows["age_to"].mask(rows["age_to"] < 0))


def _speaks_for(city: City, at_base: pd.DataFrame) -> pd.Series:
    """Give the share outside care by age, in the whole city; empty where that isn't known."""
    if city.certified is None or not city.asked.without_care:
        return pd.Series(dtype=float)
    newest = people.at_latest(city.certified)
    in_care = newest[newest["level"].isin(LEVELS_OUTSIDE_SURVEY)]
    return need.outside_care(at_base.sum(skipna=False), in_care)
