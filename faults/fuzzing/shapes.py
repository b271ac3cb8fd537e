"""GeoJSON and shapefiles changed where they say something: values, headers, records."""

from __future__ import annotations

import copy
import json
import random
import struct
from typing import Any

from faults.fuzzing import chance, zips

Files = dict[str, bytes]  # by name; a shapefile is several


def geojson_changed(document: dict[str, Any], by: random.Random) -> bytes:
    """Change a few values of a GeoJSON document, sometimes bytes of it too."""
    changed = copy.deepcopy(document)
    for _ in range(by.choice((1, 1, 2, 4))):
        _node_changed(changed, by)
    written = json.dumps(changed, ensure_ascii=by.random() < 0.3)
    content = written.encode(by.choice(("utf-8",) * 6 + ("utf-8-sig", "cp932", "utf-16")), errors="replace")
    return chance.bytes_changed(content, by, most=3) if by.random() < 0.1 else content


def _node_changed(node: Any, by: random.Random) -> None:
    """Go down by chance and change what is found there: another value, gone, twice, moved."""
    while True:
        keys = list(node) if isinstance(node, dict) else [*range(len(node))]
        if not keys:
            return
        key = by.choice(keys)
        below = node[key]
        if isinstance(below, dict | list) and below and by.random() < 0.85:
            node = below
            continue
        break
    what = by.random()
    if what < 0.15 and isinstance(below, int | float):
        node[key] = by.choice((-below, below * 1e6, below + 90, below / 1e9, below + 0.001))
    elif what < 0.3:
        del node[key]
    elif what < 0.45 and isinstance(node, list):
        node.insert(by.randrange(len(node) + 1), copy.deepcopy(below))
    elif what < 0.55 and isinstance(node, list):
        by.shuffle(node)
    elif isinstance(below, str) and by.random() < 0.5:
        node[key] = chance.cell(by)
    else:
        node[key] = copy.deepcopy(by.choice(chance.JSON))


def shapefile_changed(files: Files, by: random.Random) -> Files:
    """Change one part of a shapefile, or take one away."""
    name = by.choice([*files])
    ending, what = name.rpartition(".")[2], by.random()
    if what < 0.08 and ending != "shp":
        return {other: content for other, content in files.items() if other != name}
    content = files[name]
    if ending in ("shp", "shx") and what < 0.8:
        return files | {name: _numbers_changed(content, by, _SHP_PLACES)}
    if ending == "dbf" and what < 0.8:
        return files | {name: _dbf_changed(content, by)}
    return files | {name: chance.bytes_changed(content, by)}


_SHP_PLACES = (  # where a number stands, and how it is written: file length, kind, bounds, first record
    (24, ">i"), (28, "<i"), (32, "<i"), (36, "<d"), (44, "<d"), (60, "<d"), (100, ">i"), (104, ">i"), (108, "<i"),
    (112, "<d"),
    (144, "<i"), (148, "<i"), (152, "<i"), (156, "<d"), (164, "<d"), (172, "<d"),
)  # fmt: skip
_DBF_PLACES = ((4, "<I"), (8, "<H"), (10, "<H"), (29, "<B"), (43, "<c"), (48, "<B"), (49, "<B"), (75, "<c"), (80, "<B"))


def _numbers_changed(content: bytes, by: random.Random, places: tuple[tuple[int, str], ...]) -> bytes:
    """Put other numbers into known places, or some coordinate further on."""
    changed = bytearray(content)
    for _ in range(by.randint(1, 3)):
        place, written = by.choice(places)
        if by.random() < 0.4 and len(changed) > 180:
            place, written = 156 + 8 * by.randrange((len(changed) - 172) // 8 + 1), "<d"
        if place + struct.calcsize(written) <= len(changed):
            struct.pack_into(written, changed, place, _number(written, by))
    return bytes(changed)


def _number(written: str, by: random.Random) -> Any:
    """Give a number that fits the way in which it is written."""
    if written[1] == "c":
        return by.choice((b"C", b"N", b"F", b"D", b"L", b"M", b"B", b"\0", b"@"))
    if written[1] == "d":
        return by.choice(
            (0.0, -1.0, 34.0, 134.0, 1e308, -1e39, float("nan"), float("inf"), 500_000.0, by.uniform(33, 135))
        )
    bits = 8 * struct.calcsize(written)
    number = by.choice(chance.NUMBERS) % 2**bits
    return number - 2**bits if written[1].islower() and number >= 2 ** (bits - 1) else number


def _dbf_changed(content: bytes, by: random.Random) -> bytes:
    """Change a number of the header, or cells of the records."""
    if by.random() < 0.4:
        return _numbers_changed(content, by, _DBF_PLACES)
    first = struct.unpack_from("<H", content, 8)[0] if len(content) > 10 else 0
    changed, cell = bytearray(content), chance.cell(by).encode("cp932", "replace")[:200]
    place = by.randrange(min(first, len(changed) - 1), len(changed))
    changed[place : place + len(cell)] = cell[: len(changed) - place]
    return bytes(changed)


def zipped(files: Files, by: random.Random) -> bytes:
    """Put files into one archive, in a folder or beside a stranger by chance."""
    folder = by.choice(("", "", "区域/", "a/b/"))
    members = [(folder + name, content) for name, content in files.items()]
    if by.random() < 0.1:
        members.append((by.choice(("../x.shp", "README.txt", "second.shp", "x.vrt")), b"x"))
    return zips.zipped(members)
