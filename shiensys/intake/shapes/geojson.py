"""GeoJSON (RFC 7946), read without OGR: a text that only looks like it is never handed to a driver."""

from __future__ import annotations

import codecs
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from shiensys.intake.findings import Finding, Where, mended, refuse
from shiensys.intake.shapes.layer import MOST_VERTICES, Layer, numbered
from shiensys.intake.sheets.decode import decoded

CRS84 = "OGC:CRS84"  # RFC 7946 §4: longitude and latitude in degrees, WGS 84
WGS84 = 4326  # EPSG: the same for our libraries, but for the 2 s that they take to find the way from the other one
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def looks_like(head: bytes) -> bool:
    """Tell by its first bytes whether a file may be JSON.

    >>> looks_like(b' {"type": "FeatureCollection"'), looks_like(b"<OGRVRTDataSource>")
    (True, False)
    """
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"").lstrip().startswith(b"{")


def read(path: Path, where: Where) -> list[Layer]:
    """Read a FeatureCollection.

    Refuses ``not_json``, ``no_features``, ``zero_features``, ``bad_geometry``, ``garbled_text``, ``crs_unknown``.
    """
    text = decoded(path.read_bytes(), where)
    document = _document(text.text, where)
    features = _features(document, where)
    frame = gpd.GeoDataFrame(
        pd.DataFrame([feature.get("properties") or {} for feature in features]),
        geometry=[_geometry(feature, where, row) for row, feature in enumerate(features, 1)],
        crs=_crs(document, where),
    )
    findings: list[Finding] = [mended("text_recovered", where)] if text.recovered else []
    name = where.sheet or path.stem
    names = (where.file, where.sheet, str(document.get("name", "")))
    return [Layer(name, numbered(frame), where, tuple(findings), "crs" not in document, names)]


def _document(text: str, where: Where) -> dict[str, Any]:
    """Parse the text."""
    if text.count("[") > MOST_VERTICES:  # before a list is made of each pair
        refuse("too_many_vertices", where, most=MOST_VERTICES)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        refuse("not_json", where, line=error.lineno)
    except RecursionError:
        refuse("not_json", where, line=1)
    if not isinstance(document, dict):
        refuse("no_features", where)
    return document


def _features(document: Mapping[str, Any], where: Where) -> list[dict[str, Any]]:
    """Give the features, which must be there."""
    features = document.get("features")
    if not isinstance(features, list):
        refuse("no_features", where)
    if not features:
        refuse("zero_features", where)
    for row, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
            refuse("bad_feature", Where(where.file, where.sheet, row))
    return features


def _geometry(feature: Mapping[str, Any], where: Where, row: int) -> BaseGeometry | None:
    """Build one geometry; None where the feature has none."""
    written = feature.get("geometry")
    if not written:
        return None
    try:
        built = shape(written)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        refuse("bad_geometry", Where(where.file, where.sheet, row))
    if not all(math.isfinite(bound) for bound in built.bounds):
        refuse("bad_geometry", Where(where.file, where.sheet, row))
    return built


def _crs(document: Mapping[str, Any], where: Where) -> CRS:
    """Give the CRS: the older ``crs`` member where there is one, else what the standard prescribes."""
    member = document.get("crs")
    if not member:
        return CRS.from_epsg(WGS84)
    try:
        stated = CRS.from_user_input(member["properties"]["name"])
    except (CRSError, KeyError, TypeError):
        refuse("crs_unknown", where, crs=str(member)[:80])
    return CRS.from_epsg(WGS84) if stated == CRS.from_user_input(CRS84) else stated
