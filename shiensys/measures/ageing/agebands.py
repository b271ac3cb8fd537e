"""Residents of a few districts together, by sex and 5-year age band."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shiensys.measures.ageing.residents import residents

YEARS = 5  # of a band


def by_age(population: pd.DataFrame) -> pd.DataFrame:
    """Add districts up by ``date``, ``sex``, ``age_from``, ``age_to`` (Int16; blank: open at the top): ``persons``.

    ``population``: rows of these columns with ``district_id``, persons of unknown age among them or not. Bands are
    5 years wide where all days allow it, else as narrow as all allow; sexes are apart where all days have both.
    NaN where a district isn't known. Raises NoForecastError where ages are missing.

    >>> rows = pd.DataFrame({"district_id": "a", "date": pd.Timestamp("2026-01-01"), "sex": "total",
    ...                      "age_from": [0, 4, 5], "age_to": [3, 4, None], "persons": [3.0, 1.0, 7.0]})
    >>> by_age(rows.astype({"age_from": "Int16", "age_to": "Int16"}))["persons"].tolist()
    [4.0, 7.0]
    """
    found = residents(population)
    starts = np.flatnonzero(found.first % YEARS == 0)
    first = found.first[starts]
    persons = np.add.reduceat(found.persons.sum(axis=1), starts, axis=-1)
    index = pd.MultiIndex.from_product([found.days, found.sexes, first], names=["date", "sex", "age_from"])
    table = pd.DataFrame({"persons": persons.ravel()}, index=index).reset_index()
    last = dict(zip(first, [*(first[1:] - 1), None], strict=True))
    ages = {"age_from": table["age_from"].astype("Int16"), "age_to": table["age_from"].map(last).astype("Int16")}
    return table.assign(**ages)[["date", "sex", "age_from", "age_to", "persons"]]
