"""How residents grow by the need of their age: a city's forecast brought to units, once for all kinds of support."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shiensys.answers.ageing.forecasts.made import Made, made
from shiensys.answers.answer import Level
from shiensys.answers.units import WHOLE, unit_of
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

    ``speaks_for``: share outside care by age, empty where that isn't known. ``made``: how the forecast was made.
    """

    made: Made
    days: tuple[pd.Timestamp, ...]
    speaks_for: pd.Series


@dataclass(frozen=True)
class Units:
    """The units of a level. ``ages``: residents by (unit_id, date) and age; ``reach``: how wide their forecast is."""

    ages: pd.DataFrame
    reach: need.Widths


def growing(city: City) -> Growing:
    """Make the city's forecast for YEARS."""
    known = made(city)
    if known.base is None or known.forecast is None:
        return Growing(known, () if known.base is None else (known.base,), pd.Series(dtype=float))
    later = tuple(day for day in known.forecast.days if day.year in YEARS)
    return Growing(known, (known.base, *later), _speaks_for(city, known.city or known.forecast))


def at_level(city: City, ground: Growing, level: Level) -> Units | None:
    """Bring the forecast to the units of a level; None where there is none.

    A unit of which one district has no forecast has none. The city may be foretold as one.
    """
    found, of = ground.made.forecast, unit_of(city, level)
    if level == "city" and ground.made.city is not None:
        found = ground.made.city
        of = pd.Series(WHOLE, index=found.residents.districts)
    if found is None:
        return None
    groups = forecasts.by_group(found, of)
    ages = _by_unit(_ages(found, ground.days), of, ground.days)
    return Units(ages, need.widths(groups[groups["date"].isin(ground.days)]))


def grown(ground: Growing, rates: need.Rates, there: Units | None) -> pd.DataFrame:
    """Tell how need grows in each unit on each later day: columns of need.growth by (unit_id, date)."""
    if there is None:
        nowhere = pd.MultiIndex.from_arrays([[], []], names=["unit_id", "date"])
        return pd.DataFrame(columns=["factor", "down", "up"], index=nowhere, dtype=float)
    return need.growth(need.weighed(there.ages, rates, ground.speaks_for), ground.days[0], there.reach)


def _by_unit(ages: pd.DataFrame, of: pd.Series, days: tuple[pd.Timestamp, ...]) -> pd.DataFrame:
    """Add districts up to units; a district that isn't there makes its unit unknown."""
    wanted = pd.MultiIndex.from_product([of.index, days], names=["unit_id", "date"])
    rows = ages.reindex(wanted)
    units = of.reindex(wanted.get_level_values("unit_id")).to_numpy()
    sums = rows.groupby([units, wanted.get_level_values("date")]).sum(min_count=1, skipna=False)
    return pd.DataFrame(sums.rename_axis(["unit_id", "date"]))


def _ages(found: Forecast, days: tuple[pd.Timestamp, ...]) -> pd.DataFrame:
    """Lay out residents of every district by age, both sexes together, on the base and the later days."""
    rows = forecasts.by_band(found)
    rows = rows[rows["date"].isin(days[1:])].rename(columns={"district_id": "unit_id"})
    return need.by_age(pd.concat([_counted(found.residents), rows], ignore_index=True))


def _counted(residents: Residents) -> pd.DataFrame:
    """Give the residents of the last counted day as rows, both sexes together."""
    persons = residents.persons[-1].sum(axis=1)
    first, districts = residents.first, residents.districts
    last = pd.array([*(first[1:] - 1), None], dtype="Int16")
    return pd.DataFrame(
        {
            "unit_id": np.repeat(districts.to_numpy(), len(first)),
            "date": residents.days[-1],
            "age_from": np.tile(first, len(districts)),
            "age_to": last.take(np.tile(np.arange(len(first)), len(districts))),
            "persons": persons.ravel(),
        }
    )


def _speaks_for(city: City, found: Forecast) -> pd.Series:
    """Give the share outside care by age, in the whole city; empty where that isn't known."""
    if city.certified is None or not city.asked.without_care:
        return pd.Series(dtype=float)
    newest = people.at_latest(city.certified)
    in_care = newest[newest["level"].isin(LEVELS_OUTSIDE_SURVEY)]
    residents = need.by_age(_counted(found.residents)).sum(skipna=False)
    return need.outside_care(residents, in_care)
