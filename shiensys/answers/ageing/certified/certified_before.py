"""How the city's share certified was on the first day that is known, as it was and with the ages of today."""

from __future__ import annotations

import math

import pandas as pd

from shiensys.answers.ageing.certified.together import clusters, grouped
from shiensys.city import City
from shiensys.measures.ageing import certification as measure
from shiensys.measures.ageing.certification import Counts
from shiensys.text import say, share


def before(city: City, now: Counts) -> tuple[str, ...]:
    """Say what the share was on the first day; nothing where that is today, or the districts told are others.

    The share of today's ages tells whether more are certified, or only more are old.
    """
    certified, population = city.certified, city.population
    if certified is None or population is None or certified["date"].min() == now.day:
        return ()
    first = certified[certified["date"] == certified["date"].min()]
    then = measure.counts(first, population, now.persons.index)
    told, told_now = (_told(city, each) for each in (then, now))
    if told.empty or not told.index.sort_values().equals(told_now.index.sort_values()):
        return ()
    n, x = measure.summed(then.persons, told), measure.summed(then.certified, told)
    crude = x.to_numpy().sum() / n.to_numpy().sum()
    at_todays = measure.at_ages_of(n, x, measure.summed(now.persons, told_now))
    day = then.day.date()
    if math.isnan(at_todays):
        return (say("ageing.headline.certified_before", day=day, crude=share(crude)),)
    return (say("ageing.headline.certified_at_ages", day=day, crude=share(crude), adjusted=share(at_todays)),)


def _told(city: City, counts: Counts) -> pd.Series:
    """Give the districts that are in the city's figure."""
    return clusters(city, grouped(city, counts.certified.sum(axis=1).reindex(counts.known)), "city")
