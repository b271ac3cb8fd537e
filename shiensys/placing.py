"""A resource put on the map by hand: the city's list of such points with one more, saved as a new version."""

from __future__ import annotations

import csv
import io

import pandas as pd

from shiensys import loading
from shiensys.city import City
from shiensys.intake.request import Said
from shiensys.intake.sheets.headings import aliases
from shiensys.intake.upload import Upload
from shiensys.store import versions
from shiensys.store.versions import Stored
from shiensys.tables.points import HandPoints
from shiensys.text import say

KIND = "hand-points"
PART = ""


def put(city: City, resource_id: str, *, longitude: float, latitude: float, who: str) -> Stored:
    """Set the point of a resource of ``city``, degrees; KeyError where it has no such resource.

    Raises StaleError where somebody else set a point since ``city`` was gathered, RefusedError where the point lies
    far from the city.
    """
    listed = city.resources
    if listed is None or not listed["resource_id"].eq(resource_id).any():
        raise KeyError(resource_id)
    row = listed[listed["resource_id"] == resource_id].iloc[0]
    whole = _without(_known(city), str(row["part"]), str(row["own_id"]))
    new = {"part": row["part"], "resource_id": row["own_id"], "name": row["name"]}
    point = pd.DataFrame([new | {"longitude": round(longitude, 6), "latitude": round(latitude, 6)}])
    return _save(city, pd.concat([whole, point], ignore_index=True), who)


def take_back(city: City, resource_id: str, *, who: str) -> None:
    """Take the point off that somebody set by hand; the next best way places the resource again.

    Raises StaleError where somebody else set a point since ``city`` was gathered.
    """
    listed = city.resources
    assert listed is not None  # the resource is in it
    row = listed[listed["resource_id"] == resource_id].iloc[0]
    rest = _without(_known(city), str(row["part"]), str(row["own_id"]))
    if rest.empty:
        reason = say("roster.taken_back")
        versions.withdraw(city.record.code, KIND, PART, who=who, expected=current_of(city), reason=reason)
    else:
        _save(city, rest, who)


def current_of(city: City) -> int | None:
    """Give the version of the points that ``city`` was gathered with, None where there was none."""
    return next((version.id for version in city.loaded if version.kind == KIND), None)


def _known(city: City) -> pd.DataFrame:
    """Read the points that stand so far."""
    current = current_of(city)
    if current is None:
        return pd.DataFrame({name: [] for name in HandPoints.to_schema().columns})
    return versions.tables([current])[current]


def _without(points: pd.DataFrame, part: str, own_id: str) -> pd.DataFrame:
    """Leave one resource's point out."""
    return points[~(points["part"].eq(part) & points["resource_id"].eq(own_id))]


def _save(city: City, points: pd.DataFrame, who: str) -> Stored:
    """Save a list of points by the same way as any file."""
    code, said = city.record.code, Said()
    upload = Upload.of(say("roster.file"), as_file(points))
    checked = loading.check(KIND, upload, code, said)
    return loading.store(KIND, upload, checked, city.record, said, who=who, accepted={}, expected=current_of(city))


def as_file(points: pd.DataFrame) -> bytes:
    """Write points as the CSV file that can be loaded again."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    columns = list(HandPoints.to_schema().columns)
    lines.writerow([aliases(KIND)[column][0] for column in columns])
    lines.writerows(points[columns].itertuples(index=False, name=None))
    return out.getvalue().encode("utf-8")
