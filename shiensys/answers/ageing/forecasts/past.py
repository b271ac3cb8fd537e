"""What was counted up to the base of a forecast, by unit and age group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shiensys.answers.ageing.answer import FORECAST_KEYS
from shiensys.measures.ageing.groups import GROUPS
from shiensys.measures.ageing.residents import Floats, Residents
from shiensys.measures.ageing.sums import group_sums


def counted(residents: Residents, of: pd.Series) -> Floats:
    """Count every group of FORECAST_KEYS in every unit on every day: persons, unit (sorted) × day × group.

    ``of``: unit by district_id. A unit is unknown (NaN) on a day on which one of its districts is; a group is where the
    bands of age don't break at its youngest.
    """
    here = of.reindex(residents.districts)
    numbers, units = pd.factorize(here.dropna(), sort=True)
    groups = [GROUPS.index(key) for key in FORECAST_KEYS]
    persons = group_sums(residents.persons, residents.first)[:, here.notna().to_numpy()][..., groups]
    sums = np.zeros((len(units), len(residents.days), len(groups)))
    np.add.at(sums, numbers, persons.transpose(1, 0, 2))
    return sums
