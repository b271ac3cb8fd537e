"""The kinds of file that can be loaded, each with its reader and the table it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandera.pandas as pa

from shiensys.errors import UnknownKindError
from shiensys.intake.answers.own_items import read_codebook
from shiensys.intake.answers.returns import read_returns
from shiensys.intake.answers.survey import read_survey
from shiensys.intake.answers.survey_table import read_survey_table
from shiensys.intake.areas.address_points import read_address_points
from shiensys.intake.areas.crosswalk import read_crosswalk
from shiensys.intake.areas.district_list import read_district_list
from shiensys.intake.areas.hand_points import read_hand_points
from shiensys.intake.outside.city_forecast import read_city_forecast
from shiensys.intake.outside.cohort_rates import read_cohort_rates
from shiensys.intake.outside.series import read_series
from shiensys.intake.people.certified import read_certified
from shiensys.intake.people.households import read_households
from shiensys.intake.people.population import read_population
from shiensys.intake.plan.targets import read_targets
from shiensys.intake.request import Checked, Request
from shiensys.intake.roster.completeness import read_completeness
from shiensys.intake.roster.resources import read_resources
from shiensys.intake.shapes.boundaries import read_districts
from shiensys.tables import ageing, codebook, districts, points, population, resources, survey


@dataclass(frozen=True)
class Reader:
    """How one kind of file is read. ``model``: of the table it gives; ``personal``: a row is a person."""

    kind: str
    read: Callable[[Request], Checked]
    model: type[pa.DataFrameModel]
    personal: bool = False


KINDS: Mapping[str, Reader] = MappingProxyType(
    {
        reader.kind: reader
        for reader in (  # in the order in which a city is best loaded
            Reader("districts", read_districts, districts.Districts),
            Reader("district-list", read_district_list, districts.DistrictList),
            Reader("crosswalk", read_crosswalk, districts.Crosswalk),
            Reader("population", read_population, population.Population),
            Reader("households", read_households, population.Households),
            Reader("certified", read_certified, population.Certified),
            Reader("city-forecast", read_city_forecast, ageing.CityForecast),
            Reader("cohort-rates", read_cohort_rates, ageing.CohortRates),
            Reader("series", read_series, ageing.RegionalSeries),
            Reader("codebook", read_codebook, codebook.Codebook),
            Reader("survey", read_survey, survey.Survey, personal=True),
            Reader("survey-table", read_survey_table, survey.SurveyTable),
            Reader("returns", read_returns, survey.SurveyReturns),
            Reader("targets", read_targets, ageing.Targets),
            Reader("resources", read_resources, resources.Resources),
            Reader("completeness", read_completeness, resources.Completeness),
            Reader("address-points", read_address_points, points.AddressPoints),
            Reader("hand-points", read_hand_points, points.HandPoints),
        )
    }
)


def reader(kind: str) -> Reader:
    """Give the reader of one kind; raises UnknownKindError.

    >>> reader("population").model.__name__
    'Population'
    """
    if kind not in KINDS:
        raise UnknownKindError("common.unknown_kind", kind=kind, known=", ".join(KINDS))
    return KINDS[kind]
