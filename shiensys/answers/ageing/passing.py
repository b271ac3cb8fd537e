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
    older = table[table["key"] == "older"].sort_values(["order", "date"], kind="stable")
    later = older["expected"].to_numpy(bool)
    steps = older[later & older["share"].notna()]
    known = steps.drop_duplicates("unit_id")
    base = older[~later].set_index("unit_id")[["date", "share"]].reindex(known["unit_id"])
    days = sorted(steps["date"].unique())
    shares = steps.pivot(index="unit_id", columns="date", values=list(FIGURES.values())).reindex(known["unit_id"])
    first = {
        (bound, name): _first(shares[figure].to_numpy(float) >= bound, days) if days else []
        for bound in PASSED
        for name, figure in FIGURES.items()
    }
    now = base["share"].to_numpy(float)
    units = known[["unit_id", "name", "order"]].assign(date=base["date"].array).to_dict("records")
    rows = [
        _row(unit, bound, bool(now[at] >= bound), {name: first[bound, name][at] for name in FIGURES}, days)
        for at, unit in enumerate(units)
        for bound in PASSED
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _first(past: NDArray[np.bool_], days: list[dt.date]) -> list[dt.date | None]:
    """Give the first day (column) on which each unit (row) is past a bound, None where it never is."""
    return [
        days[at] if ever else None
        for at, ever in zip(past.argmax(axis=1).tolist(), np.any(past, axis=1).tolist(), strict=True)
    ]


def _row(
    unit: dict[Any, Any], bound: float, already: bool, first: dict[str, dt.date | None], days: list[dt.date]
) -> dict[str, object]:
    """Tell of one unit and bound."""
    if already:
        state, first = "already", dict.fromkeys(FIGURES, unit["date"])
    elif first["date"] is not None:
        state = "expected"
    else:
        state = "not" if first["earliest"] is None else "possible"
    told = {name: unit[name] for name in ("unit_id", "name", "order")}
    return {**told, "bound": bound, "state": state, **first, "words": _words(state, bound, first, days[-1])}


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
