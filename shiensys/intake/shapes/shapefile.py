"""A shapefile, read from a copy so that nothing is ever written beside the user's own files."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pyogrio
from pyproj import CRS
from pyproj.exceptions import CRSError

from shiensys.intake.findings import Where, noted, refuse
from shiensys.intake.shapes import dbf
from shiensys.intake.shapes.layer import MOST_VERTICES, UNREADABLE, Layer, numbered

_POINT_BYTES = 16  # x and y; a polygon has hardly anything else
_COPIED = (".shp", ".dbf", ".shx", ".prj")


def read(path: Path, where: Where) -> list[Layer]:
    """Read a shapefile: a missing ``.shx`` is built again, the encoding told by content.

    Refuses ``no_dbf``, ``too_many_vertices``, ``shapefile_cut_short``, ``unreadable_layer``, ``garbled_text``.
    """
    parts = _parts(path)
    findings = []
    if ".prj" in parts and not _is_projection(parts[".prj"]):
        findings.append(noted("prj_unreadable", where))
        del parts[".prj"]
    if ".dbf" not in parts:
        refuse("no_dbf", where, dbf=f"{Path(where.sheet or where.file).stem}.dbf")
    if path.stat().st_size > MOST_VERTICES * _POINT_BYTES:  # the reader would leave out what is too large for it
        refuse("too_many_vertices", where, most=MOST_VERTICES)
    if _is_cut_short(path):
        refuse("shapefile_cut_short", where)
    attributes = parts[".dbf"].read_bytes()
    stated = parts[".cpg"].read_text("ascii", "replace").strip() if ".cpg" in parts else ""
    encoding = dbf.encoding(attributes, stated, where)
    if ".shx" not in parts:
        findings.append(noted("shx_restored", where))
    if not dbf.agrees(stated, encoding) and not attributes.isascii():
        findings.append(noted("encoding_told", where, encoding=encoding))
    with TemporaryDirectory() as folder:
        for suffix in _COPIED:
            if suffix in parts:
                shutil.copyfile(parts[suffix], Path(folder) / f"layer{suffix}")
        frame = _frame(Path(folder) / "layer.shp", encoding, where)
    if list(frame.columns) == ["geometry"]:  # what remains where the .dbf can't be opened
        refuse("unreadable_layer", where)
    name = where.sheet or path.stem
    return [Layer(name, frame, where, tuple(findings), names=(where.file, where.sheet))]


def _frame(path: Path, encoding: str, where: Where) -> gpd.GeoDataFrame:
    """Read the copy, with its index built again where there is none."""
    pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": True})
    try:
        return numbered(pyogrio.read_dataframe(path, encoding=encoding))
    except (*UNREADABLE, ValueError):  # such as a day of the year 0
        refuse("unreadable_layer", where)
    finally:
        pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": None})


def _parts(path: Path) -> dict[str, Path]:
    """Give the files of the shapefile by ending, whatever the case of their letters."""
    return {
        other.suffix.lower(): other
        for other in path.parent.iterdir()
        if other.stem.lower() == path.stem.lower() and other.is_file()
    }


def _is_projection(prj: Path) -> bool:
    """Tell whether a ``.prj`` can be read."""
    try:
        CRS.from_wkt(prj.read_text("utf-8", "replace"))
    except CRSError:
        return False
    return True


def _is_cut_short(path: Path) -> bool:
    """Tell whether the file is shorter than its header says (bytes 24-27: length in 16-bit words)."""
    with path.open("rb") as source:
        header = source.read(28)
    return len(header) < 28 or 2 * int(struct.unpack(">i", header[24:])[0]) > path.stat().st_size
