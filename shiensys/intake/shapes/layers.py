"""A file of polygons opened: what it is is told by its content, never by its name.

Only the five formats below are ever handed to a reader; above all no OGR VRT, which may read any file of the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import shapely

from shiensys.intake.findings import Where, refuse
from shiensys.intake.shapes import archive, geojson, geopackage, shapefile
from shiensys.intake.shapes.layer import MOST_VERTICES, Layer

Reader = Callable[[Path, Where], list[Layer]]
SHAPEFILE_PARTS = (".dbf", ".shx", ".prj", ".cpg")
_MAGIC: tuple[tuple[bytes, Reader], ...] = (
    (b"\x00\x00\x27\x0a", shapefile.read),
    (b"SQLite format 3\x00", geopackage.read_geopackage),
    (b"fgb\x03", geopackage.read_flatgeobuf),
)


def opened(path: Path, wanted: str | None = None) -> Layer:
    """Open the one polygon layer of a file, or the layer named ``wanted``.

    Refuses ``not_boundaries``, ``several_layers``, ``layer_unknown`` and what the format's own reader refuses.
    """
    where = Where(path.name)
    if not path.is_file():
        refuse("file_missing", where)
    if archive.is_archive(path):
        with archive.unpacked(path, where, wanted) as members:
            layers = [layer for member in members for layer in _layers(member.path, member.where)]
            return _not_too_fine(_chosen(layers, where, wanted))
    return _not_too_fine(_chosen(_layers(path, where), where, wanted))


def _layers(path: Path, where: Where) -> list[Layer]:
    """Read all layers of one file that isn't an archive."""
    with path.open("rb") as source:
        head = source.read(1024)
    readers = [read for magic, read in _MAGIC if head.startswith(magic)]
    if geojson.looks_like(head):
        readers.append(geojson.read)
    if not readers and path.suffix.lower() in SHAPEFILE_PARTS:
        refuse("shapefile_part", where, shp=f"{path.stem}.shp")
    return readers[0](path, where) if readers else refuse("not_boundaries", where)


def _not_too_fine(layer: Layer) -> Layer:
    """Give the layer back; refuses (``too_many_vertices``) one that would take longer than the cage allows."""
    if shapely.get_num_coordinates(layer.frame.geometry.array).sum() > MOST_VERTICES:
        refuse("too_many_vertices", layer.where, most=MOST_VERTICES)
    return layer


def _chosen(layers: list[Layer], where: Where, wanted: str | None) -> Layer:
    """Take the layer that was asked for, else the only one with polygons."""
    by_name: Mapping[str, Layer] = {layer.name: layer for layer in layers}
    if wanted is not None and len(layers) > 1:
        if wanted not in by_name:
            refuse("layer_unknown", where, layer=wanted, layers=_written(layers))
        return by_name[wanted]
    fitting = [layer for layer in layers if layer.has_polygons] or layers
    if len(fitting) > 1:
        refuse(
            "several_layers",
            where,
            count=len(fitting),
            layers=_written(fitting),
            first=fitting[0].name,
        )
    return fitting[0]


def _written(layers: list[Layer]) -> str:
    """Name the layers."""
    return "、".join(layer.name for layer in layers)
