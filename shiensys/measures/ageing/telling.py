"""A forecast as tables: by unit and age group, and by district, sex and band of age; with bands of 80 %."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from shiensys.measures.ageing.expected import Forecast
from shiensys.measures.ageing.groups import GROUPS
from shiensys.measures.ageing.residents import Floats, Whole
from shiensys.measures.ageing.spread import HALF, PERSONS, REACH, SHARE, Spread
from shiensys.measures.ageing.sums import group_sums

BY_GROUP = ("unit_id", "date", "group", "persons", "low", "high", "share", "share_low", "share_high")
BY_BAND = ("district_id", "date", "sex", "age_from", "age_to", "persons", "low", "high")
CLASS_AGES = (0, 15, 65, 75, 85)  # years; where young, working, older, old and oldest begin
EVERYONE = 0  # position of "all" in GROUPS


@dataclass(frozen=True)
class Member:
    """Which district is in which unit. ``order``: districts, unit by unit; ``starts``: where each unit begins."""

    order: Whole
    starts: Whole

    @property
    def size(self) -> Whole:
        """The number of districts of each unit."""
        return np.diff(np.append(self.starts, len(self.order)))

    def sums(self, values: Floats) -> Floats:
        """Add up day × district × group to day × unit × group."""
        return np.asarray(np.add.reduceat(values[:, self.order], self.starts, axis=1))


def by_group(expected: Forecast, unit: pd.Series) -> pd.DataFrame:
    """Tell persons and share of each group: one row a unit, day (the base first) and group, in this order.

    ``unit``: unit_id by district_id. ``share``: of residents of known age; blank for all. Blank, too, is a group that
    the bands of age don't tell. Districts without unit or forecast are in no unit.
    """
    found = expected.residents
    member, units = _member(found.districts, unit)
    persons = group_sums(_with_base(expected), found.first)
    years = np.concatenate([[0.0], expected.years])[:, None, None]
    columns = _told(persons, member, years, expected.spread)
    days = pd.DatetimeIndex([expected.base, *expected.days])
    unit_at, day_at, group_at = (place.ravel() for place in np.indices((len(units), len(days), len(GROUPS))))
    keys = {"unit_id": units.take(unit_at), "date": days.take(day_at), "group": pd.Index(GROUPS).take(group_at)}
    values = {name: column.transpose(1, 0, 2).ravel() for name, column in columns.items()}
    return pd.DataFrame(keys | values)[list(BY_GROUP)]


def _member(districts: pd.Index, unit: pd.Series) -> tuple[Member, pd.Index]:
    """Put districts to their units, these in the order of their names."""
    numbers, units = pd.factorize(unit.reindex(districts), sort=True)
    order = np.argsort(numbers, kind="stable")
    order = order[np.sort(numbers) >= 0]
    return Member(order, np.searchsorted(numbers[order], np.arange(len(units)))), pd.Index(units)


def _told(persons: Floats, member: Member, years: Floats, spread: Spread) -> dict[str, Floats]:
    """Give persons, share and their bands: day × unit × group, from day × district × group."""
    groups = np.arange(len(GROUPS))
    sums = member.sums(persons)
    everybody = sums[..., :1]
    own = spread.of_district(PERSONS, years, persons, groups)
    deviation = np.sqrt(spread.of_city(PERSONS, years, groups) + _evened(own, persons, member))
    low, high = around(sums, deviation)
    share = np.divide(sums, everybody, out=np.full_like(sums, np.nan), where=everybody > 0)
    share[..., EVERYONE] = np.nan
    share_low, share_high = _share_band(persons, member, years, spread, share)
    told = {"persons": sums, "low": low, "high": high}
    return told | {"share": share, "share_low": share_low, "share_high": share_high}


def _share_band(persons: Floats, member: Member, years: Floats, spread: Spread, share: Floats) -> tuple[Floats, Floats]:
    """Give a band around a share, in its logit."""
    groups = np.arange(len(GROUPS))
    weight = persons * (persons[..., :1] - persons) / np.maximum(persons[..., :1], HALF)
    own = spread.of_district(SHARE, years, weight, groups)
    reach = REACH * np.sqrt(spread.of_city(SHARE, years, groups) + _evened(own, weight, member))
    rest = 1 - share
    low, high = (share / (share + rest * np.exp(way * reach)) for way in (1, -1))
    return low, high


def _evened(variance: Floats, weight: Floats, member: Member) -> Floats:
    """Even out the districts' own errors: variance of a unit's logarithm from those of its districts."""
    sums = member.sums(weight)
    parts = member.sums(weight**2 * variance)
    alone = member.sums(variance) / member.size[:, None]
    return np.asarray(np.where(sums > HALF, parts / np.maximum(sums, HALF) ** 2, alone))


def around(persons: Floats, deviation: Floats) -> tuple[Floats, Floats]:
    """Give the ends of the band of 80 % around ``persons``; ``deviation``: of the logarithm.

    >>> [end.round(1).tolist() for end in around(np.array([100.0]), np.array([0.1]))]
    [[87.9], [113.7]]
    """
    factor = np.exp(REACH * deviation)
    return np.asarray(np.maximum((persons + HALF) / factor - HALF, 0.0)), np.asarray((persons + HALF) * factor - HALF)


def by_band(expected: Forecast) -> pd.DataFrame:
    """Tell persons and their band: one row a day (the base first), district, sex and band of age, in this order."""
    found = expected.residents
    days = pd.DatetimeIndex([expected.base, *expected.days])
    shape = len(days), len(found.districts), len(found.sexes), len(found.first)
    ages, upto = (pd.array(ends, dtype="Int16") for ends in (found.first, [*(found.first[1:] - 1), pd.NA]))
    persons, low, high = (values.ravel() for values in _cells(expected))
    columns = {
        "district_id": found.districts.take(_along(shape, 1)),
        "date": days.take(_along(shape, 0)),
        "sex": pd.Index(found.sexes).take(_along(shape, 2)),
        "age_from": ages.take(_along(shape, 3)),
        "age_to": upto.take(_along(shape, 3)),
        "persons": persons,
        "low": low,
        "high": high,
    }
    return pd.DataFrame(columns, columns=list(BY_BAND), copy=False)


def _cells(expected: Forecast) -> tuple[Floats, Floats, Floats]:
    """Give persons and the ends of their band: day × district × sex × age."""
    persons = _with_base(expected)
    years = np.concatenate([[0.0], expected.years])[:, None, None, None]
    group, spread = _class(expected.residents.first), expected.spread
    variance = spread.of_district(PERSONS, years, persons, group)
    variance += spread.of_city(PERSONS, years, group)
    return persons, *around(persons, np.sqrt(variance))


def _along(shape: tuple[int, ...], axis: int) -> Whole:
    """Give the place along one axis of every cell."""
    line = np.arange(shape[axis]).reshape([-1 if number == axis else 1 for number in range(len(shape))])
    return np.broadcast_to(line, shape).ravel()


def _with_base(expected: Forecast) -> Floats:
    """Put the counted base before the days that are forecast."""
    return np.concatenate([expected.residents.persons[-1:], expected.persons])


def _class(first: NDArray[np.int64]) -> NDArray[np.intp]:
    """Say by band which group's spread holds for it: the groups after "all", in the order of age."""
    return np.searchsorted(CLASS_AGES, first, side="right")
