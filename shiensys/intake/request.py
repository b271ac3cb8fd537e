"""What a reader is asked for and what it gives back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd

from shiensys.intake.findings import Finding

Progress = Callable[[float, str], None]  # share done 0..1, and a word on what is being done


def silent(_share: float, _what: str) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True)
class Request:
    """A file to read for a city, with what the user said about it, and what the city holds already.

    ``city``: five-digit code. ``crs``: e.g. "EPSG:6668" where the file doesn't say. ``name_column``: heading with
    the districts' names. ``mapping``: our column -> the file's heading. ``date``: day the figures stand for where
    the file has none. ``today``: a later date is refused. ``districts``: the city's districts, None before they are
    loaded. ``crosswalk``: the city's crosswalk (tables.districts.Crosswalk), or None. ``near``: (west, south, east,
    north) in degrees of what else the city has loaded, None where nothing has a place yet.
    """

    path: Path
    city: str
    today: dt.date
    crs: str | None = None
    name_column: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    date: dt.date | None = None
    survey: str | None = None
    part: str | None = None
    districts: gpd.GeoDataFrame | None = None
    crosswalk: pd.DataFrame | None = None
    near: tuple[float, float, float, float] | None = None
    progress: Progress = silent


@dataclass(frozen=True)
class Checked:
    """A file read and checked, ready to be stored.

    ``table``: valid against the model of its kind. ``part``: which of several tables of its kind this one is; a
    later load of the same part takes its place. ``facts``: what the file was taken for, in plain words by catalogue
    key (layout, edition, rows, dates ...), shown to the user; ``source``: the words to credit it with;
    ``city_name``: the city's name where the file gives it.
    """

    table: pd.DataFrame
    part: str = ""
    findings: tuple[Finding, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    source: str = ""
    city_name: str | None = None
