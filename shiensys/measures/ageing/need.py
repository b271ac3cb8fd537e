"""What ageing does to need: today's need, grown as the residents grow of whom each age needs help as often as today."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

YOUNGEST = 65  # years; whom the needs survey asks
PIECES = {"older": 65, "old": 75, "oldest": 85}  # group whose band a resident's forecast has, from this age on
WIDER = {"old": "older", "oldest": "old"}  # group that stands in where a table doesn't tell one
TO_95 = 1.959964 / 1.281552  # from the forecast's 80 % band to the 95 % of the survey's interval, normal errors
NEED = ["need", "need_low", "need_high"]


@dataclass(frozen=True)
class Rates:
    """Shares in need by age, 0..1. ``first``: youngest age of each band, rising; the last band is open.

    ``n``: persons who answered; ``flat``: no ages are told, all count alike; ``joined``: some bands weren't told and
    count as their neighbour does.
    """

    first: tuple[int, ...]
    share: tuple[float, ...]
    n: tuple[float, ...]
    flat: bool = False
    joined: bool = False


FLAT = Rates((YOUNGEST,), (1.0,), (1.0,), flat=True)  # the growth of residents 65+, whatever their age


def rates(cells: pd.DataFrame | None) -> Rates:
    """Take the rates by age from what is released: rows by band (``65-69``, ``85-``), ``n`` and ``share``.

    A band that isn't told counts as the next younger one that is, the youngest as the next older. Fewer than two
    bands, or nobody in need at all: FLAT.

    >>> rates(pd.DataFrame({"n": [50, 40], "share": [0.1, 0.3]}, index=["65-74", "75-"])).share
    (0.1, 0.3)
    """
    if cells is None:
        return FLAT
    first = pd.Series([int(str(band).partition("-")[0]) for band in cells.index], index=cells.index)
    told = cells.assign(first=first).sort_values("first").dropna(subset="share")
    if len(told) < 2 or not told["share"].gt(0).any():
        return FLAT
    ages = (YOUNGEST, *(int(age) for age in told["first"].iloc[1:]))
    return Rates(ages, tuple(told["share"]), tuple(told["n"].astype(float)), joined=len(told) < len(cells))


def of_bands(known: Rates, bands: Iterable[tuple[int, float]]) -> list[float]:
    """Give the rate of each age band (youngest, oldest age; infinite: open); NaN below 65 and astride of it.

    A band that spans several rates gets their mean, weighed by those who answered.

    >>> of_bands(Rates((65, 75, 85), (0.1, 0.2, 0.4), (60, 30, 10)), [(65, 69), (75, float("inf")), (60, 69)])
    [0.1, 0.25, nan]
    """
    return [_of_band(known, first, last) for first, last in bands]


def _of_band(known: Rates, first: int, last: float) -> float:
    """Give the rate of one band."""
    if first < YOUNGEST:
        return math.nan
    ends = (*known.first[1:], math.inf)
    inside = [at for at, (low, end) in enumerate(zip(known.first, ends, strict=True)) if low <= last and end > first]
    return float(np.average([known.share[at] for at in inside], weights=[known.n[at] for at in inside]))


def outside_care(residents: pd.Series, in_care: pd.DataFrame | None) -> pd.Series:
    """Give the share (0..1) of residents whom the survey speaks for, by youngest age of the bands.

    ``residents``: the city's, by (youngest, oldest age; infinite: open); ``in_care``: those certified 要介護1–5, rows
    ``age_from``, ``age_to``, ``persons``. Bands of which residents aren't told are left out; empty where care isn't
    told by age (65+ as one).
    """
    if in_care is None:
        return pd.Series(dtype=float)
    bands = in_care.groupby(["age_from", "age_to"], dropna=False)["persons"].sum(min_count=1, skipna=False)
    certified = {_ends(band): persons for band, persons in bands.items() if _ends(band)[0] >= YOUNGEST}
    if len(certified) < 2:
        return pd.Series(dtype=float)
    there = {band: _within(residents, *band) for band in certified}
    shares = {first: 1 - certified[first, last] / n for (first, last), n in there.items() if n > 0}
    return pd.Series(shares, dtype=float).clip(0, 1).dropna().sort_index()


def _ends(band: Hashable) -> tuple[int, float]:
    """Give youngest and oldest age of a band; infinite: open."""
    first, last = band if isinstance(band, tuple) else (band, None)
    return int(first), math.inf if pd.isna(last) else float(last)


def _within(residents: pd.Series, first: int, last: float) -> float:
    """Count residents of a band; NaN where the residents' bands don't break there."""
    low, high = (residents.index.get_level_values(at).to_numpy(dtype=float) for at in (0, 1))
    inside = (low >= first) & (high <= last)
    if not inside.any() or (~inside & (low <= last) & (high >= first)).any():
        return math.nan
    return float(residents[inside].sum(skipna=False))


def by_age(bands: pd.DataFrame) -> pd.DataFrame:
    """Lay residents out: one row a (``unit_id``, ``date``), one column a band (youngest, oldest age; infinite: open).

    ``bands``: ``unit_id``, ``date``, ``age_from``, ``age_to`` (blank: open), ``persons``; rows of unknown age are left
    out. What isn't known is NaN.
    """
    bands = bands[bands["age_from"].notna()]
    last = bands["age_to"].astype(float).fillna(math.inf)
    rows = bands.assign(age_from=bands["age_from"].astype(int), age_to=last)
    persons = rows.groupby(["unit_id", "date", "age_from", "age_to"])["persons"].sum(min_count=1, skipna=False)
    return pd.DataFrame(persons.unstack(["age_from", "age_to"])).sort_index(axis=1)


def weighed(ages: pd.DataFrame, known: Rates, speaks_for: pd.Series | None = None) -> pd.DataFrame:
    """Weigh residents by the rate of their age, rows as in ``ages`` (by_age): columns of PIECES, by who is how old.

    ``speaks_for``: from outside_care. A row of which one band of 65+ isn't known, or is astride of 65, is NaN.
    """
    bands = [_ends(band) for band in ages.columns]
    asked = [at for at, (_, last) in enumerate(bands) if last >= YOUNGEST]
    first = [bands[at][0] for at in asked]
    rate = np.array(of_bands(known, [bands[at] for at in asked])) * _speaking(speaks_for, first)
    amounts = ages.to_numpy(dtype=float)[:, asked] * rate
    names = list(PIECES)
    piece = np.searchsorted(list(PIECES.values()), first, side="right") - 1
    sums = np.column_stack([amounts[:, piece == at].sum(axis=1) for at in range(len(names))])
    unknown = np.isnan(amounts).any(axis=1) | (not asked)
    return pd.DataFrame(np.where(unknown[:, None], np.nan, sums), index=ages.index, columns=names)


def _speaking(share: pd.Series | None, first: list[int]) -> np.ndarray:
    """Give the share of each band that the survey speaks for: that of the band in which its youngest age lies."""
    if share is None or share.empty:
        return np.ones(len(first))
    at = np.searchsorted(share.index.to_numpy(), first, side="right") - 1
    return np.asarray(share.to_numpy(dtype=float)[np.maximum(at, 0)])


@dataclass(frozen=True)
class Widths:
    """Distances in log to the ends of a forecast's 80 % band, by (unit_id, date): columns of PIECES.

    A group that the forecast doesn't tell has the distance of the next wider one.
    """

    down: pd.DataFrame
    up: pd.DataFrame


def widths(groups: pd.DataFrame) -> Widths:
    """Take the distances from forecast.by_group."""
    return Widths(_distances(groups, "persons", "low"), _distances(groups, "high", "persons"))


def _distances(groups: pd.DataFrame, upper: str, lower: str) -> pd.DataFrame:
    """Give the distance between two figures of each group."""
    with np.errstate(divide="ignore", invalid="ignore"):
        width = np.log(groups[upper].to_numpy(dtype=float) / groups[lower].to_numpy(dtype=float))
    table = groups.assign(width=width).pivot(index=["unit_id", "date"], columns="group", values="width")
    table = table.reindex(columns=list(PIECES))
    for name, wider in WIDER.items():
        table[name] = table[name].fillna(table[wider])
    return table


def growth(amounts: pd.DataFrame, base: pd.Timestamp, reach: Widths) -> pd.DataFrame:
    """Tell how much more the weighed residents are than on the base: ``factor``, ``down``, ``up`` by unit and day.

    ``amounts``: from weighed. ``down`` and ``up``: distances of the 95 % bounds in log. The errors of the age groups
    are taken to go together, so that widths add up by their parts.
    """
    whole = amounts.sum(axis=1, skipna=False)
    later = amounts[amounts.index.get_level_values("date") > base]
    known = whole.xs(base, level="date").reindex(later.index.get_level_values("unit_id")).to_numpy()
    sums = whole[later.index].to_numpy()
    parts = later.to_numpy() / np.where(sums > 0, sums, np.nan)[:, None]
    found = {"factor": sums / np.where(known > 0, known, np.nan)}
    for side, distances in (("down", reach.down), ("up", reach.up)):
        told = np.where(parts != 0, distances.reindex(later.index), 0.0)  # nobody's width is infinite
        found[side] = (parts * told).sum(axis=1) * TO_95
    return pd.DataFrame(found, index=later.index)


def expected(today: pd.DataFrame, grown: pd.DataFrame) -> pd.DataFrame:
    """Give need on later days by (``unit_id``, ``date``): NEED, amounts of the kind's unit (docs/methods.md §19).

    ``today``: NEED by unit_id, its bounds 95 %; ``grown``: from growth. The survey's error and the forecast's are
    independent: squares of their distances in log are added. Need of nobody stays so; its upper bound grows.

    >>> now = pd.DataFrame({"need": [100.0], "need_low": [80.0], "need_high": [125.0]}, index=["d"])
    >>> day = pd.MultiIndex.from_tuples([("d", 2040)], names=["unit_id", "date"])
    >>> expected(now, pd.DataFrame({"factor": 1.5, "down": 0.1, "up": 0.1}, index=day)).round().values.tolist()
    [[150.0, 117.0, 192.0]]
    """
    now = today[NEED].reindex(grown.index.get_level_values("unit_id")).set_axis(grown.index, axis=0)
    middle = now["need"] * grown["factor"]
    with np.errstate(divide="ignore", invalid="ignore"):
        down = np.hypot(np.log(now["need"] / now["need_low"]), grown["down"])
        up = np.hypot(np.log(now["need_high"] / now["need"]), grown["up"])
    nobody = now["need"] == 0
    low = (middle * np.exp(-down)).mask(nobody | (now["need_low"] == 0) & middle.notna(), 0.0)
    high = (middle * np.exp(up)).mask(nobody, now["need_high"] * grown["factor"] * np.exp(grown["up"]))
    return pd.DataFrame({"need": middle, "need_low": low, "need_high": high})
