"""What is released of a survey: the only numbers from which anything about it may be worked out.

All that leaves the door about answers is a function of these cells, so that no combination of figures, filters or files
tells more than the cells do (docs/methods.md §4).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from shiensys.answers.whereabouts import (
    BREAKDOWNS,
    WIDE,
    Breakdown,
    Cell,
    Part,
    group,
    groups_of,
    places,
    settled,
    stratum,
)  # fmt: skip
from shiensys.city import City, Round
from shiensys.measures import crosstable
from shiensys.measures.estimates import estimate
from shiensys.measures.release import disclosure
from shiensys.measures.scoring import counts

Verdict = Callable[[pd.DataFrame], pd.Series]  # of each respondent: true, false, NA where it can't be judged


@dataclass(frozen=True)
class Release:
    """What is released of one question.

    ``cells``: by breakdown, one row a cell: columns of measures.release.disclosure.released, ``share_direct`` with
    ``_low``, ``_high`` (what the answers say, 0..1) and ``share``, ``share_low``, ``share_high`` (the estimate that
    leans on the other cells too), with ``sd`` and ``common`` for measures.estimates.estimate.combined. Districts are in
    groups: ``groups`` gives the group by district_id, NaN where a district is too small and can't be put together with
    another. Answers known by 圏域 only are cells of ``district`` too, ``area:`` and the name. A breakdown that would
    tell too much, or wasn't wanted, is not there.
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
class Answered:
    """The answers to a survey as they count: worked out once, however many questions are released of them.

    ``rows``: by breakdown and for the ``city``, as settled (see measures.release.disclosure); ``cells``: where
    each row counts. ``states``: the answers as they were published one after the other, with the columns of the newest.
    """

    round: Round
    groups: pd.Series
    rows: Mapping[Part, pd.DataFrame]
    cells: Mapping[Part, pd.Series]
    states: tuple[pd.DataFrame, ...]


@dataclass(frozen=True)
class Tied:
    """A question released before another: who says yes to it does to the other; or, ``apart``, nobody does to both."""

    verdict_of: Verdict
    apart: bool = False


@dataclass(frozen=True)
class Counted:
    """Exact counts, ``n`` and ``x`` by cell, which nobody but this module may see."""

    cells: Mapping[Breakdown, pd.DataFrame]
    whole: tuple[float, float]


def release(city: City, verdict_of: Verdict, *, back: int = 0) -> Release | None:
    """Release what the answers to one question say. ``back``: 1 for the survey before the newest that has answers.

    None where there is no such survey.
    """
    found = answered(city, back=back)
    return None if found is None else of_answers(found, verdict_of)


def answered(city: City, *, back: int = 0) -> Answered | None:
    """Give the answers of a survey as they count; None where there is no such survey. ``back``: see release."""
    asked = [each for each in city.rounds if each.states]
    if len(asked) <= back:
        return None
    states = asked[back].states
    groups = groups_of(city, asked[back])
    cell_of = places(groups)
    settle_by: dict[Part, Cell] = {**cell_of, "district": stratum}
    rows = {part: settled(states, cell) for part, cell in settle_by.items()}
    cells = {part: cell(rows[part]) for part, cell in cell_of.items()}
    newest = states[-1].columns
    return Answered(asked[back], groups, rows, cells, tuple(each.reindex(columns=newest) for each in states))


def of_answers(
    found: Answered,
    verdict_of: Verdict,
    *,
    estimated: Collection[Breakdown] = BREAKDOWNS,
    direct: bool = True,
    tied: Sequence[Tied] = (),
    any_of: bool = False,
) -> Release:
    """Release what the answers of a survey say.

    ``estimated``: the breakdowns that are wanted with an estimate; ``direct``: with what the answers say alone, too;
    ``tied``: questions that are released before, whose answers hang together with these (docs/methods.md §4);
    ``any_of``: this one asks whether any of those is true.
    """
    counted = _counted(found, verdict_of)
    before = [(_counted(found, each.verdict_of), each.apart) for each in tied]
    return of_counts(
        found.round, counted, found.groups, estimated=estimated, direct=direct, before=before, any_of=any_of
    )


