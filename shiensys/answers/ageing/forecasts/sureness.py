"""What stands first beside a forecast: how the same method did on this city's own past."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shiensys.measures.ageing.groups import GROUPS
from shiensys.measures.ageing.residents import NoForecastError, Residents
from shiensys.measures.ageing.splitting import on_grid
from shiensys.measures.ageing.trying import past, tried
from shiensys.text import say, share

LONGEST = 5  # years: the horizon that is told first; a plan and the next one
OLDER = GROUPS.index("older")


def sureness(counted: Residents | None, *, given: bool = False) -> str:
    """Say how far off the 65+ of half of the districts were at the longest horizon up to LONGEST years.

    ``counted``: what was known at the base, of the districts that are foretold. The same figure as in the table of
    ``tested``, without the simpler ways beside it. ``given``: the forecast rests on rates that were loaded, which no
    past can try.
    """
    off = _errors(counted)
    if off.empty:
        return say("forecast.sureness.none")
    near = off[off["years"] <= LONGEST]
    told = near["years"].max() if len(near) else off["years"].min()
    half = off.loc[off["years"] == told, "off"].median()
    sentence = say("forecast.sureness.half", years=int(told), half=share(half), farthest=int(off["years"].max()))
    return say("forecast.sureness.given", other=sentence) if given else sentence


def _errors(counted: Residents | None) -> pd.DataFrame:
    """Give the error of 65+ of each try and district: ``years`` ahead (whole), ``off`` (0..1)."""
    none = pd.DataFrame({"years": [], "off": []})
    if counted is None:
        return none
    try:
        tests = tried(past(on_grid(counted)))
    except NoForecastError:
        return none
    actual, forecast = tests.actual[..., OLDER], tests.forecast[..., OLDER]
    years = np.broadcast_to(tests.years.round()[:, None], actual.shape)
    told = (actual > 0) & np.isfinite(forecast)
    return pd.DataFrame({"years": years[told].astype(int), "off": abs(forecast[told] / actual[told] - 1)})
