"""Residents of unknown age: how many there are, and what the city's share would be over all residents."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.ageing.answer import Measure
from shiensys.city import City
from shiensys.text import persons, say, share


def unknown_age(city: City, measure: Measure, whole: pd.DataFrame) -> tuple[str, ...]:
    """Say how many residents of unknown age the share leaves out, and what it would be with them; nothing without any.

    ``whole``: the city's rows with ``date``, ``persons``, ``value``.
    """
    known = whole[whole["value"].notna()]
    if city.population is None or measure.style != "share" or measure.key == "alone" or known.empty:
        return ()
    newest = known.iloc[-1]
    residents = city.population[city.population["date"] == pd.Timestamp(newest["date"])]
    unknown = residents.loc[residents["age_from"].isna(), "persons"].sum()
    everybody = residents["persons"].sum(skipna=False)
    if not unknown > 0 or pd.isna(everybody):
        return ()
    over_all = share(float(newest["persons"]) / everybody)
    return (say("ageing.note.unknown_age", n=persons(unknown), day=newest["date"], share=over_all),)