def _counted(found: Answered, verdict_of: Verdict) -> Counted:
    """Count the answers to one question: those that changed enough of them since they were published."""
    if len(found.states) > 1:
        judged = [(state, verdict_of(state)) for state in found.states]
        counted = {
            part: disclosure.settled_counts([counts(state, verdict, cell(state)) for state, verdict in judged])
            for part, cell in places(found.groups).items()
        }
    else:
        verdicts = {id(rows): verdict_of(rows) for rows in {id(each): each for each in found.rows.values()}.values()}
        counted = {part: counts(rows, verdicts[id(rows)], found.cells[part]) for part, rows in found.rows.items()}
    counted = {part: _with_all(table, found, part) for part, table in counted.items()}
    whole = counted["city"]
    total = tuple(whole.iloc[0]) if len(whole) else (0.0, 0.0)
    return Counted({by: counted[by] for by in BREAKDOWNS}, (float(total[0]), float(total[1])))


def _with_all(table: pd.DataFrame, found: Answered, part: Part) -> pd.DataFrame:
    """Give cells of which nobody could be judged 0 persons: a cell that is missing would tell as much."""
    there = [*found.cells[part].dropna().unique(), *(found.groups.dropna().unique() if part == "district" else ())]
    return table.reindex(pd.Index(there).unique(), fill_value=0.0)


def of_table(
    city: City,
    surveyed: Round,
    key: str,
    *,
    estimated: Collection[Breakdown] = BREAKDOWNS,
    tied: Sequence[tuple[str, bool]] = (),
) -> Release:
    """Release what a contractor's cross-table of a survey says. ``key``: an indicator's, or a kind of support.

    ``tied``: keys that are released before, and whether nobody says yes to both; see answers.links.keys_before.
    """
    groups = groups_of(city, surveyed)
    if surveyed.table is None:
        return Release(surveyed, {}, None, groups)
    counted, *others = (_in_table(city, surveyed.table, each, groups) for each in (key, *(other for other, _ in tied)))
    before = [(each, apart) for each, (_, apart) in zip(others, tied, strict=True) if each.whole[0] > 0]
    return of_counts(surveyed, counted, groups, estimated=estimated, before=before)


def _in_table(city: City, told: pd.DataFrame, key: str, groups: pd.Series) -> Counted:
    """Take the counts of a question out of a contractor's table; 0 persons where it doesn't tell of it."""
    found = {by: crosstable.counts(told, key, by) for by in BREAKDOWNS}
    whole = crosstable.counts(told, key, "city")
    total = (float(whole["n"].sum()), float(whole["x"].sum()))
    grouped = _once(found["district"], city)
    grouped = grouped.groupby(group(pd.DataFrame({"stratum": grouped.index}, grouped.index), groups)).sum()
    return Counted({by: table for by, table in (found | {"district": grouped}).items() if len(table)}, total)


def _once(strata: pd.DataFrame, city: City) -> pd.DataFrame:
    """Leave out a 圏域 that the table tells by its districts too: the same answers would count twice."""
    told = city.districts.loc[city.districts["district_id"].isin(strata.index), "area"].dropna()
    return strata[~strata.index.isin(WIDE + told.astype("str"))]


def of_counts(
    surveyed: Round,
    counted: Counted,
    groups: pd.Series,
    *,
    estimated: Collection[Breakdown] = BREAKDOWNS,
    direct: bool = True,
    before: Sequence[tuple[Counted, bool]] = (),
    any_of: bool = False,
) -> Release:
    """Release counts: protected jointly, then estimated from what is released.

    ``before``: counts of questions that hang together with this one, and whether nobody says yes to both. ``any_of``:
    this one asks whether any of those is true.
    """
    if not counted.whole[0] > 0:
        return Release(surveyed, {}, None, groups)
    beside = [disclosure.Beside(_named(each), each.whole, apart) for each, apart in before]
    cells, whole = disclosure.jointly(_named(counted), counted.whole, beside=beside, any_of=any_of)
    shown = {by: _estimated(cells[by], whole) for by in BREAKDOWNS if by in cells and by in estimated}
    if not direct:
        return Release(surveyed, shown, whole, groups)
    told = {by: _direct(cells) for by, cells in shown.items()}
    return Release(surveyed, told, _direct(whole), groups)


def _named(counted: Counted) -> dict[str, pd.DataFrame]:
    """Give the tables of counts by the names of their breakdowns."""
    return {str(by): table for by, table in counted.cells.items()}


def _estimated(cells: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Add the estimate to released cells."""
    shrunk = estimate.shrunk(cells, whole).table
    return cells.join(shrunk[["share", "share_low", "share_high", "sd", "common"]])


def _direct(cells: pd.DataFrame) -> pd.DataFrame:
    """Add the shares that the answers say alone."""
    return cells.join(estimate.direct(cells).rename(columns=lambda name: name.replace("share", "share_direct", 1)))
