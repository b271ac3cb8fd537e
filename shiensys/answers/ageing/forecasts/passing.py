"""When a unit's share of residents 65+ reaches 40 % and 50 %, and how sure that is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from shiensys.text import say, share

PASSED = (0.4, 0.5)  # share of residents 65+: two bounds that policy staff watch for every district
COLUMNS = ("unit_id", "name", "order", "bound", "state", "date", "earliest", "latest", "words")
FIGURES = {"date": "share", "earliest": "share_high", "latest": "share_low"}  # by which end of the band each day falls


def passing(table: pd.DataFrame) -> pd.DataFrame:
    """Tell for every unit and bound of PASSED when the share of 65+ is past it; see Expected for the columns.

    ``table``: rows of Expected's. Units without a share on the days expected have no row.
    """
    older = table[(table["key"] == "older") & table["share"].notna()]
    later = older["expected"].to_numpy(bool)
    units, at = _units(older)
    days, day = np.unique(older["date"].to_numpy(), return_inverse=True)
    first: dict[tuple[float, str], list[dt.date | None]] = {}
    for name, figure in FIGURES.items():
        shares = np.full((len(units), len(days)), np.nan)
        shares[at[later], day[later]] = older[figure].to_numpy(float)[later]
        first |= {(bound, name): _first(shares >= bound, days) for bound in PASSED}
    foretold = np.isin(np.arange(len(units)), at[later])
    now = dict(zip(at[~later].tolist(), zip(older["date"][~later], older["share"][~later], strict=True), strict=True))
    rows = [
        _row(unit, bound, now.get(number), {name: first[bound, name][number] for name in FIGURES}, days[-1])
        for number, unit in enumerate(units)
        if foretold[number]
        for bound in PASSED
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _units(older: pd.DataFrame) -> tuple[list[dict[Any, Any]], NDArray[np.intp]]:
    """List the units in the city's own order, and say by row which it is."""
    known = older[["unit_id", "name", "order"]].drop_duplicates("unit_id").sort_values("order", kind="stable")
    return known.to_dict("records"), pd.Index(known["unit_id"]).get_indexer(older["unit_id"].array)


def _first(past: NDArray[np.bool_], days: NDArray[np.object_]) -> list[dt.date | None]:
    """Give the first day (column) on which each unit (row) is past a bound, None where it never is."""
    return [days[row.argmax()] if row.any() else None for row in past]


def _row(
    unit: dict[Any, Any],
    bound: float,
    now: tuple[dt.date, float] | None,
    first: dict[str, dt.date | None],
    last: dt.date,
) -> dict[str, object]:
    """Tell of one unit and bound. ``now``: the day of the base and the share on it."""
    if now is not None and now[1] >= bound:
        state, first = "already", dict.fromkeys(FIGURES, now[0])
    elif first["date"] is not None:
        state = "expected"
    else:
        state = "not" if first["earliest"] is None else "possible"
    return {**unit, "bound": bound, "state": state, **first, "words": _words(state, bound, first, last)}


def _words(state: str, bound: float, first: dict[str, dt.date | None], last: dt.date) -> str:
    """Say it: the year expected, with the years between which it may fall."""
    told = {"bound": share(bound, 0), "last": str(last.year)}
    words = {name: "" if day is None else str(day.year) for name, day in first.items()}
    years = {"year": words["date"], "earliest": words["earliest"], "latest": words["latest"]}
    if state == "already":
        return say("forecast.passing.already", **told)
    if state == "not":
        return say("forecast.passing.not", **told)
    if state == "possible":
        return say("forecast.passing.possible", **told, **years)
    if not years["latest"]:
        return say("forecast.passing.expected_open", **told, **years)
    sure = years["earliest"] == years["latest"]
    return say("forecast.passing.expected_sure" if sure else "forecast.passing.expected", **told, **years)
