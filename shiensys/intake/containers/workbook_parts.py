"""A workbook looked over before it is read: what may not be in it, how far its sheets reach, what stands beside cells.

The reader lays out whole rectangles and believes what a workbook says of itself; here nothing is believed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from zipfile import ZipInfo

from shiensys.intake.containers import sheet_parse, sheet_scan, zips
from shiensys.intake.containers.sheet_parse import NotXmlError
from shiensys.intake.containers.sheet_scan import OddError, Scan
from shiensys.intake.containers.zips import Fault, Limits, ZipFaultError
from shiensys.intake.findings import Where, refuse

# A survey of 100,000 × 63 unpacks to 200 MB; a sheet of figures packs 10 to 30 times, never 200 times
LIMITS = Limits(members=5_000, size=1 << 30, ratio=200)
MOST_ROWS = 1_000_001  # a heading and a million rows, as many as a spreadsheet takes
MOST_COLUMNS = 1_000  # the widest table that we know of, single years of age by sex, has about 250
MOST_CELLS = 12_000_000  # of the filled rectangle: twice the largest survey; a reader takes some 100 bytes a cell
_MOST_BY_ELEMENT = 200_000_000  # bytes of XML that are looked at slowly: more takes longer than the cage allows
_FEWEST_BYTES = 5  # of a text in the list of texts: <si/>
_OLE_LOCKED, _OLE_MACROS = ("EncryptedPackage".encode("utf-16-le"), "_VBA_PROJECT_CUR".encode("utf-16-le"))
_FORBIDDEN = re.compile(rb"(?i)<!(?:doctype|entity)")
_MACROS = re.compile(r"(?i)(^|/)(vbaProject\.bin$|macrosheets/|Basic/)")
_TEXTS_COUNT = re.compile(rb'uniqueCount="(\d+)"')


@dataclass(frozen=True)
class Parts:
    """``sheets``: what the XML of each sheet holds, by its name; ``links``: whether values come from other files."""

    sheets: Mapping[str, Scan] = field(default_factory=dict)
    links: bool = False


def examined(data: bytes, where: Where) -> Parts:
    """Look over an XLSX, ODS or XLS without reading a cell.

    Refuses ``workbook_locked``, ``workbook_macros``, ``workbook_binary``, ``workbook_unsafe``, ``workbook_too_large``,
    ``sheet_too_large``, ``unreadable_workbook``.
    """
    if not data.startswith(zips.SIGNATURE):
        return _ole(data, where)
    try:
        members = {member.filename: member for member in zips.checked(data, LIMITS)}
        parts = _zipped(data, members, where)
    except ZipFaultError as error:
        refuse(_CODES[error.fault], where)
    except (NotXmlError, ElementTree.ParseError):
        refuse("unreadable_workbook", where)
    return parts


_CODES = {
    Fault.BROKEN: "unreadable_workbook",
    Fault.LOCKED: "workbook_locked",
    Fault.TOO_MANY: "workbook_too_large",
    Fault.TOO_LARGE: "workbook_too_large",
    Fault.UNSAFE: "workbook_unsafe",
}


def _ole(data: bytes, where: Where) -> Parts:
    """Look over the older container: of XLS, and of every workbook with a password."""
    if _OLE_LOCKED in data:
        refuse("workbook_locked", where)
    if _OLE_MACROS in data:
        refuse("workbook_macros", where)
    return Parts()


def _zipped(data: bytes, members: Mapping[str, ZipInfo], where: Where) -> Parts:
    """Look over all members: XML that tells the parser to do more than read is refused wherever it stands."""
    if any(_MACROS.search(name) for name in members) or b"macroEnabled" in _small(data, members, "[Content_Types].xml"):
        refuse("workbook_macros", where)
    if any(name.lower().endswith("/workbook.bin") for name in members):
        refuse("workbook_binary", where)
    if b"encryption-data" in _small(data, members, "META-INF/manifest.xml"):
        refuse("workbook_locked", where)
    scans = {name: _scan(data, member, where) for name, member in members.items()}
    _check_texts(data, members, where)
    if "content.xml" in members:
        sheets = sheet_parse.ods_sheets(_slowly(data, members["content.xml"]))
        for name, scan in sheets.items():
            _check_reach(scan, Where(where.file, name))
        return Parts(sheets)
    by_path = {path.lower(): name for name, path in _sheet_paths(data, members).items()}
    for path, scan in scans.items():
        _check_reach(scan, Where(where.file, by_path.get(path.lower(), "")))
    sheets = {by_path[path.lower()]: scan for path, scan in scans.items() if path.lower() in by_path}
    return Parts(sheets, links=any(name.startswith("xl/externalLinks/") for name in members))


def _scan(data: bytes, member: ZipInfo, where: Where) -> Scan:
    """Scan one member as if it were a sheet, which any part may be; what is no XML has no cells."""
    try:
        return sheet_scan.scanned(_plain(zips.unpacked(data, member), where))
    except OddError:
        return sheet_parse.parsed(_plain(_slowly(data, member), where))


def _plain(pieces: Iterable[bytes], where: Where) -> Iterator[bytes]:
    """Hand on XML, refusing what no spreadsheet writes into it; nothing of what isn't XML."""
    tail, is_xml = b"", None
    for piece in pieces:
        if is_xml is None:
            is_xml = b"<" in piece[:64]
        if not is_xml:
            continue  # a picture: unpacked to know its size
        if (b"!" in piece or b"!" in tail) and _FORBIDDEN.search(tail + piece):
            refuse("workbook_unsafe", where)
        if b"\x00" in piece:  # UTF-16, which hides what it says from a look at its bytes
            refuse("workbook_unsafe", where)
        tail = piece[-16:]
        yield piece


