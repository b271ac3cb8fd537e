"""What every table is of: how many areas it speaks of, and the days that it stands for."""

from __future__ import annotations

import pandas as pd

_DAYS = {"date": "dates", "assured_date": "assured"}  # column of the table -> fact


def of_table(table: pd.DataFrame) -> dict[str, object]:
    """Give the facts that a table tells by itself: ``areas`` (a count), ``dates`` and ``assured`` (ISO, in order).

    >>> of_table(pd.DataFrame({"area": ["港", "港"], "date": pd.to_datetime(["2026-03-31"] * 2)}))
    {'areas': 1, 'dates': ['2026-03-31']}
    """
    places = next((column for column in ("district", "area") if column in table), None)
    facts: dict[str, object] = {} if places is None else {"areas": int(table[places].nunique())}
    for column, fact in _DAYS.items():
        days = table.get(column, pd.Series(dtype="datetime64[ns]")).dropna().drop_duplicates().sort_values()
        if not days.empty:
            facts[fact] = [day.date().isoformat() for day in days]
    return facts
