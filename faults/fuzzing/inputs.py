"""The n-th input: the same number always gives the same file."""

from __future__ import annotations

import csv
import io
import json
import random
from dataclasses import dataclass

from faults.fuzzing import chance, rows, seeds, shapes, workbooks, zips
from faults.fuzzing.shapes import Files
from shiensys.intake.upload import Upload

SEED = 20261121
SHARES = {"CSV": 46, "XLSX": 26, "GeoJSON": 14, "shapefile": 9, "zipped shapefile": 5}


@dataclass(frozen=True)
class Input:
    """A file for a reader. ``container``: what it was before it was changed."""

    number: int
    container: str
    kind: str
    upload: Upload


def made(number: int) -> Input:
    """Make the input of a number."""
    by = random.Random(f"{SEED}:{number}")
    container = by.choices([*SHARES], [*SHARES.values()])[0]
    if container in ("CSV", "XLSX"):
        table = by.choice(seeds.tables())
        content = _csv(table.rows, by) if container == "CSV" else _xlsx(table.rows, by)
        return Input(number, container, table.kind, Upload.of(f"f.{container.lower()}", content))
    return Input(number, container, seeds.BOUNDARIES, _boundaries(container, by))


def unchanged(container: str) -> Input:
    """Give a file of a container as it is before anything is changed in it."""
    table = seeds.tables()[0]
    if container == "CSV":
        return Input(-1, container, table.kind, Upload.of("f.csv", rows.as_csv(table.rows, random.Random(1))))
    if container == "XLSX":
        return Input(-1, container, table.kind, Upload.of("f.xlsx", workbooks.as_xlsx(workbooks.parts(table.rows))))
    files = seeds.shapefile()
    upload = {
        "GeoJSON": lambda: Upload.of("f.geojson", json.dumps(seeds.document()).encode()),
        "shapefile": lambda: Upload.of_several(files),
        "zipped shapefile": lambda: Upload.of("f.zip", shapes.zipped(files, random.Random(1))),
    }[container]()
    return Input(-1, container, seeds.BOUNDARIES, upload)


def _csv(table: rows.Rows, by: random.Random) -> bytes:
    """Change cells, or bytes, or both."""
    content = rows.as_csv(rows.changed(table, by) if by.random() < 0.9 else table, by)
    return chance.bytes_changed(content, by) if by.random() < 0.12 else content


def _xlsx(table: rows.Rows, by: random.Random) -> bytes:
    """Change cells, or a part, or bytes of the archive."""
    parts, what = workbooks.parts(rows.changed(table, by) if by.random() < 0.6 else table), by.random()
    if what < 0.55:
        parts = workbooks.part_changed(parts, by)
    content = workbooks.as_xlsx(parts)
    return chance.bytes_changed(content, by, most=3) if what > 0.95 else content


def _boundaries(container: str, by: random.Random) -> Upload:
    """Change a boundary file."""
    if container == "GeoJSON":
        return Upload.of("f.geojson", shapes.geojson_changed(seeds.document(), by))
    files = shapes.shapefile_changed(seeds.shapefile(), by)
    if container == "shapefile":
        return Upload.of_several(files)
    content = shapes.zipped(files, by)
    return Upload.of("f.zip", chance.bytes_changed(content, by, most=3) if by.random() < 0.2 else content)


def files_of(upload: Upload) -> Files:
    """Give all files of an upload by name."""
    return {upload.name: upload.content, **upload.beside}


def opened(one: Input) -> bool:
    """Tell whether the bare parser of its container still opens it."""
    opener = {"CSV": _as_csv, "XLSX": _as_xlsx, "GeoJSON": _as_shapes}.get(one.container, _as_shapes)
    try:
        return opener(one.upload)
    except BaseException as error:  # a Rust library panics past Exception
        if isinstance(error, KeyboardInterrupt):
            raise
        return False


def _as_csv(upload: Upload) -> bool:
    """Open as CSV: text in some encoding, several rows of several fields."""
    for encoding in ("utf-16",) if upload.content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp932"):
        try:
            text = upload.content.decode(encoding)
        except UnicodeDecodeError:
            continue
        found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        return sum(len(row) > 1 for row in found) > 1
    return False


def _as_xlsx(upload: Upload) -> bool:
    """Open as a workbook with something in it."""
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_filelike(io.BytesIO(upload.content)).get_sheet_by_index(0).to_python()) > 1


def _as_shapes(upload: Upload) -> bool:
    """Open as a layer with records."""
    import pyogrio

    content = zips.zipped(files_of(upload).items()) if upload.beside else upload.content
    return len(pyogrio.read_dataframe(io.BytesIO(content))) > 0
