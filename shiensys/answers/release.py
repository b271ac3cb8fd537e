"""What is released of a survey: the only numbers from which anything about it may be worked out.

All that leaves the door about answers is a function of these cells, so that no combination of figures, filters or files
tells more than the cells do (docs/methods.md §4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

import pandas as pd

from shiensys.city import City, Round
from shiensys.measures import disclosure, estimate
from shiensys.measures.scoring import counts

Breakdown = Literal["district", "age", "sex"]
BREAKDOWNS: tuple[Breakdown, ...] = ("district", "age", "sex")
Verdict = Callable[[pd.DataFrame], pd.Series]  # of each respondent: true, false, NA where it can't be judged
Cell = Callable[[pd.DataFrame], pd.Series]  # where each respondent counts; NA: nowhere


@dataclass(frozen=True)
class Release:
    """What is released of one question.

    ``cells``: by breakdown, one row a cell: columns of measures.disclosure.released, ``share_direct`` with
    ``_low``, ``_high`` (what the answers say, 0..1) and ``share``, ``share_low``, ``share_high`` (the estimate that
    leans on the other cells too). Districts are in groups: ``groups`` gives the group by district_id, NaN where a
    district is too small and can't be put together with another. A breakdown that would tell too much is not there.
    ``whole``: the city's one row, same columns; None where nobody answered.
    """

    round: Round
    cells: Mapping[Breakdown, pd.DataFrame]
    whole: pd.DataFrame | None
    groups: pd.Series

    @property
    def by_district(self) -> pd.DataFrame:
        """The row of each district's group, by district_id; blank where it has none."""
        cells = self.cells["district"]
        return cells.reindex(self.groups).set_axis(self.groups.index, axis=0)


@dataclass(frozen=True)
class Counted:
    """Exact counts, ``n`` and ``x`` by cell, which nobody but this module may see."""

    cells: Mapping[Breakdown, pd.DataFrame]
    whole: tuple[float, float]


def release(city: City, verdict_of: Verdict, *, back: int = 0) -> Release | None:
    """Release what the answers to one question say. ``back``: 1 for the survey before the newest that has answers.

    None where there is no such survey.
    """
    asked = [each for each in city.rounds if each.states]
    if len(asked) <= back:
        return None
    return of_answers(city, asked[back], verdict_of)


def of_answers(city: City, surveyed: Round, verdict_of: Verdict) -> Release:
    """Release what the answers of a survey say."""
    groups = groups_of(city, surveyed)
    cell_of: Mapping[Breakdown, Cell] = {"district": partial(_group, groups=groups), "age": age_band, "sex": _sex}
    settled = {by: disclosure.settled(surveyed.states, _stratum if by == "district" else cell_of[by]) for by in cell_of}
    counted = {by: _counted(rows, verdict_of, cell_of[by]) for by, rows in settled.items()}
    whole = _counted(disclosure.settled(surveyed.states, _everybody), verdict_of, _everybody)
    total = tuple(whole.iloc[0]) if len(whole) else (0.0, 0.0)
    return of_counts(surveyed, Counted(counted, (float(total[0]), float(total[1]))), groups)


def of_counts(surveyed: Round, counted: Counted, groups: pd.Series) -> Release:
    """Release counts: protected jointly, then estimated from what is released."""
    if not counted.whole[0] > 0:
        return Release(surveyed, {}, None, groups)
    cells, whole = disclosure.jointly(counted.cells, counted.whole)
    estimated = {by: _estimated(cells[by], whole) for by in BREAKDOWNS if by in cells}
    return Release(surveyed, estimated, whole.join(_direct(whole)), groups)


def groups_of(city: City, surveyed: Round) -> pd.Series:
    """Put districts with too few respondents together with a neighbour, once for the whole survey."""
    areas = city.districts.set_index("district_id")["area"]
    if surveyed.states:
        strata = disclosure.settled(surveyed.states, _stratum)["stratum"].value_counts()
    else:
        told = surveyed.table
        strata = pd.Series(dtype=float) if told is None else told.groupby("stratum")["n"].max()
    return disclosure.groups(strata.reindex(areas.index).fillna(0), city.borders, areas)


def age_band(survey: pd.DataFrame) -> pd.Series:
    """Name the age band of each respondent, 65-69 or 85-; NA where it isn't known."""
    first, last = survey["age_from"].astype("str"), survey["age_to"].astype("str").fillna("")
    return (first + "-" + last).where(survey["age_from"].notna())


def _counted(rows: pd.DataFrame, verdict_of: Verdict, cell: Cell) -> pd.DataFrame:
    """Count those that can be judged and those of whom it is true, by cell."""
    return counts(rows, verdict_of(rows), cell(rows))


def _estimated(cells: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Add what the answers say and the estimate to released cells."""
    shrunk = estimate.shrunk(cells, whole).table
    return cells.join(_direct(cells)).join(shrunk[["share", "share_low", "share_high", "sd"]])


def _direct(cells: pd.DataFrame) -> pd.DataFrame:
    """Name the shares that the answers say."""
    return estimate.direct(cells).rename(columns=lambda name: name.replace("share", "share_direct", 1))


def _stratum(survey: pd.DataFrame) -> pd.Series:
    """Give the smallest unit that each respondent is known to live in."""
    return survey["stratum"]


def _group(survey: pd.DataFrame, groups: pd.Series) -> pd.Series:
    """Give the group of each respondent's district; NA where it is known by 圏域 only."""
    return survey["stratum"].map(groups)


def _sex(survey: pd.DataFrame) -> pd.Series:
    """Give the sex of each respondent."""
    return survey["sex"]


def _everybody(survey: pd.DataFrame) -> pd.Series:
    """Put all respondents into one cell."""
    return pd.Series("city", index=survey.index)
