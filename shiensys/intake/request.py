"""What a reader is asked for and what it gives back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd

from shiensys.intake.findings import Finding
from shiensys.intake.look import Tell, to_nobody

RESIDENTS = "residents"  # column of a request's districts: persons 65+ by the city's population table, NaN: not known
Progress = Callable[[float, str], None]  # share done 0..1, and a word on what is being done


def silent(_share: float, _what: str) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the user says about a file.

    ``crs``: e.g. "EPSG:6668" where the file doesn't say. ``name_column``: heading with the districts' names.
    ``mapping``: our column -> the file's heading. ``date``: day the figures stand for where the file has none.
    ``survey``: its name. ``part``: what to call the table beside others of its kind. ``name``: the city's, where no
    file gives it.
    """

    crs: str | None = None
    name_column: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    date: dt.date | None = None
    survey: str | None = None
    part: str | None = None
    name: str | None = None

    def as_text(self) -> dict[str, str]:
        """Give what changes how the file is read, as text: with the file it makes a load the same as another."""
        plain = {name: getattr(self, name) for name in ("crs", "name_column", "date", "survey", "part")}
        named = {key: str(value) for key, value in plain.items() if value}
        return named | {f"mapping.{ours}": theirs for ours, theirs in self.mapping.items()}


@dataclass(frozen=True)
class Request(Said):
    """A file to read for a city, with what the user said about it, and what the city holds already.

    ``city``: five-digit code; ``city_name``: how the store knows it, None where it doesn't yet. ``today``: a later
    date is refused. ``districts``: the city's districts, None before they are loaded; with RESIDENTS. ``crosswalk``:
    the city's crosswalk (tables.districts.Crosswalk), or None. ``codebook``: items that it added to the survey itself
    (tables.codebook.Codebook), or None. ``counted``: ``area`` and ``date`` of the residents that the city holds, each
    pair once, or None. ``near``: (west, south, east, north) in degrees of what else the city has
    loaded, None where nothing has a place yet. ``tell``: called with what the file is taken for as soon as that is
    known, even if the file is refused afterwards.
    """

    path: Path
    city: str
    today: dt.date
    districts: gpd.GeoDataFrame | None = field(default=None, kw_only=True)
    crosswalk: pd.DataFrame | None = field(default=None, kw_only=True)
    codebook: pd.DataFrame | None = field(default=None, kw_only=True)
    counted: pd.DataFrame | None = field(default=None, kw_only=True)
    near: tuple[float, float, float, float] | None = field(default=None, kw_only=True)
    city_name: str | None = field(default=None, kw_only=True)
    progress: Progress = field(default=silent, kw_only=True)
    tell: Tell = field(default=to_nobody, kw_only=True)


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
