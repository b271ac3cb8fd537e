"""Files that nobody should send, made by the tests themselves."""

import io
import stat
import struct
import zipfile
from collections.abc import Iterable, Iterator

import openpyxl

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{{}}</sheetData></worksheet>'
MAIN = "xl/worksheets/sheet1.xml"


def table(rows: Iterable[Iterable[object]]) -> bytes:
    """Write rows as CSV, cells as they are."""
    return "".join(",".join(map(str, row)) + "\n" for row in rows).encode()


def workbook(rows: Iterable[Iterable[object]] = (), **more: object) -> bytes:
    """Write a workbook: the rows, and further sheets by name."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for name, cells in more.items():
        page = book.create_sheet(name)
        for row in cells:
            page.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def zipped(members: dict[str, bytes | str]) -> bytes:
    """Pack members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, parts: dict[str, bytes | str]) -> bytes:
    """Put other parts into a workbook, or further ones."""
    return zipped(unzipped(data) | parts)


def with_sheet(xml: str) -> bytes:
    """A workbook whose sheet has these rows as XML."""
    return with_parts(workbook([["地区名"]]), {MAIN: SHEET.format(xml)})


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def large_member(name: str, pieces: Iterator[bytes], others: dict[str, bytes]) -> bytes:
    """Pack a member that is never whole in memory, beside others."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, member in others.items():
            archive.writestr(other, member)
        with archive.open(name, "w", force_zip64=True) as sink:
            for piece in pieces:
                sink.write(piece)
    return content.getvalue()


def link(name: str, target: str) -> bytes:
    """A zip with a symbolic link."""
    content = io.BytesIO()
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(info, target)
    return content.getvalue()


def overlapping(name: str, times: int) -> bytes:
    """A zip whose members all share the one packed content."""
    one = zipped({f"{name}0": b"0" * 100_000})
    directory_at = one.rfind(b"PK\x01\x02")
    end_at = one.rfind(b"PK\x05\x06")
    entry = one[directory_at:end_at]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, times, times, len(entry) * times, directory_at, 0)
    entries = b"".join(entry.replace(f"{name}0".encode(), f"{name}{at}".encode()) for at in range(times))
    return one[:directory_at] + entries + end


def encrypted_package() -> bytes:
    """The beginning of what Excel writes when a workbook has a password: an OLE file with a stream of that name."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name.ljust(64, b"\x00") + bytes(448)
