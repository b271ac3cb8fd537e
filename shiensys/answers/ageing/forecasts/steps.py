"""The days of a forecast: the counted day that it starts from, and those that it is made for."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.errors import ShiensysError

FARTHEST = 50  # years; beyond it nothing of today's rates can be meant


class NoBaseError(ShiensysError, ValueError):
    """Nobody was counted on or before the day that a forecast was asked to start from."""


class WrongStepError(ShiensysError, ValueError):
    """The day that a forecast was asked for isn't after the day that it starts from, or too far from it."""


def base_day(population: pd.DataFrame, asked: dt.date | None = None) -> pd.Timestamp:
    """Give the latest counted day, on or before the day ``asked`` where one is; raises NoBaseError.

    ``population``: ``date``.

    >>> counted = pd.DataFrame({"date": pd.to_datetime(["2015-10-01", "2020-10-01"])})
    >>> base_day(counted, dt.date(2020, 9, 30)).date()
    datetime.date(2015, 10, 1)
    """
    days = population["date"].drop_duplicates()
    on_or_before = days if asked is None else days[days <= pd.Timestamp(asked)]
    if on_or_before.empty:
        if days.empty or asked is None:
            raise NoBaseError("forecast.none.nobody")
        raise NoBaseError("forecast.none.before", asked=asked, first=days.min().date())
    return pd.Timestamp(on_or_before.max())


def step(base: pd.Timestamp, to: dt.date) -> tuple[pd.Timestamp, ...]:
    """Give the one step to a day that was asked for; raises WrongStepError.

    >>> step(pd.Timestamp(2020, 10, 1), dt.date(2030, 4, 1))
    (Timestamp('2030-04-01 00:00:00'),)
    """
    if to <= base.date():
        raise WrongStepError("forecast.none.to_before", to=to, base=base.date())
    if to.year - base.year > FARTHEST:
        raise WrongStepError("forecast.none.to_far", base=base.date(), years=FARTHEST)
    return (pd.Timestamp(to),)
