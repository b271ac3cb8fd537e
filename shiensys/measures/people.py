"""Residents by district: how many, how old, and how many the needs survey speaks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shiensys.measures.release.release_cells import FEWEST
from shiensys.tables.population import LEVELS_OUTSIDE_SURVEY

OLDER = 65  # years; 介護保険の第1号被保険者
TOLD_TO = 5  # persons; residents 65+ are public, so the exact rest would tell how many are certified


@dataclass(frozen=True)
class Asked:
    """Whom the survey speaks for. ``persons``: Series by district_id. ``without_care``: 要介護1–5 were taken off."""

    persons: pd.Series
    without_care: bool


def at_latest(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of each district's latest ``date``."""
    return table[table["date"] == table.groupby("district_id")["date"].transform("max")]


def aged(population: pd.DataFrame, *, from_age: int, to_age: int | None = None) -> pd.Series:
    """Count residents of an age range by (district_id, date), persons.

    ``population``: rows of tables.population.Population with ``district_id`` and persons of that district alone.
    NaN where a band isn't known, or where the bands don't break at the ages asked for (a table that ends at 75+
    gives no 85+).
    """
    top = float("inf") if to_age is None else to_age
    known = population[population["age_from"].notna()]
    first = known["age_from"].astype(float)
    last = known["age_to"].astype(float).fillna(float("inf"))
    inside = (first >= from_age) & (last <= top)
    straddling = ~inside & (first <= top) & (last >= from_age)
    counted = known["persons"].where(inside, 0.0).mask(straddling)
    return _sum_or_unknown(counted, known)


def all_ages(population: pd.DataFrame) -> pd.Series:
    """Count all residents by (district_id, date), persons, those of unknown age included."""
    return _sum_or_unknown(population["persons"], population)


def known_ages(population: pd.DataFrame) -> pd.Series:
    """Count residents whose age is known by (district_id, date), persons."""
    known = population[population["age_from"].notna()]
    return _sum_or_unknown(known["persons"], known)


def _sum_or_unknown(persons: pd.Series, rows: pd.DataFrame) -> pd.Series:
    """Add persons up by district and date; one unknown cell makes the sum unknown."""
    return persons.groupby([rows["district_id"], rows["date"]]).sum(min_count=1, skipna=False).rename("persons")


def latest(counts: pd.Series) -> pd.Series:
    """Keep the latest date of counts by (district_id, date): a Series by district_id."""
    newest = counts.reset_index().sort_values("date").groupby("district_id").tail(1)
    return newest.set_index("district_id")["persons"]


def asked(population: pd.DataFrame, certified: pd.DataFrame | None) -> Asked:
    """Count whom the needs survey speaks for: residents 65+ without 要介護1–5, persons by district_id.

    To the nearest TOLD_TO, half up, never below it where somebody lives. Where fewer than FEWEST are in care, or
    certified without being in care, the city's share in care stands for the district's own: the rest would tell them.
    Without certified persons for every district, or with fewer than FEWEST in the city, all residents 65+ are counted,
    and ``without_care`` is False.
    Source: residents certified 要介護1–5 are not sampled (docs/methods.md §1).
    """
    older = latest(aged(population, from_age=OLDER))
    if certified is None:
        return Asked(older, without_care=False)
    of_age = certified["age_to"].isna() | (certified["age_to"] >= OLDER)  # 第2号被保険者 (40–64) aren't asked anyway
    outside = certified["level"].isin(LEVELS_OUTSIDE_SURVEY)
    in_care = _by_district(certified[outside & of_age]).reindex(older.index)
    if in_care.isna().any() or in_care.sum() < FEWEST:
        return Asked(older, without_care=False)
    light = _by_district(certified[~outside & of_age]).reindex(older.index)
    few = (in_care < FEWEST) | ((light.fillna(0.0) < FEWEST) & bool(light.notna().any()))
    share = in_care.sum() / older.sum() if older.sum() > 0 else 0.0
    rest = (older - in_care.mask(few, older * share)).clip(lower=0)
    told = (np.floor(rest / TOLD_TO + 0.5) * TOLD_TO).clip(lower=TOLD_TO)
    return Asked(told.where(older > 0, 0.0).where(older.notna()), without_care=True)


def _by_district(certified: pd.DataFrame) -> pd.Series:
    """Add certified persons up by district at its latest date; one unknown row makes the sum unknown."""
    return at_latest(certified).groupby("district_id")["persons"].sum(min_count=1, skipna=False)
