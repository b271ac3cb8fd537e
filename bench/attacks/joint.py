"""One who knows the rules puts all published ranges, totals and relations between questions together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bench.attacks.surveys import ANY_OF, BESIDE, KEYS, Survey, verdict
from shiensys.measures.release import disclosure
from shiensys.measures.scoring import counts

BREAKDOWNS = ("district", "age", "sex")
CITY = "city"
HIDDEN = 9  # persons: of so many or fewer nothing may be known exactly
SPAN = 5
ROUNDS = 6  # in which ranges narrow each other
Ranges = dict[str, tuple[np.ndarray, np.ndarray]]  # n, x and y (judged and not true) by cell: least and most


@dataclass(frozen=True)
class Published:
    """A survey's cells, with what they hide. The last place of each breakdown stands for those in no cell.

    ``exact``: n and x by question, breakdown and cell; ``ranges``: what is published of them.
    """

    cells: Mapping[str, pd.Index]
    exact: Mapping[str, Mapping[str, np.ndarray]]
    ranges: Mapping[str, Mapping[str, Ranges]]
    told: Mapping[str, frozenset[str]]


def groups_of(survey: Survey) -> pd.Series:
    """Put districts together as the product does."""
    respondents = survey.answers["district"].value_counts().reindex(survey.areas.index).fillna(0)
    return disclosure.groups(respondents, survey.borders, survey.areas)


def cells_of(survey: Survey) -> dict[str, pd.Series]:
    """Give the cell of each respondent by breakdown."""
    answers = survey.answers
    return {"district": answers["district"].map(groups_of(survey)), "age": answers["age"], "sex": answers["sex"]}


def published(survey: Survey, *, aware: bool = True) -> Published:
    """Release a survey's questions as the product does. Not ``aware``: each for itself, whatever hangs together."""
    cells = cells_of(survey)
    names = {by: pd.Index(sorted(cells[by].dropna().unique())) for by in BREAKDOWNS}
    counted = {key: _counted(survey, key, cells) for key in KEYS}
    exact: dict[str, dict[str, np.ndarray]] = {}
    ranges: dict[str, dict[str, Ranges]] = {}
    told: dict[str, frozenset[str]] = {}
    for key, (by_cell, everybody) in counted.items():
        ties = tied(key) if aware else ()
        beside = [disclosure.Beside(*counted[other], apart=apart) for other, apart in ties]
        released, whole = disclosure.jointly(by_cell, everybody, beside=beside, any_of=key in ANY_OF and aware)
        released = {by: table for by, table in released.items() if table["n"].notna().any()}
        exact[key] = {by: _exact(by_cell[by].reindex(names[by]), everybody) for by in BREAKDOWNS}
        nowhere = {by: float(exact[key][by][0, -1]) for by in BREAKDOWNS}
        ranges[key] = {by: _said(released.get(by), names[by], nowhere[by], everybody[0]) for by in BREAKDOWNS}
        ranges[key][CITY] = _said(
            None if whole["n"].isna().all() else whole, whole.index, None, float(len(survey.answers))
        )
        told[key] = frozenset(released)
    return Published(names, exact, ranges, told)


def tied(key: str) -> tuple[tuple[str, bool], ...]:
    """Name the questions that the product releases before one, and whether nobody says yes to both."""
    if key in ANY_OF:
        return tuple((part, False) for part in ANY_OF[key])
    return (BESIDE[key],) if key in BESIDE else ()


def unreleased(told: Published) -> Published:
    """Give what somebody knows without any release who has counted those in no cell, question by question."""
    ranges: dict[str, dict[str, Ranges]] = {}
    for key, parts in told.ranges.items():
        most = float(parts[CITY]["n"][1].max())
        nowhere = {by: float(told.exact[key][by][0, -1]) for by in BREAKDOWNS}
        ranges[key] = {by: _said(None, told.cells[by], nowhere[by], most) for by in BREAKDOWNS}
        ranges[key][CITY] = _said(None, pd.Index([CITY]), None, most)
    return Published(told.cells, told.exact, ranges, dict.fromkeys(told.told, frozenset()))


def _counted(
    survey: Survey, key: str, cells: Mapping[str, pd.Series]
) -> tuple[dict[str, pd.DataFrame], tuple[float, float]]:
    """Count the answers to a question by every breakdown and in the city."""
    judged = verdict(survey.answers, key)
    n, x = counts(survey.answers, judged, pd.Series(CITY, index=judged.index)).iloc[0][["n", "x"]]
    return {by: counts(survey.answers, judged, cells[by]) for by in BREAKDOWNS}, (float(n), float(x))


def worked_out(told: Published) -> dict[str, dict[str, Ranges]]:
    """Narrow all ranges by each other until little more follows: what the attacker knows."""
    known = {key: {by: dict(ranges) for by, ranges in parts.items()} for key, parts in told.ranges.items()}
    for _ in range(ROUNDS):
        for parts in known.values():
            for by in (*BREAKDOWNS, CITY):
                _of_one(parts[by])
            for name in "nxy":
                _of_totals(parts, name)
        for key in known:
            for part, apart in tied(key):
                _of_two(known[part], "x", known[key], "y" if apart else "x")
                _of_two(known[key], "x" if apart else "y", known[part], "y")
        for key, several in ANY_OF.items():
            _of_any([known[part] for part in several], known[key])
    return known


