"""Tables as bytes: Parquet, and GeoParquet where there are polygons."""

from __future__ import annotations

from io import BytesIO

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq


def to_bytes(table: pd.DataFrame) -> bytes:
    """Write a table as (Geo)Parquet bytes; the same table gives the same bytes."""
    out = BytesIO()
    table.reset_index(drop=True).to_parquet(out, index=False)
    return out.getvalue()


def from_bytes(content: bytes) -> pd.DataFrame:
    """Read a table back: a GeoDataFrame where it has polygons.

    >>> from_bytes(to_bytes(pd.DataFrame({"a": [1, 2]})))["a"].tolist()
    [1, 2]
    """
    if b"geo" in (pq.read_schema(BytesIO(content)).metadata or {}):
        polygons: pd.DataFrame = gpd.read_parquet(BytesIO(content))
        return polygons
    return pd.read_parquet(BytesIO(content))
