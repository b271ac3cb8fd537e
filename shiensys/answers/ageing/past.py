"""What was counted before a forecast begins, by unit and age group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shiensys.answers.ageing.answer import FORECAST_KEYS
from shiensys.measures.ageing.groups import GROUPS
from shiensys.measures.ageing.residents import Residents
from shiensys.measures.ageing.sums import group_sums


def counted(residents: Residents, of: pd.Series) -> pd.DataFrame:
    """Count every age group of every unit on every day: ``unit_id``, ``date``, ``group``, ``persons``, ``share``.

    ``of``: unit by district_id, of districts in ``residents`` alone. A unit is unknown on a day on which one of its
    districts is; a group is where the bands of age don't break at its youngest. ``share``: of all of known age, 0..1.
    """
    here = of.reindex(residents.districts)
    numbers, units = pd.factorize(here.dropna())
    groups = [GROUPS.index(key) for key in FORECAST_KEYS]
    persons = group_sums(residents.persons, residents.first)[:, here.notna().to_numpy()][..., groups]
    sums = np.zeros((len(units), len(residents.days), len(groups)))
    np.add.at(sums, numbers, persons.transpose(1, 0, 2))
    everybody = sums[..., FORECAST_KEYS.index("all")][..., None]
    shares = np.divide(sums, everybody, out=np.full_like(sums, np.nan), where=everybody > 0)
    unit_at, day_at, group_at = (place.ravel() for place in np.indices(sums.shape))
    return pd.DataFrame(
        {
            "unit_id": units.take(unit_at),
            "date": residents.days.take(day_at),
            "group": pd.Index(FORECAST_KEYS).take(group_at),
            "persons": sums.ravel(),
            "share": shares.ravel(),
        }
    )
