"""What a city brings beside its own counts: official forecasts, rates of cohorts, series, its targets."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from shiensys.tables.column import column
from shiensys.tables.population import SEXES

REGIONS = ("city", "prefecture", "nation", "other")
UNITS = ("share", "persons", "households", "number")  # share: 0..1; number: an index, years, yen and whatever else


class CityForecast(pa.DataFrameModel):
    """Residents of the whole city that an official forecast expects. One row a date, sex and age band."""

    source: Series[str] = column("who made it and when", str_length={"min_value": 1})
    date: Series[pa.DateTime] = column("day that the figures stand for; 社人研: 1 October")
    sex: Series[str] = column("sex; total: both together", isin=SEXES)
    age_from: Series[pd.Int16Dtype] = column("youngest age of the band", unit="years", ge=0, le=130)
    age_to: Series[pd.Int16Dtype] = column("oldest age; blank: open", unit="years", ge=0, le=130, nullable=True)
    persons: Series[float] = column("residents expected", unit="persons", ge=0)

    class Config:
        """A band stands once."""

        strict = True
        unique = ["source", "date", "sex", "age_from", "age_to"]


class CohortRates(pa.DataFrameModel):
    """What becomes of a cohort in the years to come (コーホート要因法). One row a period, sex and age at its start."""

    source: Series[str] = column("who made them and when", str_length={"min_value": 1})
    area: Series[str] = column("district that they hold for; blank: the whole city", nullable=True)
    year_from: Series[pd.Int16Dtype] = column("calendar year in which the period begins; blank: any", nullable=True)
    years: Series[pd.Int16Dtype] = column("length of the period", unit="years", ge=1, le=10)
    sex: Series[str] = column("sex; total: both together", isin=SEXES)
    age_from: Series[pd.Int16Dtype] = column(
        "youngest age at the start; blank: born within the period", unit="years", ge=0, le=130, nullable=True
    )
    age_to: Series[pd.Int16Dtype] = column("oldest age; blank: open", unit="years", ge=0, le=130, nullable=True)
    survival: Series[float] = column("share of the cohort alive at the end", ge=0, le=1)
    migration: Series[float] = column("net migration over the period, of the cohort at its start", ge=-1, le=5)

    class Config:
        """A cohort stands once."""

        strict = True
        unique = ["source", "area", "year_from", "sex", "age_from"]


class RegionalSeries(pa.DataFrameModel):
    """Figures of the city, its prefecture, the nation or other cities. One row a region, indicator and date."""

    region: Series[str] = column("name of the region", str_length={"min_value": 1})
    region_kind: Series[str] = column("what the region is to the city", isin=REGIONS)
    indicator: Series[str] = column("name of the indicator as the file writes it", str_length={"min_value": 1})
    key: Series[str] = column("indicator of the product that it is, where it is one", nullable=True)
    date: Series[pa.DateTime] = column("day that the figure stands for; a fiscal year: its last day")
    value: Series[float] = column("the figure", nullable=True)
    unit: Series[str] = column("unit of the figure", isin=UNITS)
    forecast: Series[pd.BooleanDtype] = column("it is expected, not counted")
    source: Series[str] = column("where the figure was published", str_length={"min_value": 1})

    class Config:
        """A figure stands once."""

        strict = True
        unique = ["region", "indicator", "date"]


class Targets(pa.DataFrameModel):
    """What the city's plan aims at and what came of it. One row an indicator, area and year."""

    indicator: Series[str] = column("name of the indicator as the plan writes it", str_length={"min_value": 1})
    area: Series[str] = column("district, 圏域, or 市全域", str_length={"min_value": 1})
    date: Series[pa.DateTime] = column("last day of the fiscal year, or the day that the figure stands for")
    target: Series[float] = column("what is aimed at", nullable=True)
    result: Series[float] = column("what was reached", nullable=True)
    unit: Series[str] = column("unit of both", isin=UNITS)
    higher: Series[str] = column("whether more is better", isin=["better", "worse", "neutral"])
    source: Series[str] = column("plan or report", nullable=True)

    class Config:
        """A year stands once."""

        strict = True
        unique = ["indicator", "area", "date"]