def _exact(table: pd.DataFrame, everybody: tuple[float, float]) -> np.ndarray:
    """Give n and x by cell, and last of those in no cell."""
    inside = table[["n", "x"]].fillna(0.0).to_numpy().T.round()
    beside = np.array(everybody).round() - inside.sum(axis=1)
    return np.column_stack([inside, beside])


def _said(cells: pd.DataFrame | None, names: pd.Index, beside: float | None, most: float) -> Ranges:
    """Take what cells say of themselves. ``beside``: those in no cell, whom the attacker knows the number of."""
    if cells is None:
        low, high = {name: np.zeros(len(names)) for name in "nx"}, {name: np.full(len(names), most) for name in "nx"}
    else:
        rows = cells.reindex(names)
        low = {name: rows[f"{name}_low"].fillna(0.0).to_numpy() for name in "nx"}
        high = {name: rows[f"{name}_high"].fillna(float(HIDDEN)).to_numpy() for name in "nx"}
    if beside is not None:
        low = {name: np.append(low[name], beside if name == "n" else 0.0) for name in "nx"}
        high = {name: np.append(high[name], beside) for name in "nx"}
    return {name: (low[name], high[name]) for name in "nx"} | {"y": (np.zeros(len(low["n"])), high["n"].copy())}


def _of_one(ranges: Ranges) -> None:
    """Use n = x + y in each cell."""
    (n0, n1), (x0, x1), (y0, y1) = ranges["n"], ranges["x"], ranges["y"]
    y0, y1 = np.maximum(y0, n0 - x1), np.minimum(y1, n1 - x0)
    x0, x1 = np.maximum(x0, n0 - y1), np.minimum(x1, n1 - y0)
    ranges |= {"n": (np.maximum(n0, x0 + y0), np.minimum(n1, x1 + y1)), "x": (x0, x1), "y": (y0, y1)}


def _of_totals(parts: dict[str, Ranges], name: str) -> None:
    """Use that every breakdown adds up to the city."""
    low = max(float(parts[by][name][0].sum()) for by in (*BREAKDOWNS, CITY))
    high = min(float(parts[by][name][1].sum()) for by in (*BREAKDOWNS, CITY))
    for by in (*BREAKDOWNS, CITY):
        least, most = parts[by][name]
        parts[by][name] = (
            np.maximum(least, low - (most.sum() - most)),
            np.minimum(most, high - (least.sum() - least)),
        )


def _of_two(small: dict[str, Ranges], inner: str, large: dict[str, Ranges], outer: str) -> None:
    """Use that one count holds another, and that what they differ in adds up too."""
    less = {by: small[by][inner] for by in (*BREAKDOWNS, CITY)}
    more = {by: large[by][outer] for by in (*BREAKDOWNS, CITY)}
    between = {
        by: {"d": (np.maximum(more[by][0] - less[by][1], 0.0), more[by][1] - less[by][0])} for by in (*BREAKDOWNS, CITY)
    }
    _of_totals(between, "d")
    for by in (*BREAKDOWNS, CITY):
        (a0, a1), (b0, b1), (d0, d1) = less[by], more[by], between[by]["d"]
        small[by][inner] = np.maximum(a0, b0 - d1), np.minimum(a1, b1 - d0)
        large[by][outer] = np.maximum(b0, a0 + d0), np.minimum(b1, a1 + d1)


def repeated(known: Mapping[str, Mapping[str, Ranges]], key: str) -> dict[str, Ranges]:
    """Give the range of what "any of several" leaves of their sum: 0 for who has one, 1 for who has two; by cell."""
    parts = [known[part] for part in ANY_OF[key]]
    left = {by: {"s": _left_over(parts, known[key], by)} for by in (*BREAKDOWNS, CITY)}
    _of_totals(left, "s")
    return left


def _left_over(
    parts: Sequence[Mapping[str, Ranges]], either: Mapping[str, Ranges], by: str
) -> tuple[np.ndarray, np.ndarray]:
    """Take a union from the sum of its parts, cell by cell."""
    low, high = (np.sum([part[by]["x"][end] for part in parts], axis=0) for end in (0, 1))
    return np.maximum(low - either[by]["x"][1], 0.0), high - either[by]["x"][0]


def _of_any(parts: Sequence[dict[str, Ranges]], either: dict[str, Ranges]) -> None:
    """Use that a union is no more than the sum of its parts, and that what is left over adds up too."""
    left = {by: {"s": _left_over(parts, either, by)} for by in (*BREAKDOWNS, CITY)}
    _of_totals(left, "s")
    for by in (*BREAKDOWNS, CITY):
        (s0, s1), (e0, e1) = left[by]["s"], either[by]["x"]
        low, high = (np.sum([part[by]["x"][end] for part in parts], axis=0) for end in (0, 1))
        either[by]["x"] = np.maximum(e0, low - s1), np.minimum(e1, high - s0)
        for part in parts:
            a0, a1 = part[by]["x"]
            part[by]["x"] = np.maximum(a0, e0 + s0 - (high - a1)), np.minimum(a1, e1 + s1 - (low - a0))
