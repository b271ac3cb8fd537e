"""What a zip may hold before anything in it is unpacked: a bomb, a way out of the folder or a forged list is a fault.

A workbook is a zip too. All is told from the list of members and from the headers that stand before them.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from io import BytesIO

SIGNATURE = b"PK\x03\x04"
_HEADER = struct.Struct("<4s5H3I2H")  # of one member: APPNOTE.TXT 4.3.7
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what offices and GIS write; others pack far tighter
_WAY_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\x00")
_PIECE = 1 << 22  # most bytes unpacked at a time
_FED = 1 << 18  # packed bytes taken at a time


class Fault(Enum):
    """Why a zip isn't unpacked."""

    BROKEN = auto()  # cut short, or its list and its members don't agree
    LOCKED = auto()  # with a password
    TOO_MANY = auto()  # members
    TOO_LARGE = auto()  # unpacked
    UNSAFE = auto()  # a bomb, a link, or a name that leads out of the folder


class ZipFaultError(Exception):
    """A zip that isn't unpacked. Callers say it in their own words."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault


@dataclass(frozen=True)
class Limits:
    """``members``: number; ``size``: bytes unpacked, all together; ``ratio``: unpacked beside packed, of one member
    larger than ``free`` bytes (small ones can't fill a memory)."""

    members: int
    size: int
    ratio: int
    free: int = 10_000_000


def checked(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """Give the members of a zip without unpacking any; raises ZipFaultError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, struct.error):
        raise ZipFaultError(Fault.BROKEN) from None
    if len(members) > limits.members:
        raise ZipFaultError(Fault.TOO_MANY)
    if sum(member.file_size for member in members) > limits.size:
        raise ZipFaultError(Fault.TOO_LARGE)
    if any(member.flag_bits & 1 for member in members):
        raise ZipFaultError(Fault.LOCKED)
    if _repeated(members) or any(_is_unsafe(member, limits) for member in members):
        raise ZipFaultError(Fault.UNSAFE)
    _check_places(data, members)
    return members


def unpacked(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack one member of a checked zip piece by piece; raises ZipFaultError where it isn't as large as stated."""
    packed = memoryview(data)[slice(*_span(data, member))]
    left = member.file_size
    for piece in _inflated(packed) if member.compress_type == zipfile.ZIP_DEFLATED else (packed,):
        left -= len(piece)
        if left < 0:
            break
        yield bytes(piece)
    if left:
        raise ZipFaultError(Fault.BROKEN)


def _inflated(packed: memoryview) -> Iterator[bytes]:
    """Unpack piece by piece, never more than a piece at a time."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _FED):
            rest: memoryview | bytes = packed[at : at + _FED]
            while rest:
                yield stream.decompress(rest, _PIECE)
                rest = stream.unconsumed_tail
    except zlib.error:
        raise ZipFaultError(Fault.BROKEN) from None


def _repeated(members: Sequence[zipfile.ZipInfo]) -> bool:
    """Tell whether a name stands twice: readers don't agree which of the two counts."""
    return len({member.filename for member in members}) < len(members)


def _is_unsafe(member: zipfile.ZipInfo, limits: Limits) -> bool:
    """Tell links, names that lead out of the folder, unusual packing and what grows beyond measure."""
    tight = member.file_size > limits.free and member.file_size > limits.ratio * member.compress_size
    link = stat.S_ISLNK(member.external_attr >> 16)
    return tight or link or member.compress_type not in _WAYS or bool(_WAY_OUT.search(member.orig_filename))


def _check_places(data: bytes, members: Sequence[zipfile.ZipInfo]) -> None:
    """Raise where members share bytes, or a header names another member than the list does."""
    spans = sorted((member.header_offset, *_span(data, member)) for member in members)
    ends = [0, *(end for _, _, end in spans)]
    shared = any(at < before for (at, _, _), before in zip(spans, ends, strict=False))
    if shared or ends[-1] > len(data) or (spans and spans[0][0] > 0):  # nothing stands in front of a zip
        raise ZipFaultError(Fault.UNSAFE)


def _span(data: bytes, member: zipfile.ZipInfo) -> tuple[int, int]:
    """Give first and last position of a member's packed bytes, by the header in front of it."""
    at = member.header_offset
    if not 0 <= at <= len(data) - _HEADER.size:
        raise ZipFaultError(Fault.BROKEN)
    header = _HEADER.unpack_from(data, at)
    signature, flags, way, name, extra = header[0], header[2], header[3], header[-2], header[-1]
    start = at + _HEADER.size + name + extra
    written = data[at + _HEADER.size : at + _HEADER.size + name]
    encoded = member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437", "replace")
    if signature != SIGNATURE or written != encoded or flags & 1 != 0 or way != member.compress_type:
        raise ZipFaultError(Fault.UNSAFE)
    return start, start + member.compress_size
