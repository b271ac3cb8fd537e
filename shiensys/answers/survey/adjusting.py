"""Shares as they would be with other ages: those of the residents, or everywhere those of the city's respondents.

How old those who answered are in one district is never looked at: it is worked out from the residents and from how
readily each age answers in the whole city, so that nothing but what is released already enters (docs/methods.md §15).
"""

from __future__ import annotations

import pandas as pd

from shiensys.answers.release import Release
from shiensys.answers.survey.answer import By
from shiensys.answers.survey.cells import SHARE, areas
from shiensys.answers.survey.released import Told
from shiensys.city import City
from shiensys.measures import people
from shiensys.measures.estimates import standard

COLUMNS = ["weighted", "adjusted", "weight_low", "weight_high"]


def adjusted(city: City, now: Told | None, by: By) -> pd.DataFrame:
    """Give COLUMNS by unit_id: shares weighted to the unit's residents, and as if all units had the same ages (0..1).

    The same ages are those of all who answered in the city, so that crude and adjusted shares have one mean. Blank
    where residents by age aren't known, and by age and sex.
    """
    blank = pd.DataFrame(columns=COLUMNS, dtype=float)
    if now is None or by not in ("district", "area") or not {"district", "age"} <= set(now.release.cells):
        return blank
    cells = areas(city, now.release) if by == "area" else now.release.cells["district"]
    residents = residents_by_age(city, now.release, by)
    if residents is None:
        return blank
    answered = answered_by_age(cells["n"], residents, now.everybody)
    rates = now.release.cells["age"]["share"]
    own = standard.adjusted(cells[SHARE], answered, residents, rates)
    alike = standard.adjusted(cells[SHARE], answered, answered.sum(), rates)
    found = own[["weight_low", "weight_high"]].assign(weighted=own["share"], adjusted=alike["share"])
    found = _rounded(found, cells["state"])
    groups = now.release.groups
    return found.reindex(groups).set_axis(groups.index) if by == "district" else found


def _rounded(found: pd.DataFrame, state: pd.Series) -> pd.DataFrame:
    """Round shares as far as the estimates are: whole percent where answers are few."""
    shares = found[["weighted", "adjusted"]]
    digits = state.reindex(found.index).eq("few")
    return found.assign(**shares.round(3).mask(digits, shares.round(2)))


def residents_by_age(city: City, released: Release, by: By) -> pd.DataFrame | None:
    """Count residents by cell of districts (or 圏域) and the survey's age bands; None where any isn't known."""
    if city.population is None:
        return None
    bands = {str(band): _residents(city, str(band)) for band in released.cells["age"].index}
    of_district = city.districts.set_index("district_id")["area"]
    unit = released.groups if by == "district" else of_district
    table = pd.DataFrame(bands).reindex(unit.index).groupby(unit).sum(min_count=1, skipna=False)
    return None if table.empty or table.isna().any(axis=None) else table


def _residents(city: City, band: str) -> pd.Series:
    """Count residents of an age band by district, as of the latest date."""
    first, _, last = band.partition("-")
    counted = people.aged(pd.DataFrame(city.population), from_age=int(first), to_age=int(last) if last else None)
    return people.latest(counted)


def answered_by_age(n: pd.Series, residents: pd.DataFrame, everybody: Release) -> pd.DataFrame:
    """Work out how old those who answered are in each cell: its residents, by how readily each age answers.

    ``n``: those who answered, by cell; ``residents``: by cell and age; ``everybody``: who answered the survey.
    """
    came = everybody.cells["age"]["n"] if "age" in everybody.cells else residents.sum()
    readiness = came.reindex(residents.columns) / residents.sum()
    expected = residents * readiness
    return expected.mul(n.reindex(expected.index) / expected.sum(axis=1), axis=0)
