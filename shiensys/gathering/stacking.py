"""The loads of one kind put together: all of them, the newest, or the newest of each date or row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pandas as pd
import pandera.pandas as pa

from shiensys.tables import ageing
from shiensys.tables.crosswalk import replaced

Parts = Mapping[str, tuple[pd.DataFrame, ...]]  # a city's current tables by kind, oldest load first
ONCE: Mapping[str, type[pa.DataFrameModel]] = MappingProxyType(
    {
        "city-forecast": ageing.CityForecast,
        "cohort-rates": ageing.CohortRates,
        "series": ageing.RegionalSeries,
        "targets": ageing.Targets,
    }
)  # kinds of which a row that is loaded anew takes the place of the old one


def stacked(parts: Parts, kind: str) -> pd.DataFrame | None:
    """Put the parts of a table under each other, the latest load last."""
    return pd.concat(parts[kind], ignore_index=True) if kind in parts else None


def stacked_once(parts: Parts, kind: str) -> pd.DataFrame | None:
    """Put the parts of a table under each other; where a row stands twice the later load counts."""
    whole = stacked(parts, kind)
    key = ONCE[kind].to_schema().unique
    return None if whole is None else whole.drop_duplicates(key, keep="last", ignore_index=True)


def last(tables: tuple[pd.DataFrame, ...]) -> pd.DataFrame | None:
    """Take the part that was loaded last."""
    return tables[-1] if tables else None


def newest_by_date(tables: tuple[pd.DataFrame, ...]) -> pd.DataFrame | None:
    """Put parts together; where two hold the same date the later load counts."""
    kept: list[pd.DataFrame] = []
    seen: set[pd.Timestamp] = set()
    for table in reversed(tables):
        kept.append(table[~table["date"].isin(seen)] if seen else table)
        seen |= set(table["date"].unique())
    return pd.concat(kept, ignore_index=True) if kept else None


def latest(tables: tuple[pd.DataFrame, ...]) -> pd.DataFrame | None:
    """Take the newest survey."""
    return max(tables, key=lambda table: table["date"].max()) if tables else None


def of_survey(returns: pd.DataFrame | None, survey: pd.DataFrame | None) -> pd.DataFrame | None:
    """Keep the returns of the survey that is shown."""
    if returns is None or survey is None:
        return returns
    return pd.DataFrame(returns[returns["survey"] == survey["survey"].iloc[0]])


def named(tables: Iterable[pd.DataFrame | None], crosswalk: pd.DataFrame | None) -> pd.Series:
    """Give the areas of the first table that has any, without former districts that the crosswalk tells of."""
    for table in tables:
        if table is not None:
            return pd.Series(table.loc[~replaced(crosswalk, table["area"], table["date"]), "area"])
    return pd.Series(dtype="str")
