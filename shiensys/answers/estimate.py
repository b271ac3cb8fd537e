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
class Estimate:
    """``table``: from measures.need.by_unit, every unit of the level present. ``basis``: what was counted."""

    table: pd.DataFrame
    basis: Basis


def surveyed(city: City) -> bool:
    """Tell whether the city has a survey, as answers or as a contractor's tables."""
    return city.survey is not None or city.survey_table is not None


def need_by_unit(city: City, category: Category, level: Level) -> Estimate:
    """Estimate need of one kind, in its unit."""
    tallies, basis = _tallies(city, category)
    return Estimate(_by_unit(city, tallies, level), basis)


def share_by_unit(city: City, verdict: pd.Series, level: Level) -> pd.DataFrame:
    """Estimate how many residents a verdict on the respondents is true of, persons."""
    if city.survey is None:
        return _by_unit(city, need.nothing(), level)
    return _by_unit(city, need.tally(city.survey, verdict, by_household=False), level)


def _tallies(city: City, category: Category) -> tuple[pd.DataFrame, Basis]:
    """Take the answers themselves where the city holds them and they ask for the kind, else its tables."""
    if city.survey is not None:
        judged = in_need(city.survey, category)
        if judged.basis != "none":
            return need.tally(city.survey, judged.verdict, by_household=category.household_weighted), judged.basis
    if city.survey_table is not None:
        return need.from_table(city.survey_table, category)
    return need.nothing(), "none"


def _by_unit(city: City, tallies: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Bring tallies to units, with fewer than MIN_RESPONDENTS answers entering nothing."""
    residents = city.asked.persons
    of = unit_of(city, level)
    wanted = pd.DataFrame({"residents": total(residents, of).reindex(units(city, level)["unit_id"])})
    return need.by_unit(tallies, strata(city, level, residents), wanted, least=MIN_RESPONDENTS)
