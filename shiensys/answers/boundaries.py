"""Polygons for screens: public, and light enough for a meeting room's computer."""

from __future__ import annotations

import geopandas as gpd
import shapely

from shiensys.answers.answer import Level
from shiensys.answers.units import unit_of, units
from shiensys.city import City
from shiensys.measures.simplify import simplified

VERTICES_PER_DISTRICT = 60  # a district on a 600 px map shows no more


def boundaries(city: City, level: Level = "district") -> gpd.GeoDataFrame | None:
    """Give the polygons of the units: ``unit_id``, ``name``, geometry in EPSG:6668; None where there are none.

    Simplified as one coverage, so that neighbours still share their border.
    """
    districts = city.districts
    if not isinstance(districts, gpd.GeoDataFrame):
        return None
    light = simplified(districts[["district_id", "geometry"]], vertices=VERTICES_PER_DISTRICT * len(districts))
    of = unit_of(city, level)
    grouped = light.assign(unit_id=light["district_id"].map(of)).dropna(subset="unit_id").groupby("unit_id")["geometry"]
    merged = grouped.agg(lambda polygons: shapely.coverage_union_all(polygons.to_numpy()))
    names = units(city, level)[["unit_id", "name"]]
    return gpd.GeoDataFrame(names.merge(merged.reset_index(), on="unit_id"), geometry="geometry", crs=districts.crs)
