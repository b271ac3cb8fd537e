"""What is released of one indicator, over those that could be judged or over all who answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from shiensys.answers import links, release
from shiensys.answers.release import Answered, Release
from shiensys.answers.survey.answer import By, Denominator
from shiensys.answers.survey.menu import asked
from shiensys.answers.whereabouts import Breakdown, groups_of
from shiensys.city import City, Round
from shiensys.measures import scoring
from shiensys.measures.estimates import estimate
from shiensys.measures.release import disclosure
from shiensys.tables.indicators import Indicator

SPAN = 5  # persons between the least and the most that a hidden cell may have (docs/methods.md §4)
SIZE = ["n", "n_low", "n_high"]
SHARES = ["share", "share_low", "share_high"]
WORKED_OUT = [*SHARES, *(name.replace("share", "share_direct", 1) for name in SHARES), "sd", "common"]


@dataclass(frozen=True)
class Source:
    """One survey, worked out once for all indicators. ``answers``: None where only a contractor's table is held.

    ``everybody``: how many answered at all; ``total``: in the whole city exactly, None where that can't be told.
    """

    round: Round
    answers: Answered | None
    everybody: Release
    total: float | None = None


@dataclass(frozen=True)
class Told:
    """What a survey tells of an indicator. ``everybody``: how many answered at all, whatever they said."""

    release: Release
    everybody: Release

    @property
    def round(self) -> Round:
        """The survey."""
        return self.release.round


def source(city: City, *, back: int = 0) -> Source | None:
    """Work the newest survey out, or the ``back``-th before it; None where there is none."""
    if len(city.rounds) <= back:
        return None
    surveyed = city.rounds[back]
    if not surveyed.states:
        return Source(surveyed, None, Release(surveyed, {}, None, groups_of(city, surveyed)))
    found = release.answered(city, back=sum(1 for each in city.rounds[:back] if each.states))
    if found is None:
        return None
    everybody = release.of_answers(found, everyone, direct=False)
    return Source(surveyed, found, everybody, exact_total(found, everybody))


def exact_total(found: Answered, everybody: Release) -> float | None:
    """Count all who answered in the city, as reports print it; None where a hidden cell could be had from it."""
    if everybody.whole is None:
        return None
    sizes = [pd.DataFrame({"n": [float(len(state))], "x": 0.0}, index=["city"]) for state in found.states]
    total = float(disclosure.settled_counts(sizes)["n"].iloc[0])
    row = everybody.whole.assign(n=total, n_low=total, n_high=total, x_low=0.0, x_high=total)
    cells = {str(by): table for by, table in everybody.cells.items()}
    elsewhere = {str(by): max(total - float(found.cells[by].notna().sum()), 0.0) for by in everybody.cells}
    for name, ranges in disclosure.feasible(cells, row, elsewhere).items():
        hidden = cells[name]["n"].isna()
        if (ranges["n_high"] - ranges["n_low"])[hidden].lt(SPAN).any():
            return None
    return total


def told(
    city: City, indicator: Indicator, denominator: Denominator, of: Source | None, wanted: Collection[Breakdown]
) -> Told | None:
    """Release an indicator of a survey; None where it wasn't asked. ``wanted``: the breakdowns to be estimated."""
    if of is None or not asked(of.round, indicator):
        return None
    if of.answers is None:
        before = links.keys_before(indicator.key)
        return Told(release.of_table(city, of.round, indicator.key, estimated=wanted, tied=before), of.everybody)
    tied = links.of_indicator(of.answers, indicator)
    judged = release.of_answers(
        of.answers, lambda survey: scoring.judge(survey, indicator.rule), estimated=wanted, tied=tied
    )
    if denominator == "all":
        judged = over_all(judged, of.everybody, of.total)
    return Told(judged, of.everybody)


def wanted_for(by: By, *, adjusted: bool = False) -> tuple[Breakdown, ...]:
    """Name the breakdowns that a level is made of. ``adjusted``: by age too, where the level is one of places."""
    if by == "age" or by == "sex":
        return (by,)
    return ("district", "age") if adjusted else ("district",)


def everyone(survey: pd.DataFrame) -> pd.Series:
    """Say of every respondent that it is true."""
    return pd.Series(True, index=survey.index, dtype="boolean")


def over_all(judged: Release, everybody: Release, exact: float | None) -> Release:
    """Set those of whom it is true against all who answered instead.

    ``exact``: all who answered in the city, told where the city's row is exact too. Only sizes change: a second bin for
    the same persons would tell more than one does.
    """
    if judged.whole is None or everybody.whole is None:
        return judged
    whole = _sized(judged.whole, everybody.whole)
    if exact is not None and bool((judged.whole["n_low"] == judged.whole["n_high"]).all()):
        whole = whole.assign(n=exact, n_low=exact, n_high=exact)
    whole = whole.drop(columns=WORKED_OUT, errors="ignore")
    cells = {
        by: _estimated(_sized(judged.cells[by], everybody.cells[by]), whole)
        for by in judged.cells
        if by in everybody.cells
    }
    return replace(judged, cells=cells, whole=whole.join(_direct(whole)))


def _sized(judged: pd.DataFrame, everybody: pd.DataFrame) -> pd.DataFrame:
    """Give cells the size of all who answered, what is true of how many unchanged; a protected one stays so."""
    sizes = everybody[SIZE].reindex(judged.index).where(judged["n"].notna(), axis=0)
    return judged.assign(**{name: np.fmax(sizes[name], judged[name]) for name in SIZE})


def _estimated(cells: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Work the shares out anew."""
    bare = cells.drop(columns=WORKED_OUT, errors="ignore")
    return bare.join(_direct(bare)).join(estimate.shrunk(bare, whole).table[[*SHARES, "sd", "common"]])


def _direct(cells: pd.DataFrame) -> pd.DataFrame:
    """Name the shares that the answers say."""
    return estimate.direct(cells).rename(columns=lambda name: name.replace("share", "share_direct", 1))
