"""From a file to a stored version: read, check, store. The one way in, for the command line and for pages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import geopandas as gpd
from pandera.errors import SchemaError, SchemaErrors

from shiensys import gathering
from shiensys.city import City
from shiensys.errors import ShiensysError, UnknownCityError
from shiensys.intake.findings import Severity, Where, refuse
from shiensys.intake.headings import aliases
from shiensys.intake.readers import reader
from shiensys.intake.request import Checked, Progress, Request, Said, silent
from shiensys.store import cities, versions
from shiensys.store.cities import CityRecord
from shiensys.store.database import transaction
from shiensys.store.versions import Stored


class NotAcceptedError(ShiensysError):
    """Something was changed on reading, and nobody accepted it yet: nothing is stored."""


def check(kind: str, path: Path, city: str, said: Said, *, progress: Progress = silent) -> Checked:
    """Read and check a file for a city; raises RefusedError, UnknownKindError."""
    try:
        return reader(kind).read(request(path, city, said, progress))
    except (SchemaError, SchemaErrors) as error:
        # the library's own words quote values; ours name the column only
        ours = str(getattr(error.schema, "name", None) or "")
        heading = aliases(kind).get(ours, (ours,))[0]
        refuse("not_of_the_table", Where(path.name, column=heading))


def request(path: Path, city: str, said: Said, progress: Progress = silent) -> Request:
    """Put what the city holds already beside the file, so that names and places can be checked against it."""
    known = _known(city)
    districts = known.districts if known is not None and not known.districts.empty else None
    return Request(
        path=path,
        city=city,
        today=dt.date.today(),
        **vars(said),
        districts=districts,
        crosswalk=None if known is None else known.crosswalk,
        near=None if known is None else _extent(known),
        progress=progress,
    )


def _known(code: str) -> City | None:
    """Give the ground on which the city stands; None before its first file."""
    try:
        return gathering.ground(code)
    except UnknownCityError:
        return None


def _extent(known: City) -> tuple[float, float, float, float] | None:
    """Give west, south, east, north of what has a place, degrees."""
    if isinstance(known.districts, gpd.GeoDataFrame):
        west, south, east, north = known.districts.total_bounds
        return float(west), float(south), float(east), float(north)
    if known.resources is None or known.resources["longitude"].notna().sum() == 0:
        return None
    points = known.resources[["longitude", "latitude"]]
    low, high = points.quantile(0.05), points.quantile(0.95)  # one stray point doesn't move a city
    return low["longitude"], low["latitude"], high["longitude"], high["latitude"]


def store(
    kind: str, path: Path, checked: Checked, record: CityRecord, said: Said, *, accept: bool, note: str = ""
) -> Stored:
    """Store a checked file; raises NotAcceptedError where it was mended and that isn't accepted.

    ``record``: the city; its name from the file counts where nobody said one.
    """
    mended = [finding for finding in checked.findings if finding.severity is Severity.MENDED]
    if mended and not accept:
        raise NotAcceptedError("loading.not_accepted", n=len(mended))
    load = versions.Load(
        city=record.code,
        kind=kind,
        part=checked.part,
        table=checked.table,
        file_name=path.name,
        content=_bytes(path),
        request=said.as_text(),
        source=checked.source,
        accepted=tuple(dict.fromkeys(finding.code for finding in mended)),
        note=note,
    )
    with transaction() as connection:
        cities.register(connection, record)
        return versions.save_with(connection, load)


def _bytes(path: Path) -> bytes:
    """Read the file that is to be known again; a shapefile is all its parts."""
    if path.suffix.lower() != ".shp":
        return path.read_bytes()
    parts = sorted(part for part in path.parent.glob(f"{path.stem}.*") if part.is_file())
    return b"".join(part.read_bytes() for part in parts)


def record_for(city: str, said: Said, checked: Checked) -> CityRecord:
    """Name the city that a file is for: as it is known, as the user or the file says, else by its code."""
    try:
        known = cities.find(city)
    except UnknownCityError:
        return CityRecord(city, said.name or checked.city_name or city, fictional=False)
    if known.name == city:
        return CityRecord(city, said.name or checked.city_name or city, fictional=known.fictional, as_of=known.as_of)
    return known
