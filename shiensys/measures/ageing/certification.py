"""How many of those 65+ are certified for care, as it is and as it would be if all districts had the same ages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.stats import chi2

from shiensys.measures.estimates.standard import standardised
from shiensys.measures.interval import wilson
from shiensys.measures.people import OLDER
from shiensys.measures.release.release_cells import FEWEST

AGES = (65, 70, 75, 80, 85, 90)  # years; first of each band that rates are taken by, where the tables have it
WIDE = (65, 75, 85)  # bands wide enough to take a district's own rates by
Method = Literal["direct", "indirect", "none"]
FIGURES = ["adjusted", "adjusted_low", "adjusted_high"]
DECIMALS = 3  # of a share that is told: no more, or the persons by age behind it could be worked out


@dataclass(frozen=True)
class Counts:
    """Persons 65+ and certified ones by district_id (rows) and first age of their band (columns); NaN: not known.

    ``day``: of the certified; ``people_day``: the nearest day on which residents were counted.
    """

    persons: pd.DataFrame
    certified: pd.DataFrame
    day: pd.Timestamp
    people_day: pd.Timestamp

    @property
    def known(self) -> pd.Index:
        """The districts of which both are known."""
        both = self.persons.sum(axis=1, skipna=False) + self.certified.sum(axis=1, skipna=False)
        return both.dropna().index


def counts(certified: pd.DataFrame, population: pd.DataFrame, districts: pd.Index) -> Counts:
    """Count both by the ages that both tables break at, on the latest day of the certified. Neither may be empty.

    ``certified``, ``population``: rows of the tables with ``district_id``. All levels of care are added up; a level or
    band without a row stands for nobody where the district has rows. Certified persons younger than 65 are left out.
    """
    day = certified["date"].max()
    days = pd.Series(population["date"].unique())
    people_day = days.loc[(days - day).abs().sort_values(kind="stable").index[0]]
    cared = certified[certified["date"] == day]
    people = population[(population["date"] == people_day) & population["age_from"].notna()]
    ages = [age for age in AGES if _breaks(cared, age) and _breaks(people, age)]
    if OLDER not in ages:
        blank = pd.DataFrame({OLDER: np.nan}, index=districts)
        return Counts(blank, blank, day, people_day)
    there = districts.isin(cared["district_id"])
    found = _by_age(cared, ages).reindex(districts).reindex(columns=ages)
    missing = ~_cells(cared, ages).reindex(index=districts, columns=ages, fill_value=False) & there[:, None]
    return Counts(
        _by_age(people, ages).reindex(index=districts, columns=ages), found.mask(missing, 0.0), day, people_day
    )


def summed(table: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Add districts (rows) up to ``groups`` (by district_id; NaN: none), whole persons."""
    of = groups.dropna()
    return table.reindex(of.index).groupby(of).sum(min_count=1).add(0.5).floordiv(1)


def method(certified: pd.DataFrame) -> Method:
    """Choose how ages are evened out over units: by their own rates where each has FEWEST certified in each wide band.

    ``certified``: by unit and age. ``indirect``: by the city's rates; ``none``: the tables tell no ages.
    """
    if certified.shape[1] < 2 or certified.empty:
        return "none"
    wide = _widened(certified)
    return "direct" if wide.shape[1] > 1 and bool((wide >= FEWEST).all(axis=None)) else "indirect"


def adjusted(persons: pd.DataFrame, certified: pd.DataFrame, how: Method) -> pd.DataFrame:
    """Give FIGURES by unit, shares: the rate that 65+ would have with the ages of all units together.

    Direct: the unit's rates weighted by all units' persons by age, interval by MOVER. Indirect: certified ÷ those
    expected by all units' rates, times the rate of all units; interval of a Poisson count (Garwood 1936, Biometrika
    28, 437-442).

    >>> n = pd.DataFrame({65: [600.0, 400.0], 75: [400.0, 600.0]}, index=["a", "b"])
    >>> x = pd.DataFrame({65: [30.0, 20.0], 75: [120.0, 180.0]}, index=["a", "b"])
    >>> adjusted(n, x, "direct")["adjusted"].tolist(), adjusted(n, x, "indirect")["adjusted"].tolist()
    ([0.175, 0.175], [0.175, 0.175])
    """
    if how == "none":
        return pd.DataFrame(np.nan, index=persons.index, columns=FIGURES)
    told = _direct(_widened(persons), _widened(certified)) if how == "direct" else _indirect(persons, certified)
    return told.clip(0.0, 1.0).round(DECIMALS)


