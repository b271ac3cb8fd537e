"""A forecast as it is handed from measure to measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from shiensys.measures.ageing.residents import Floats, Residents, years_between
from shiensys.measures.ageing.splitting import Method
from shiensys.measures.ageing.spread import Spread


@dataclass(frozen=True)
class Forecast:
    """``persons``: day × district × sex × age of ``residents``: those up to the base, without districts left out.

    ``periods``: pairs of days that the rates rest on (0: they were given), from ``first_day``. ``marked``: boundary,
    institution or short, ``left_out``: absent, appeared or unknown, by district_id (see breaks, choosing).
    ``controlled``: led to the growth of an official forecast. ``births``: child_woman or child_adult. ``between``: a
    day lies between two steps, on a straight line; ``evened``: past days aren't whole steps apart, and were evened out.
    """

    base: pd.Timestamp
    days: tuple[pd.Timestamp, ...]
    residents: Residents
    persons: Floats
    method: Method
    periods: int
    first_day: pd.Timestamp
    marked: Mapping[str, str]
    left_out: Mapping[str, str]
    controlled: bool
    spread: Spread
    births: str
    between: bool
    evened: bool

    @property
    def years(self) -> Floats:
        """Years from the base to each day."""
        return years_between(self.base, pd.DatetimeIndex(self.days))
