"""Need by unit, for any verdict on the respondents: the one way from answers to persons."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from shiensys.answers.answer import Basis, Level
from shiensys.answers.protect import MIN_RESPONDENTS
from shiensys.answers.units import strata, total, unit_of, units
from shiensys.city import City
from shiensys.measures import need
from shiensys.measures.trouble import in_need
from shiensys.tables.categories import Category


@dataclass(frozen=True)
class Tally:
    """The answers on one kind by stratum, from measures.need.tally, and what was counted."""

    strata: pd.DataFrame
    basis: Basis


def surveyed(city: City) -> bool:
    """Tell whether the city has a survey, as answers or as a contractor's tables."""
    return city.survey is not None or city.survey_table is not None


def tallied(city: City, category: Category) -> Tally:
    """Count the answers on one kind: those that the city holds if they ask for it, else its contractor's tables."""
    if city.survey is not None:
        judged = in_need(city.survey, category)
        if judged.basis != "none":
            by_household = category.household_weighted
            return Tally(need.tally(city.survey, judged.verdict, by_household=by_household), judged.basis)
    if city.survey_table is not None:
        return Tally(*need.from_table(city.survey_table, category))
    return Tally(need.nothing(), "none")


def by_unit(city: City, tallies: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Bring tallies to units, every unit of the level present; from measures.need.by_unit.

    Fewer than MIN_RESPONDENTS answers of a stratum enter nothing.
    """
    residents = city.asked.persons
    of = unit_of(city, level)
    wanted = pd.DataFrame({"residents": total(residents, of).reindex(units(city, level)["unit_id"])})
    return need.by_unit(tallies, strata(city, level, residents), wanted, least=MIN_RESPONDENTS)


def share_of_city(city: City, verdict: pd.Series) -> pd.Series:
    """Estimate of how many residents of the city a verdict on the respondents is true; from measures.need.by_unit."""
    tallies = need.nothing() if city.survey is None else need.tally(city.survey, verdict, by_household=False)
    return by_unit(city, tallies, "city").iloc[0]
