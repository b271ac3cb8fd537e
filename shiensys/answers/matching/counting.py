"""Requests counted by kind, district and month, exactly or as everybody may see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd

from shiensys.answers.matching.asked import district_names, kind_names
from shiensys.answers.protect import ROUNDED_TO, rounded_total
from shiensys.city import City
from shiensys.tables.categories import categories
from shiensys.tables.programme import Request
from shiensys.tables.programme.helping import REASONS, REQUEST_STATES
from shiensys.text import say

COUNTS = ("all", *REQUEST_STATES)  # requests: all that came in, and those by their state
REFUSALS = tuple(f"refused_{reason}" for reason in REASONS)


def of(told: Sequence[Request]) -> pd.DataFrame:
    """Put requests into a table, one row each."""
    names = ["kind", "district", "month", "day", "persons", "state", "reason"]
    rows = [
        (each.kind, each.district, f"{each.received:%Y-%m}", each.received, each.persons, each.state, each.reason)
        for each in told
    ]
    return pd.DataFrame(rows, columns=names)


def settled(rows: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Keep the requests up to a month that is over, with ROUNDED_TO or more that came in since the last such month.

    So what everybody may see never changes by fewer, and no request shows by what its day or its count adds.
    """
    told, waiting = "", 0
    by_month = rows.loc[rows["month"] < f"{today:%Y-%m}", "month"].value_counts().sort_index()
    for month, n in by_month.items():
        waiting += int(n)
        if waiting >= ROUNDED_TO:
            told, waiting = str(month), 0
    return rows[rows["month"] <= told]


def counted(rows: pd.DataFrame, keys: tuple[str, ...]) -> pd.DataFrame:
    """Count by keys: COUNTS and REFUSALS."""
    flags = {"all": pd.Series(1.0, index=rows.index)}
    flags |= {state: rows["state"].eq(state).astype(float) for state in REQUEST_STATES}
    refused = rows["state"].eq("refused")
    flags |= {f"refused_{each}": (refused & rows["reason"].eq(each)).astype(float) for each in REASONS}
    marks = pd.DataFrame({**{key: rows[key] for key in keys}, **flags})
    return marks.groupby(list(keys), as_index=False)[[*COUNTS, *REFUSALS]].sum()


def protected(counts: pd.Series, *, exact: bool) -> pd.Series:
    """Give counts as they may be told: exact, or whole tens, blank below ten.

    Whole tens of everything, totals too: no difference of two of them tells a count below ten.
    """
    if exact:
        return counts
    tens = counts.map(rounded_total).astype(float)
    return tens.where(tens >= ROUNDED_TO)


def told(city: City, counted: pd.DataFrame, *, exact: bool) -> pd.DataFrame:
    """Protect counts and name their rows, in the city's order and the newest month first."""
    numbers = {name: protected(counted[name], exact=exact) for name in (*COUNTS, *REFUSALS)}
    table = counted.assign(**numbers)
    if not exact:
        table = table[table["all"].notna()]
    if "kind" in table:
        table = table.assign(kind_name=table["kind"].map(kind_names()).fillna(table["kind"]))
    if "district" in table:
        gone = say("matching.gone_district")
        table = table.assign(district_name=table["district"].map(district_names(city)).fillna(gone))
    if "month" in table:
        table = table.assign(month_words=[month_words(month) for month in table["month"]])
    return _sorted(city, table)


def _sorted(city: City, table: pd.DataFrame) -> pd.DataFrame:
    """Order by month, newest first, then kind and district as the city orders them."""
    orders: dict[str, list[str]] = {
        "kind": [one.kind for one in categories()],
        "district": list(city.districts["district_id"]),
    }
    for key in ("district", "kind"):
        if key in table:
            place = {each: number for number, each in enumerate(orders[key])}
            by_place = table[key].map(place).fillna(len(place))
            table = table.iloc[np.argsort(by_place.to_numpy(), kind="stable")]
    if "month" in table:
        table = table.sort_values("month", ascending=False, kind="stable")
    return table.reset_index(drop=True)


def month_words(month: str) -> str:
    """Write a month.

    >>> month_words("2026-04")
    '2026年4月'
    """
    year, _, number = month.partition("-")
    return say("matching.month", year=year, month=str(int(number)))


def by_reason(rows: pd.DataFrame, *, exact: bool) -> pd.DataFrame:
    """Count refusals by reason, most first."""
    refused = rows[rows["state"].eq("refused")]["reason"].value_counts()
    counts = protected(refused.reindex(list(REASONS)).fillna(0.0).astype(float), exact=exact)
    table = pd.DataFrame({"reason": counts.index, "refused": counts.to_numpy()})
    table = table.assign(reason_words=[say(f"matching.reason.{each}") for each in table["reason"]])
    return table[table["refused"] > 0].sort_values("refused", ascending=False, kind="stable", ignore_index=True)
