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
    steps = older[older["expected"].astype(bool) & older["share"].notna()]
    known = older[older["unit_id"].isin(steps["unit_id"])].drop_duplicates("unit_id")
    days = sorted(steps["date"].unique())
    now = older[~older["expected"].astype(bool)].set_index("unit_id")["share"].reindex(known["unit_id"])
    found = {
        bound: {name: _first(steps, figure, bound, known["unit_id"], days) for name, figure in FIGURES.items()}
        for bound in PASSED
    }
    rows = [
        _row(unit, bound, now.iloc[at] >= bound, {name: first[at] for name, first in found[bound].items()}, days)
        for at, unit in enumerate(known[["unit_id", "name", "order", "date"]].to_dict("records"))
        for bound in PASSED
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _first(
    steps: pd.DataFrame, figure: str, bound: float, units: pd.Series, days: list[dt.date]
) -> NDArray[np.object_]:
    """Give the first day on which a figure of each unit is at or past a bound, None where it never is."""
    table = steps.pivot(index="unit_id", columns="date", values=figure).reindex(index=units, columns=days)
    past = table.to_numpy(float) >= bound
    first = np.array([*days, None], dtype=object)
    return first[np.where(past.any(axis=1), past.argmax(axis=1), len(days))] if days else first[:0]


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
