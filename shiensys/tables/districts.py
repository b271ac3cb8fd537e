"""Second-tier districts with their polygons, and the crosswalk to them from the areas that files speak of."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series
from pandera.typing.geopandas import GeoSeries
from shapely.geometry.base import BaseGeometry

from shiensys.tables.column import column

CRS = 6668  # EPSG code of JGD2011, longitude and latitude, degrees: what 国土数値情報 has used since 2021


class Districts(pa.DataFrameModel):
    """One row a second-tier district (第2層)."""

    municipality_code: Series[str] = column(
        "全国地方公共団体コード without its check digit", source="JIS X 0402", str_matches=r"^\d{5}$"
    )
    district_id: Series[str] = column("key of the district in its city", unique=True, str_length={"min_value": 1})
    name: Series[str] = column("name as the city writes it", str_length={"min_value": 1})
    reading: Series[str] = column("reading of the name, hiragana", nullable=True)
    area: Series[str] = column("日常生活圏域 that the district belongs to", source="介護保険法 117条", nullable=True)
    coordinator: Series[str] = column("body or role that coordinates support there; no person's name", nullable=True)
    order: Series[pd.Int32Dtype] = column("the city's own order, from 1", ge=1)
    made_up: Series[pd.BooleanDtype] = column("the name itself is an example (demonstration only)")
    geometry: GeoSeries[BaseGeometry] = column("polygon or multipolygon", unit="degree", source="JGD2011, EPSG:6668")

    class Config:
        """Nothing but these columns may come in."""

        strict = True
        unique = ["municipality_code", "name"]


class Crosswalk(pa.DataFrameModel):
    """One row a pair of a source area and a district that holds a share of its residents."""

    source_kind: Series[str] = column(
        "what the source area is; district: a former district of the city",
        isin=["school_district", "town", "residents_association", "mesh", "district"],
    )
    source: Series[str] = column("name or code of the source area, as files write it")
    district: Series[str] = column("district (第2層), by name or id")
    share: Series[float] = column("share of the source area's residents that live in the district", ge=0, le=1)
    until: Series[pa.DateTime] = column("last day for which the row holds; blank: always", nullable=True)

    class Config:
        """A pair stands once a time."""

        strict = True
        unique = ["source_kind", "source", "district", "until"]


class DistrictList(pa.DataFrameModel):
    """What a city says of its districts beside their polygons; alone, it lists them where there are no polygons."""

    district: Series[str] = column("name of the district (第2層)", unique=True, str_length={"min_value": 1})
    reading: Series[str] = column("reading of the name, hiragana", nullable=True)
    area: Series[str] = column("日常生活圏域 that the district belongs to", source="介護保険法 117条", nullable=True)
    coordinator: Series[str] = column("body or role that coordinates support there; no person's name", nullable=True)
    order: Series[pd.Int32Dtype] = column("the city's own order, from 1", ge=1)

    class Config:
        """Nothing but these columns may come in."""

        strict = True
