"""Which districts lie side by side, and how long their common border is."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

Borders = Mapping[str, Mapping[str, float]]  # length of the common border by district_id and neighbour's district_id
SNAPPED = 1e-7  # degrees, a centimetre: corners so near to each other are one


def borders(districts: pd.DataFrame) -> Borders:
    """Measure the common borders of districts, in degrees: good for telling the longest, not for metres.

    ``districts``: ``district_id`` and polygons of a clean coverage; without polygons nobody has a neighbour.

    >>> squares = [shapely.box(x, 0, x + 1, 1) for x in (0, 1, 3)]
    >>> borders(gpd.GeoDataFrame({"district_id": ["a", "b", "c"]}, geometry=squares))
    {'a': {'b': 1.0}, 'b': {'a': 1.0}, 'c': {}}
    """
    ids = [str(each) for each in districts["district_id"]]
    found: dict[str, dict[str, float]] = {each: {} for each in ids}
    if not isinstance(districts, gpd.GeoDataFrame):
        return found
    shapes = shapely.set_precision(districts.geometry.to_numpy(), SNAPPED)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = one < other
    order = np.lexsort((other[once], one[once]))
    one, other = one[once][order], other[once][order]
    lengths = shapely.length(shapely.intersection(shapely.boundary(shapes[one]), shapely.boundary(shapes[other])))
    for here, there, length in zip(one, other, lengths, strict=True):
        if length > 0:
            found[ids[here]][ids[there]] = found[ids[there]][ids[here]] = float(length)
    return found
