"""A zip of layers: only what is needed leaves it, under names of our own, into a folder that vanishes afterwards."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from shiensys.intake.containers import zips
from shiensys.intake.containers.zips import Fault, ZipFaultError
from shiensys.intake.findings import Where, refuse

LAYER_SUFFIXES = (".geojson", ".json", ".gpkg", ".fgb", ".shp")  # best first where one layer comes in several
SHAPEFILE_SUFFIXES = (".shp", ".dbf", ".shx", ".prj", ".cpg")
# Unpacked, the largest product, 国土数値情報 of the whole country, has about 600 MB; a .dbf, its texts filled up with
# blanks, packs 100 times and more
LIMITS = zips.Limits(members=2_000, size=1 << 30, ratio=500)
_CODES = {
    Fault.BROKEN: "zip_broken",
    Fault.LOCKED: "zip_locked",
    Fault.TOO_MANY: "zip_too_many",
    Fault.TOO_LARGE: "zip_too_large",
    Fault.UNSAFE: "zip_unsafe",
}
_ENCODING_FOLDERS = ("utf-8", "utf8", "shift-jis", "shift_jis", "sjis")


@dataclass(frozen=True)
class Member:
    """A layer's file as unpacked; ``where`` names it as the archive does."""

    path: Path
    where: Where


def is_archive(path: Path) -> bool:
    """Tell a zip by its content: a zip behind something else is none."""
    with path.open("rb") as source:
        return source.read(4) == zips.SIGNATURE and zipfile.is_zipfile(source)


@contextmanager
def unpacked(path: Path, where: Where, wanted: str | None) -> Iterator[list[Member]]:
    """Unpack the files that hold layers (only ``wanted``'s where it names one).

    Refuses ``zip_broken``, ``zip_locked``, ``zip_too_many``, ``zip_too_large``, ``zip_unsafe``, ``zip_without_layer``.
    Archives inside the archive stay closed.
    """
    try:
        zips.checked(path.read_bytes(), LIMITS)
    except ZipFaultError as error:
        refuse(_CODES[error.fault], where, gigabytes=LIMITS.size >> 30, members=LIMITS.members)
    with TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                members = _extracted(archive, Path(folder), where, wanted)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError):
            refuse("zip_broken", where)
        yield members


def member_names(path: Path) -> tuple[str, ...]:
    """Name all files of an archive without unpacking them."""
    with zipfile.ZipFile(path) as archive:
        return tuple(PurePosixPath(_name(info)).name for info in archive.infolist())


def _extracted(archive: zipfile.ZipFile, folder: Path, where: Where, wanted: str | None) -> list[Member]:
    """Copy what is needed."""
    entries = {_name(info): info for info in archive.infolist() if not info.is_dir()}
    needed = {layer: _parts(layer, entries) for layer in _layer_names(entries, wanted)}
    if not needed:
        refuse("zip_without_layer", where)
    members = []
    for number, (layer, parts) in enumerate(needed.items()):
        for part in parts:
            with archive.open(entries[part]) as source, (folder / f"{number}{_suffix(part)}").open("wb") as sink:
                shutil.copyfileobj(source, sink)
        members.append(Member(folder / f"{number}{_suffix(layer)}", Where(where.file, layer)))
    return members


def _layer_names(entries: dict[str, zipfile.ZipInfo], wanted: str | None) -> list[str]:
    """Give one file for each layer: the same layer in several formats or encodings counts once."""
    best: dict[str, str] = {}
    for suffix in LAYER_SUFFIXES:
        for name in entries:
            if _suffix(name) == suffix and not PurePosixPath(name).name.startswith("._"):
                best.setdefault(_layer_key(name), name)
    names = sorted(best.values())
    return [name for name in names if wanted in (name, PurePosixPath(name).stem)] or names


def _layer_key(name: str) -> str:
    """Give what a layer's files share: their path without suffix and without folders named after encodings."""
    parts = PurePosixPath(name).with_suffix("").parts
    return "/".join(part for part in parts if part.lower() not in _ENCODING_FOLDERS)


def _parts(layer: str, entries: dict[str, zipfile.ZipInfo]) -> list[str]:
    """Give the files that belong to a layer: for a shapefile those of the same name."""
    if _suffix(layer) != ".shp":
        return [layer]
    stem = layer[: -len(".shp")].lower()
    return [name for name in entries if _suffix(name) in SHAPEFILE_SUFFIXES and name[:-4].lower() == stem]


def _suffix(name: str) -> str:
    """Give the ending in small letters."""
    return PurePosixPath(name).suffix.lower()


def _name(info: zipfile.ZipInfo) -> str:
    """Give a member's name; one without the UTF-8 mark was written by a Japanese Windows."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return info.filename
