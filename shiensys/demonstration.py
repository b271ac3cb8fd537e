"""The demonstration cities: loaded from their files by the same way as any city's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shiensys import gathering, loading
from shiensys.intake.request import Progress, Said
from shiensys.intake.upload import Upload
from shiensys.store import records
from shiensys.store.cities import CityRecord
from shiensys.tables.programme import KINDS, Record
from shiensys.tables.programme.checks import check

FOLDER = Path(__file__).parents[1] / "data"
WHO = "demo"
CITIES = ("tokushima", "shunan")  # the first is the one that opens


def load_all(progress: Progress) -> tuple[CityRecord, ...]:
    """Load the demonstration cities; gives which."""
    return tuple(_load(FOLDER / name, progress) for name in CITIES)


def _load(folder: Path, progress: Progress) -> CityRecord:
    """Load one city's files in the order of its description. What is mended in them is part of the show."""
    described = tomllib.loads((folder / "city.toml").read_text(encoding="utf-8"))
    record = CityRecord(described["code"], described["name"], described["fictional"], described["as_of"])
    files = described["load"]
    for number, entry in enumerate(files):
        progress(number / len(files), f"{record.name} {entry['file']}")
        _load_file(folder, entry, record)
    _load_programme(folder.name, record)
    progress(1.0, record.name)
    return record


def _load_file(folder: Path, entry: Mapping[str, Any], record: CityRecord) -> None:
    """Load one file."""
    upload = Upload.from_path(folder / str(entry["file"]))
    said = Said(survey=entry.get("survey"), date=entry.get("date"))
    checked = loading.check(str(entry["kind"]), upload, record.code, said)
    accepted = {finding.code: WHO for finding in checked.mended}
    loading.store(str(entry["kind"]), upload, checked, record, said, who=WHO, accepted=accepted)


def _load_programme(slug: str, record: CityRecord) -> None:
    """Store the city's records, all but those that it knows already."""
    told = tomllib.loads((FOLDER / "programme" / f"{slug}.toml").read_text(encoding="utf-8"))
    districts = gathering.ground(record.code).districts
    ids = dict(zip(districts["name"], districts["district_id"], strict=True))
    records.add_missing(
        record.code, [_record(KINDS[name], row, ids) for name in KINDS for row in told.get(name, ())], who=WHO
    )


def _record(kind: type[Record], row: Mapping[str, Any], ids: Mapping[str, str]) -> Record:
    """Read one record; districts are named in the file."""
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    if "district" in values:
        values["district"] = ids[values["district"]]
    if "districts" in values:
        values["districts"] = tuple(ids[name] for name in values["districts"])
    record = kind(**values)
    check(record)
    return record
