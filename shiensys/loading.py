"""From a file to a stored version: read, check, store. The one way in, for the command line and for pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from shiensys import gathering
from shiensys.city import City
from shiensys.errors import ShiensysError, UnknownCityError
from shiensys.intake.cage import door
from shiensys.intake.look import Tell, to_nobody
from shiensys.intake.packed import Packed
from shiensys.intake.request import RESIDENTS, Progress, Request, Said, silent
from shiensys.intake.upload import Upload
from shiensys.store import cities, versions
from shiensys.store.cities import CityRecord
from shiensys.store.database import transaction
from shiensys.store.versions import WHATEVER, Expected, Stored, Version
from shiensys.text import today

SURVEY = "survey"  # the kind that is read by the city's own questions
READERS = 3  # counted up when files are read in a better way, so that the same file makes a new version


class NotAcceptedError(ShiensysError):
    """Something was changed on reading, and nobody accepted it yet: nothing is stored."""


def check(
    kind: str, upload: Upload, city: str, said: Said, *, progress: Progress = silent, tell: Tell = to_nobody
) -> Packed:
    """Read and check a file for a city; raises RefusedError, UnknownKindError."""
    return door.read(kind, upload, request(city, said, progress, tell))


def request(city: str, said: Said, progress: Progress = silent, tell: Tell = to_nobody) -> Request:
    """Put what the city holds already beside a file, so that names and places can be checked against it."""
    known = _known(city)
    districts = None if known is None or known.districts.empty else _with_residents(known)
    return Request(
        path=Path(),
        city=city,
        today=today(),
        **vars(said),
        districts=districts,
        crosswalk=None if known is None else known.crosswalk,
        codebook=None if known is None else known.codebook,
        counted=None if known is None else _counted(known),
        near=None if known is None else _extent(known),
        city_name=None if known is None or known.record.name == city else known.record.name,
        progress=progress,
        tell=tell,
    )


def _with_residents(known: City) -> gpd.GeoDataFrame:
    """Give the districts with how many persons 65+ live in each."""
    residents = known.districts["district_id"].map(known.asked.persons)
    return known.districts.assign(**{RESIDENTS: residents.astype(float)})


def _counted(known: City) -> pd.DataFrame | None:
    """Give the areas and days of which the city holds residents; None where it holds none."""
    return None if known.population is None else known.population[["area", "date"]].drop_duplicates()


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
    kind: str,
    upload: Upload,
    checked: Packed,
    record: CityRecord,
    said: Said,
    *,
    who: str,
    accepted: Mapping[str, str],
    expected: Expected = WHATEVER,
    note: str = "",
) -> Stored:
    """Store a checked file and make it current, all or nothing.

    ``accepted``: reason by code of each finding that was accepted; raises NotAcceptedError where one is missing.
    ``expected``: the version that was current when the user looked; raises StaleError where another is by now.
    ``record``: the city; its name from the file counts where nobody said one.
    """
    missing = [finding for finding in checked.mended if finding.code not in accepted]
    if missing:
        raise NotAcceptedError("loading.not_accepted", n=len(missing))
    with transaction() as connection:
        load = versions.Load(
            city=record.code,
            kind=kind,
            part=checked.part,
            content=checked.content,
            rows=checked.rows,
            file_name=upload.name,
            file=upload.all_bytes,
            request=said.as_text() | _questions(kind, versions.current_with(connection, record.code)),
            source=checked.source,
            accepted={finding.code: accepted[finding.code] for finding in checked.mended},
            note=note,
            who=who,
            expected=expected,
            reader=READERS,
        )
        cities.register(connection, record)
        return versions.save_with(connection, load)


def _questions(kind: str, held: tuple[Version, ...]) -> dict[str, str]:
    """Name the city's own questions, by which a survey is read anew when they change; nothing where it has none."""
    own = [version.table_sha256 for version in held if version.kind == "codebook"]
    return {"codebook": own[-1]} if own and kind == SURVEY else {}


def record_for(city: str, said: Said, checked: Packed) -> CityRecord:
    """Name the city that a file is for: as it is known, as the user or the file says, else by its code."""
    try:
        known = cities.find(city)
    except UnknownCityError:
        return CityRecord(city, said.name or checked.city_name or city, fictional=False)
    if known.name == city:
        return CityRecord(city, said.name or checked.city_name or city, fictional=known.fictional, as_of=known.as_of)
    return known
