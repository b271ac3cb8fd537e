"""Forecast residents of one city, as they were read, checked and put into the table's shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NoReturn

import numpy as np
import pandas as pd

from shiensys.intake.findings import Finding, Where, mended, noted, refuse
from shiensys.intake.people.agebands import partition
from shiensys.intake.people.agegaps import Band, gaps, worded
from shiensys.intake.people.population_rows import band_type
from shiensys.intake.sheets.wording import listed
from shiensys.tables.population import SEXES

STEP = 5  # years between the days of the official forecasts
_BAND = ["sex", "first", "last"]
_NAMED = 5  # totals named one by one
Place = Callable[[int | None, str], Where]


def checked(rows: pd.DataFrame, where: Place) -> tuple[pd.DataFrame, list[Finding]]:
    """Give ``date``, ``sex``, ``age_from``, ``age_to``, ``persons`` of the finest ages; sexes apart where they are.

    ``rows``: ``date``, ``sex``, ``first``, ``last``, ``whole``, ``persons``, ``row``, ``heading``. Refuses
    ``forecast_twice``, ``one_sex_only``, ``ages_incomplete``, ``forecast_ages_missing`` and ``forecast_blank``.
    """
    aged = rows[~rows["whole"] & rows["first"].notna()]
    _refuse_twice(aged, where)
    bands = {str(sex): _bands(part) for sex, part in aged.groupby("sex")}
    sexes = _sexes(bands, aged, where)
    finest = pd.MultiIndex.from_tuples([(sex, *band) for sex in sexes for band in bands[sex]], names=_BAND)
    kept = aged[pd.MultiIndex.from_frame(aged[_BAND]).isin(finest)]
    _refuse_gaps(kept, len(finest), where)
    findings = [*_years(rows, where), *_totals(rows, kept, where)]
    return _table(kept), findings


def _bands(part: pd.DataFrame) -> tuple[Band, ...]:
    """Give the finest ages of one sex that leave nobody out."""
    return partition(part[["first", "last"]].drop_duplicates().itertuples(index=False, name=None))


def _sexes(bands: dict[str, tuple[Band, ...]], aged: pd.DataFrame, where: Place) -> tuple[str, ...]:
    """Choose men and women where both are there in full, else both together."""
    complete = {sex for sex, found in bands.items() if found and found[0][0] == 0}
    if {"male", "female"} <= complete:
        return ("male", "female")
    if "total" not in complete:
        if complete:
            refuse("one_sex_only", where(None, ""))
        refuse_ages(aged[["first", "last"]].drop_duplicates().itertuples(index=False, name=None), where)
    return ("total",)


def refuse_ages(bands: Iterable[Band], where: Place) -> NoReturn:
    """Refuse ages of which no choice adds up to everybody from birth on: ``ages_incomplete``, ``ages_overlap``."""
    bands = list(bands)
    youngest = min((first for first, _ in bands), default=0)
    missing = [*([(0, youngest - 1)] if youngest else []), *gaps(bands)]
    if not missing:
        refuse("ages_overlap", where(None, ""))
    refuse("ages_incomplete", where(None, ""), missing=listed(map(worded, missing)))


def _refuse_twice(aged: pd.DataFrame, where: Place) -> None:
    """Refuse a band that stands twice in one year."""
    twice = aged[aged.duplicated(["date", *_BAND])]
    if len(twice):
        first = twice.iloc[0]
        refuse("forecast_twice", where(int(first["row"]), str(first["heading"])), year=str(first["date"].year))


def _refuse_gaps(kept: pd.DataFrame, bands: int, where: Place) -> None:
    """Refuse a year that lacks ages others have, and ages without a figure."""
    counts = kept.groupby("date").size()
    if (counts < bands).any():
        refuse("forecast_ages_missing", where(None, ""), years=_listed(counts.index[counts < bands]))
    blank = kept[kept["persons"].isna()]
    if len(blank):
        first = blank.iloc[0]
        refuse("forecast_blank", where(int(first["row"]), str(first["heading"])), n=len(blank))


def _years(rows: pd.DataFrame, where: Place) -> list[Finding]:
    """Say what is unusual about the years: out of order, unevenly far from each other, or one alone."""
    years = [day.year for day in rows["date"].drop_duplicates()]
    ordered = sorted(years)
    if len(years) == 1:
        return [noted("one_forecast_year", where(None, ""), year=str(years[0]))]
    found = [noted("years_unordered", where(None, ""))] if years != ordered else []
    uneven = [later for earlier, later in pairwise(ordered) if later - earlier != STEP]
    return [*found, noted("years_uneven", where(None, ""), step=STEP, years=listed(ordered, 20))] if uneven else found


def _totals(rows: pd.DataFrame, kept: pd.DataFrame, where: Place) -> list[Finding]:
    """Compare stated totals with the sum of ages; each age may be rounded by half a person."""
    found = []
    for row in rows[rows["whole"] & rows["persons"].notna()].to_dict("records"):
        same = kept["date"].eq(row["date"]) & (kept["sex"].eq(row["sex"]) | (row["sex"] == "total"))
        summed = float(kept.loc[same, "persons"].sum())
        if same.any() and abs(summed - row["persons"]) > max(0.5 * int(same.sum()), 1):
            figures = {"year": str(row["date"].year), "stated": round(row["persons"]), "summed": round(summed)}
            found.append(mended("forecast_total_differs", where(int(row["row"]), str(row["heading"])), **figures))
    rest = len(found) - _NAMED
    return [*found[:_NAMED], *([mended("more_totals_differ", where(None, ""), n=rest)] if rest > 0 else [])]


def _table(kept: pd.DataFrame) -> pd.DataFrame:
    """Give the rows in the order of days, sexes and ages."""
    ordered = kept.assign(order=kept["sex"].map(SEXES.index)).sort_values(["date", "order", "first"], ignore_index=True)
    return pd.DataFrame(
        {
            "date": ordered["date"],
            "sex": ordered["sex"].astype("str"),
            "age_from": band_type(ordered["first"]),
            "age_to": band_type(ordered["last"]),
            "persons": ordered["persons"].astype(float),
        }
    )


def _listed(days: pd.Index) -> str:
    """Name years."""
    return listed(sorted({int(year) for year in np.asarray(pd.DatetimeIndex(days).year)}), 20)
