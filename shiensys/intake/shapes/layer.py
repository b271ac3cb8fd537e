"""One layer of a file as it was read: features, columns, and what the file says of its coordinates."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError
from pyproj.exceptions import CRSError
from shapely.errors import GEOSException

from shiensys.intake.findings import Finding, Where

# what a damaged file makes the readers raise
UNREADABLE = (
    DataSourceError,
    DataLayerError,
    FeatureError,
    GEOSException,
    CRSError,
    UnicodeDecodeError,
    UnboundLocalError,  # pyogrio 0.13 where GDAL knows a projection but can't write it down
)
MOST_VERTICES = 5_000_000  # of a layer: a prefecture's boundaries as surveyed have up to 2 million
_EXACT = 2**53  # up to here a float holds every whole number
POLYGONS = ("Polygon", "MultiPolygon", "GeometryCollection")


@dataclass(frozen=True)
class Layer:
    """``frame``: one row a feature, index = number of the feature from 1; its CRS is None where the file has none.

    ``crs_implied``: the format prescribes the CRS though the file names none (GeoJSON). ``names``: file and layer
    names, from which the edition may be told.
    """

    name: str
    frame: gpd.GeoDataFrame
    where: Where
    findings: tuple[Finding, ...] = ()
    crs_implied: bool = False
    names: tuple[str, ...] = ()

    @property
    def has_polygons(self) -> bool:
        """Whether any feature is a polygon."""
        return bool(self.frame.geom_type.isin(POLYGONS).any())

    @property
    def columns(self) -> list[str]:
        """The headings, without the geometry."""
        return [str(name) for name in self.frame.columns if name != self.frame.geometry.name]

    def text(self, column: str) -> pd.Series:
        """Give a column as text without blanks around it; NaN where nothing is left.

        Whole numbers lose the '.0' that a column with gaps gives them.
        """
        cells = self.frame[column]
        if pd.api.types.is_float_dtype(cells) and _whole(cells.dropna()):
            cells = cells.astype("Int64")
        text: pd.Series = cells.astype("string").str.strip()
        filled: pd.Series = text.where(text != "").astype("str")
        return filled


def _whole(numbers: pd.Series) -> bool:
    """Tell whether all numbers are whole, and so small that none was rounded."""
    return bool(((numbers % 1 == 0) & (numbers.abs() <= _EXACT)).all())


def numbered(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Number the features from 1, as sentences name them, and leave heights out."""
    flat = frame.set_geometry(frame.geometry.force_2d())
    return flat.set_axis(pd.RangeIndex(1, len(frame) + 1), axis="index")
