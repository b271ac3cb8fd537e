"""What was counted before a forecast begins, by unit and age group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shiensys.answers.ageing.answer import FORECAST_KEYS
from shiensys.measures.ageing.groups import AGES
from shiensys.measures.ageing.residents import Residents


def counted(residents: Residents, of: pd.Series) -> pd.DataFrame:
    """Count every age group of every unit on every day: ``unit_id``, ``date``, ``group``, ``persons``, ``share``.

    ``of``: unit by district_id. A unit is unknown on a day on which one of its districts is; a group is where the bands
    don't break at its youngest age. ``share``: of all of known age, 0..1.
    """
    by_key = {key: _by_unit(residents, of, AGES[key][0]) for key in FORECAST_KEYS}
    everybody = by_key["all"].where(by_key["all"] > 0)
    return pd.concat([_long(key, persons, persons / everybody) for key, persons in by_key.items()], ignore_index=True)


def _by_unit(residents: Residents, of: pd.Series, youngest: int) -> pd.DataFrame:
    """Count those of an age and older by day (row) and unit (column)."""
    known = youngest in residents.first
    persons = residents.persons[..., residents.first >= youngest].sum(axis=(2, 3))
    table = pd.DataFrame(persons if known else np.nan, index=residents.days, columns=residents.districts)
    return table.T.reindex(of.index).groupby(of).sum(min_count=1, skipna=False).T


def _long(key: str, persons: pd.DataFrame, share: pd.DataFrame) -> pd.DataFrame:
    """Put the counts of one group under each other."""
    days, names = len(persons.index), list(persons.columns)
    return pd.DataFrame(
        {
            "unit_id": np.repeat(names, days),
            "date": np.tile(persons.index.to_numpy(), len(names)),
            "group": key,
            "persons": persons.to_numpy().T.ravel(),
            "share": share.to_numpy().T.ravel(),
        }
    )
