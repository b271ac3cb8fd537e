"""District boundaries: a polygon layer in, a checked table of districts out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from shiensys.intake.findings import Finding, noted
from shiensys.intake.request import Checked, Request
from shiensys.intake.shapes import archive, assembly, coverage
from shiensys.intake.shapes.attributes import Columns, columns_of, look, texts
from shiensys.intake.shapes.families import edition
from shiensys.intake.shapes.layer import Layer
from shiensys.intake.shapes.layers import opened
from shiensys.intake.shapes.position import Position, check_near, positioned
from shiensys.tables.districts import CRS, Districts
from shiensys.text import say, speaking


def read_districts(request: Request) -> Checked:
    """Read the city's districts (tables.districts.Districts, JGD2011) from any polygon layer.

    ``request.mapping`` may name our columns' headings, and beside them the ``layer`` to take and the ``edition``
    (a year). Raises RefusedError.
    """
    request.progress(0.0, say("intake.progress.opening"))
    layer = opened(request.path, request.mapping.get("layer"))
    request.tell(look(layer, request))
    areas, findings = coverage.areal(layer.frame, layer.where)
    columns = columns_of(layer, request)
    position = positioned(_with_frame(layer, areas), request.crs)
    findings = [*layer.findings, *findings, *position.findings]
    city, found = _of_city(layer, columns, position, request)
    findings += found
    request.progress(0.4, say("intake.progress.coverage"))
    districts, found = _districts(city, layer)
    findings += found
    if len(districts) == 1 < len(city):
        findings.append(noted("one_district", layer.where, column=columns.headings["name"]))
    year, found = _edition(layer, columns, request)
    findings += found
    request.progress(1.0, say("intake.progress.checked"))
    return Checked(
        table=_table(districts, request.city),
        findings=tuple(findings),
        facts=_facts(columns, position, year, features=len(city), districts=len(districts)),
        source=_credit(columns, year),
        city_name=assembly.city_name(layer, city, columns),
    )


def _with_frame(layer: Layer, frame: gpd.GeoDataFrame) -> Layer:
    """Give the layer with fewer features."""
    return Layer(layer.name, frame, layer.where, layer.findings, layer.crs_implied, layer.names)


def _of_city(
    layer: Layer, columns: Columns, position: Position, request: Request
) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Give the city's features with our columns as text, one row a feature."""
    cells, findings = texts(_with_frame(layer, position.frame), columns)
    table = gpd.GeoDataFrame(cells, geometry=position.frame.geometry, crs=CRS)
    table, found = assembly.cut(assembly.without_water(layer, table, columns), request.city, layer.where)
    check_near(table, position.crs, request.near, layer.where)
    return assembly.named(table, layer, columns), findings + found


def _districts(city: gpd.GeoDataFrame, layer: Layer) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """Give one row a district, with sound rings, edges shared, key and order."""
    findings: list[Finding] = []
    districts = city
    for step in (coverage.sound, assembly.joined, assembly.identified, assembly.ordered, coverage.cleaned):
        districts, found = step(districts, layer.where)
        findings += found
    return districts, findings


def _table(districts: gpd.GeoDataFrame, city: str) -> gpd.GeoDataFrame:
    """Give the columns of the table, checked."""
    table = gpd.GeoDataFrame(
        {
            "municipality_code": pd.Series(city, index=districts.index, dtype="str"),
            "district_id": districts["district_id"].astype("str"),
            "name": districts["name"].astype("str"),
            "reading": districts["reading"].astype("str"),
            "area": districts["area"].astype("str"),
            "coordinator": districts["coordinator"].astype("str"),
            "order": districts["order"].astype("Int32"),
            "made_up": assembly.made_up(districts["made_up"]),
        },
        geometry=districts.geometry,
        crs=CRS,
    )
    checked: gpd.GeoDataFrame = Districts.validate(table)
    return checked


def _edition(layer: Layer, columns: Columns, request: Request) -> tuple[int | None, list[Finding]]:
    """Tell the year of an official product: as the user said, else by the names of files; else say it isn't known."""
    if columns.family is None:
        return None, []
    said = request.mapping.get("edition", "")
    if said.isdecimal():
        return int(said), []
    year = edition([*layer.names, *_beside(request.path)])
    if year is None and len(columns.family.editions) == 1:
        year = columns.family.editions[0]
    if year is not None:
        return year, []
    if not columns.family.editions:
        return None, [noted("edition_not_said", layer.where)]
    possible = "・".join(str(one) for one in columns.family.editions)
    return None, [noted("edition_unknown", layer.where, possible=possible, example=possible[-4:])]


def _beside(path: Path) -> Iterable[str]:
    """Name what may tell the edition too: the files of an archive, or the product's metadata in the same folder."""
    if archive.is_archive(path):
        return archive.member_names(path)
    return (path.parent.name, *(other.name for other in path.parent.glob("KS-META-*.xml")))


def _facts(
    columns: Columns, position: Position, year: int | None, *, features: int, districts: int
) -> dict[str, object]:
    """Say what the file was taken for."""
    facts: dict[str, object] = {
        "layout": say(f"intake.layout.{columns.layout}"),
        "name_column": columns.headings["name"],
        "crs": position.crs_name,
        "features": features,
        "districts": districts,
    }
    return facts | ({"edition": year} if year is not None else {})


def _credit(columns: Columns, year: int | None) -> str:
    """Give the words that the product's terms ask for; Japanese, whatever language the file is loaded in."""
    if columns.family is None:
        return ""
    with speaking("ja"):
        issued = "" if year is None else say("intake.credit_edition", year=str(year))
        return say(f"intake.credit.{columns.family.credit}", edition=issued)
