"""What isn't known: residents of unknown age, and why an indicator has no figure at all."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.ageing.answer import KEYS, Measure
from shiensys.answers.ageing.counts.measures import measures, named
from shiensys.city import City
from shiensys.measures.ageing.groups import AGES
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


def why_none(city: City, measure: Measure) -> str:
    """Say why an indicator has no figure at all."""
    if measure.key == "alone" and city.households is None:
        return say("ageing.headline.no_households")
    if city.population is None:
        return say("ageing.headline.no_population")
    if city.population.empty:
        return say("ageing.headline.no_match")
    oldest = city.population["age_from"].max()
    if measure.key in AGES and oldest < AGES[measure.key][0]:
        return say("ageing.headline.no_band", name=measure.name, oldest=int(oldest))
    return say("ageing.headline.no_figure", name=measure.name)


def missing(city: City) -> tuple[str, ...]:
    """Say of the indicators of which nothing is known why; nothing in a city without residents."""
    if city.population is None or city.population.empty:
        return ()
    known = {each.key for each in measures(city)}
    return tuple(why_none(city, named(city, key)) for key in KEYS if key not in known)
