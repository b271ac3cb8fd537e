"""Where each respondent counts: in a group of districts, an age band, a sex, the city."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import pandas as pd

from shiensys.city import City, Round
from shiensys.measures.release import disclosure

Breakdown = Literal["district", "age", "sex"]
BREAKDOWNS: tuple[Breakdown, ...] = ("district", "age", "sex")
Part = Literal["district", "age", "sex", "city"]
WIDE = "area:"  # begins the stratum of answers that are known by 圏域 only; then comes its name
Cell = Callable[[pd.DataFrame], pd.Series]  # where each respondent counts; NA: nowhere


def places(groups: pd.Series) -> dict[Part, Cell]:
    """Tell how to find each respondent's cell, by breakdown."""
    return {"district": partial(group, groups=groups), "age": age_band, "sex": _sex, "city": _everybody}


def settled(states: Sequence[pd.DataFrame], cell: Cell) -> pd.DataFrame:
    """Give the rows that count; what was published once only is settled as it is."""
    return states[0] if len(states) == 1 else disclosure.settled(states, cell)


def groups_of(city: City, surveyed: Round) -> pd.Series:
    """Put districts with too few respondents together with a neighbour, once for the whole survey.

    Those that were together when it was shown before stay so: a group that falls apart would tell what its parts had.
    """
    before: pd.Series | None = None
    for last in range(1, len(surveyed.states) + 1):
        respondents = settled(surveyed.states[:last], stratum)["stratum"].value_counts()
        before = _groups(city, respondents, before)
    if before is not None:
        return before
    told = surveyed.table
    return _groups(city, pd.Series(dtype=float) if told is None else told.groupby("stratum")["n"].max(), None)


def _groups(city: City, respondents: pd.Series, before: pd.Series | None) -> pd.Series:
    """Put districts together. ``respondents``: how many by stratum; ``before``: the groups that were shown before."""
    areas = city.districts.set_index("district_id")["area"]
    return disclosure.groups(respondents.reindex(areas.index).fillna(0), city.borders, areas, before=before)


def age_band(survey: pd.DataFrame) -> pd.Series:
    """Name the age band of each respondent, 65-69 or 85-; NA where it isn't known."""
    first, last = survey["age_from"].astype("str"), survey["age_to"].astype("str").fillna("")
    return (first + "-" + last).where(survey["age_from"].notna())


def stratum(survey: pd.DataFrame) -> pd.Series:
    """Give the smallest unit that each respondent is known to live in."""
    return survey["stratum"]


def group(survey: pd.DataFrame, groups: pd.Series) -> pd.Series:
    """Give the group of each respondent's district; its stratum of a 圏域 where no more is known."""
    stratum = survey["stratum"].astype("str")
    return stratum.map(groups).astype("str").fillna(stratum.where(stratum.str.startswith(WIDE)))


def _sex(survey: pd.DataFrame) -> pd.Series:
    """Give the sex of each respondent."""
    return survey["sex"]


def _everybody(survey: pd.DataFrame) -> pd.Series:
    """Put all respondents into one cell."""
    return pd.Series("city", index=survey.index)