def _slowly(data: bytes, member: ZipInfo) -> Iterator[bytes]:
    """Give a member for the slow look, unless that would take too long."""
    if member.file_size > _MOST_BY_ELEMENT:
        raise ZipFaultError(Fault.TOO_LARGE)
    return zips.unpacked(data, member)


def _small(data: bytes, members: Mapping[str, ZipInfo], name: str) -> bytes:
    """Give the bytes of a part that describes others; blank where there is none."""
    if name not in members:
        return b""
    if members[name].file_size > LIMITS.free:
        raise ZipFaultError(Fault.UNSAFE)
    return b"".join(zips.unpacked(data, members[name]))


def _check_texts(data: bytes, members: Mapping[str, ZipInfo], where: Where) -> None:
    """Refuse a list of texts that says to hold more than it has room for: the reader sets that much memory aside."""
    for name, member in members.items():
        if name.lower().endswith("sharedstrings.xml"):
            head = next(iter(zips.unpacked(data, member)), b"")[:2_000]
            if any(int(count) * _FEWEST_BYTES > member.file_size for count in _TEXTS_COUNT.findall(head)):
                refuse("workbook_unsafe", where)


def _sheet_paths(data: bytes, members: Mapping[str, ZipInfo]) -> dict[str, str]:
    """Give the member of each sheet by the sheet's name."""
    targets = {}
    for relation in _elements(_small(data, members, "xl/_rels/workbook.xml.rels"), "Relationship"):
        targets[relation.get("Id", "")] = posixpath.normpath(posixpath.join("xl", relation.get("Target", ""))).lstrip(
            "/"
        )
    paths = {}
    for sheet in _elements(_small(data, members, "xl/workbook.xml"), "sheet"):
        key = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        paths[sheet.get("name", "")] = targets.get(key, "")
    return paths


def _elements(xml: bytes, name: str) -> list[dict[str, str]]:
    """Give the attributes of all elements of a name; its XML was looked over before."""
    if not xml:
        return []
    try:
        root = ElementTree.fromstring(xml)
    except (LookupError, ValueError):  # in an encoding that nobody knows
        raise NotXmlError from None
    return [dict(one.attrib) for one in root.iter() if one.tag.rpartition("}")[2] == name]


def _check_reach(scan: Scan, place: Where) -> None:
    """Refuse a sheet whose filled rectangle is too large to lay out."""
    if scan.rows > MOST_ROWS or scan.columns > MOST_COLUMNS or scan.rows * scan.columns > MOST_CELLS:
        refuse("sheet_too_large", place, rows=scan.rows, columns=scan.columns)