def at_ages_of(persons: pd.DataFrame, certified: pd.DataFrame, standard: pd.DataFrame) -> float:
    """Give the share that all units' rates would make with the ages of ``standard`` (persons alike); 0..1.

    NaN where the tables tell no ages, or a wide band has fewer than FEWEST certified.

    >>> then, now = pd.DataFrame({65: [600.0], 75: [400.0]}), pd.DataFrame({65: [400.0], 75: [600.0]})
    >>> at_ages_of(then, pd.DataFrame({65: [30.0], 75: [120.0]}), now)
    0.2
    """
    n, x, wanted = (_widened(table).sum() for table in (persons, certified, standard))
    if len(x) < 2 or not n.index.equals(wanted.index) or (x < FEWEST).any():
        return float("nan")
    return round(float((x / n * wanted).sum() / wanted.sum()), DECIMALS)


def _direct(n: pd.DataFrame, x: pd.DataFrame) -> pd.DataFrame:
    """Weight each unit's own rates by the persons of all units."""
    rows = {}
    for unit in n.index:
        share = (x.loc[unit] / n.loc[unit].where(n.loc[unit] > 0)).clip(upper=1.0)  # of other days, it may be more
        bounds = wilson(share, n.loc[unit]).rename(columns=lambda name: f"share_{name}")
        rows[unit] = standardised(bounds.assign(share=share), n.sum()).to_numpy()
    return pd.DataFrame.from_dict(rows, orient="index", columns=FIGURES)


def _indirect(n: pd.DataFrame, x: pd.DataFrame) -> pd.DataFrame:
    """Set certified persons against those expected by the rates of all units."""
    rates = x.sum() / n.sum().where(n.sum() > 0)
    expected = (n * rates.fillna(0.0)).sum(axis=1)
    scale = x.to_numpy().sum() / n.to_numpy().sum() / expected.where(expected > 0)
    seen = x.sum(axis=1)
    low = pd.Series(np.where(seen > 0, chi2.ppf(0.025, 2 * seen) / 2, 0.0), index=n.index)
    high = pd.Series(chi2.ppf(0.975, 2 * (seen + 1)) / 2, index=n.index)
    return pd.DataFrame({"adjusted": seen * scale, "adjusted_low": low * scale, "adjusted_high": high * scale})


def _widened(table: pd.DataFrame) -> pd.DataFrame:
    """Put bands together to those of WIDE that the table breaks at."""
    starts = [age for age in WIDE if age in table.columns]
    band = pd.Index(np.array(starts)[np.searchsorted(starts, table.columns, side="right") - 1])
    return table.T.groupby(band).sum(min_count=1).T


def _breaks(rows: pd.DataFrame, age: int) -> bool:
    """Tell whether no band goes across an age."""
    first, last = rows["age_from"].astype(float), rows["age_to"].astype(float).fillna(np.inf)
    return not bool(((first < age) & (last >= age)).any())


def _banded(rows: pd.DataFrame, ages: list[int]) -> list[pd.Series]:
    """Give district and band of each row; a band younger than all is NaN."""
    at = np.searchsorted(ages, rows["age_from"].to_numpy(dtype=float), side="right") - 1
    return [rows["district_id"], pd.Series(np.where(at < 0, np.nan, np.array(ages)[at]), index=rows.index)]


def _by_age(rows: pd.DataFrame, ages: list[int]) -> pd.DataFrame:
    """Add persons up by district and band; one unknown cell makes the sum unknown."""
    return rows["persons"].groupby(_banded(rows, ages)).sum(min_count=1, skipna=False).unstack()


def _cells(rows: pd.DataFrame, ages: list[int]) -> pd.DataFrame:
    """Tell of which district and band there are rows."""
    return rows["persons"].groupby(_banded(rows, ages)).size().unstack(fill_value=0) > 0
