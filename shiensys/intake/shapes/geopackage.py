"""GeoPackage and FlatGeobuf: read from a copy, by the one driver that is theirs."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pyogrio

from shiensys.intake.findings import RefusedError, Where, refuse
from shiensys.intake.shapes.layer import UNREADABLE, Layer, numbered


def read_geopackage(path: Path, where: Where) -> list[Layer]:
    """Read all layers that have a geometry. Refuses ``not_boundaries``, ``unreadable_layer``, ``zero_features``."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copyfile(path, Path(folder) / "layer.gpkg"))
        if not _is_plain(copy):
            refuse("not_boundaries", where)
        return _layers(copy, "GPKG", where)


def read_flatgeobuf(path: Path, where: Where) -> list[Layer]:
    """Read the one layer. Refuses ``unreadable_layer``, ``zero_features``."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copyfile(path, Path(folder) / "layer.fgb"))
        return _layers(copy, "FlatGeobuf", where)


def _layers(copy: Path, driver: str, where: Where) -> list[Layer]:
    """Read what has a geometry, if the driver is the expected one."""
    try:
        names = [str(name) for name, kind in pyogrio.list_layers(copy) if kind is not None]
        if not names:
            refuse("zero_features" if driver == "GPKG" else "unreadable_layer", where)
        if pyogrio.read_info(copy, layer=names[0])["driver"] != driver:
            refuse("not_boundaries", where)
        return [_layer(copy, name, where, alone=len(names) == 1) for name in names]
    except RefusedError:
        raise
    except (*UNREADABLE, ValueError):  # such as a day of the year 0
        refuse("unreadable_layer", where)


def _layer(copy: Path, name: str, where: Where, *, alone: bool) -> Layer:
    """Read one layer; several in one file are told apart by their names."""
    frame = numbered(pyogrio.read_dataframe(copy, layer=name))
    named = name if not alone else where.sheet or Path(where.file).stem
    place = where if alone else Where(where.file, name)
    return Layer(named, frame, place, names=(where.file, where.sheet, name))


def _is_plain(copy: Path) -> bool:
    """Tell whether the database is a GeoPackage without virtual tables but its spatial indexes.

    Other virtual tables can be made to open further files.
    """
    try:
        with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as database:
            rows = database.execute("SELECT name, lower(coalesce(sql, '')) FROM sqlite_master").fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False
    virtual = [sql for _, sql in rows if "virtual" in sql.split()[:3]]
    return any(name == "gpkg_contents" for name, _ in rows) and all("using rtree" in sql for sql in virtual)
