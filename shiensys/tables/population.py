"""Residents by age and sex, households of older people, and persons certified for long-term care.

``area`` is what the file says (a district, a 町丁 or a 圏域); the city's districts and crosswalk turn it into
districts when the tables are put together, so boundaries may be loaded before or after.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from shiensys.tables.column import column

SEXES = ("male", "female", "total")
LEVELS = ("要支援1", "要支援2", "要介護1", "要介護2", "要介護3", "要介護4", "要介護5")
LEVELS_OUTSIDE_SURVEY = LEVELS[2:]  # 要介護1–5 are not asked in the needs survey
STATUSES = ("stated", "none", "unknown", "hidden")  # a number; "-"; "***" or blank; "X"


class Population(pa.DataFrameModel):
    """One row an area, date, sex and age band. ``age_from`` blank: age unknown."""

    area: Series[str] = column("name of the area as the file writes it", str_length={"min_value": 1})
    area_code: Series[str] = column("code of the area as the file writes it", nullable=True)
    date: Series[pa.DateTime] = column("day that the figures stand for")
    sex: Series[str] = column("sex; total: both together", isin=SEXES)
    age_from: Series[pd.Int16Dtype] = column("youngest age of the band", unit="years", ge=0, le=130, nullable=True)
    age_to: Series[pd.Int16Dtype] = column(
        "oldest age of the band, inclusive; blank: open at the top", unit="years", ge=0, le=130, nullable=True
    )
    persons: Series[float] = column("residents; blank: not known", unit="persons", ge=0, nullable=True)
    status: Series[str] = column("what stood in the cell: - none, *** unknown, X hidden", isin=STATUSES)

    class Config:
        """A band stands once."""

        strict = True
        unique = ["area", "date", "sex", "age_from", "age_to"]


class Households(pa.DataFrameModel):
    """One row an area and date."""

    area: Series[str] = column("name of the area as the file writes it", str_length={"min_value": 1})
    area_code: Series[str] = column("code of the area as the file writes it", nullable=True)
    date: Series[pa.DateTime] = column("day that the figures stand for")
    all_households: Series[float] = column("all households", unit="households", ge=0, nullable=True)
    single_65: Series[float] = column("one-person households, 65+", unit="households", ge=0, nullable=True)
    couple_65: Series[float] = column("couples, both 65+", unit="households", ge=0, nullable=True)

    class Config:
        """A date stands once."""

        strict = True
        unique = ["area", "date"]


class Certified(pa.DataFrameModel):
    """One row an area, date, level of care and age band (all ages: 65 and open)."""

    area: Series[str] = column("name of the area as the file writes it", str_length={"min_value": 1})
    date: Series[pa.DateTime] = column("day that the figures stand for")
    level: Series[str] = column("要支援・要介護 level", source="介護保険法 7条", isin=LEVELS)
    age_from: Series[pd.Int16Dtype] = column("youngest age of the band", unit="years", ge=40, le=130)
    age_to: Series[pd.Int16Dtype] = column("oldest age; blank: open", unit="years", ge=40, le=130, nullable=True)
    persons: Series[float] = column("certified persons; blank: not known", unit="persons", ge=0, nullable=True)

    class Config:
        """A level stands once."""

        strict = True
        unique = ["area", "date", "level", "age_from", "age_to"]
