"""Files through the door: what comes out is what the reader gave, and a refusal carries what the file was taken for."""

import datetime as dt
import struct
import threading
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import Workbook

from shiensys import text
from shiensys.errors import UnknownKindError
from shiensys.intake.cage import door
from shiensys.intake.findings import RefusedError
from shiensys.intake.look import Look
from shiensys.intake.readers import reader
from shiensys.intake.request import Request
from shiensys.intake.upload import Upload

ROOT = Path(__file__).parents[3]
CITY = ROOT / "data" / "tokushima"


def request(**said) -> Request:
    return Request(path=Path(), city="36201", today=dt.date(2026, 11, 1), **said)


@pytest.fixture(scope="module")
def districts():
    return door.read("districts", Upload.from_path(CITY / "districts.geojson"), request())


def test_the_reader_s_table_comes_out(districts):
    direct = reader("districts").read(
        Request(path=CITY / "districts.geojson", city="36201", today=dt.date(2026, 11, 1))
    )
    pd.testing.assert_frame_equal(districts.table, direct.table)
    assert districts.findings == direct.findings
    assert districts.source == direct.source
    assert dict(districts.facts) == {key: _plain(value) for key, value in direct.facts.items()}
    assert districts.rows == 23


def _plain(value):
    return list(value) if isinstance(value, tuple) else value


def test_a_shapefile_is_read_as_outside(districts, tmp_path):
    """Libraries that held files open when the cell was made must not disturb those that it opens."""
    districts.table[["name", "geometry"]].to_crs(6672).to_file(tmp_path / "d.shp", encoding="utf-8")
    for _ in range(3):
        read = door.read("districts", Upload.from_path(tmp_path / "d.shp"), request(name_column="name"))
        assert sorted(read.table["name"]) == sorted(districts.table["name"])


def test_what_the_city_holds_goes_in(districts):
    upload = Upload.of("list.csv", "地区名\n内町\n存在しない地区\n".encode())
    read = door.read("district-list", upload, request(districts=districts.table, near=(134.4, 33.9, 134.7, 34.2)))
    alone = door.read("district-list", upload, request())
    assert [finding.code for finding in read.findings] != [finding.code for finding in alone.findings]


def test_a_refusal_carries_what_the_file_was_taken_for():
    told: list[Look] = []
    with pytest.raises(RefusedError) as error:
        door.read("population", Upload.of("p.csv", "氏名,ひみつ\nA,1\n".encode()), request(tell=told.append))
    assert error.value.look == (told[-1] if told else None)


def test_findings_speak_the_language_of_whoever_asked():
    with text.speaking("en"):
        read = door.read("population", Upload.from_path(CITY / "population.csv"), request())
        assert "population" in str(read.facts["layout"]).lower()


def test_an_unknown_kind_is_said_before_anything_is_opened():
    with pytest.raises(UnknownKindError):
        door.read("nonsense", Upload.of("a.csv", b""), request())


def workbook(**replaced: bytes) -> bytes:
    """Make a small workbook, some of its parts replaced."""
    made = BytesIO()
    book = Workbook()
    book.active.append(["地区名"])
    book.save(made)
    out = BytesIO()
    with ZipFile(made) as source, ZipFile(out, "w") as sink:
        for name in source.namelist():
            sink.writestr(name, replaced.get(Path(name).stem, source.read(name)))
    return out.getvalue()


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    b"</sheetData></worksheet>"
)


def forged_xls() -> bytes:
    """Make an old workbook's stream whose records promise far more than there is."""
    bof = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    strings = struct.pack("<HHII", 0xFC, 8, 0x7FFFFFFF, 0x7FFFFFFF)
    extent = struct.pack("<HHIIHHH", 0x200, 14, 0, 0xFFFFFFF0, 0, 0xFFFF, 0)
    stream = (bof + strings + extent).ljust(4096, b"\0")
    header = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * 432
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"".join(struct.pack("<I", n) for n in range(3, 10))
    table = (table + struct.pack("<I", 0xFFFFFFFE)).ljust(512, b"\xff")
    root = _entry("Root Entry", 5, child=1) + _entry("Workbook", 2, start=2, size=4096)
    return header + table + root.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, *, child: int = 0xFFFFFFFF, start: int = 0xFFFFFFFE, size: int = 0) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + b"\0" * 36 + struct.pack("<IQ", start, size)


@pytest.mark.parametrize(("name", "content"), [("corners.xlsx", workbook(sheet1=SHEET)), ("forged.xls", forged_xls())])
def test_a_workbook_that_ends_its_reader_ends_nothing_else(own_folder, own_cage, name, content):
    """The two corners of a sheet make the reader of workbooks ask for 400 GB, and end."""
    said: list[str] = []

    def refused() -> None:
        with pytest.raises(RefusedError) as error:
            door.read("district-list", Upload.of(name, content), request())
        said.append(str(error.value))

    reading = threading.Thread(target=refused)
    reading.start()
    good = door.read("district-list", Upload.of("good.csv", "地区名\n内町\n".encode()), request())
    assert good.rows == 1
    reading.join(60)
    assert len(said) == 1
    assert said[0].startswith(name)
    assert "\n" not in said[0]
    door.cage.own().maker.stop()
    assert [*own_folder.iterdir()] == []


@pytest.mark.parametrize(("name", "content"), [("corners.xlsx", workbook(sheet1=SHEET)), ("forged.xls", forged_xls())])
def test_the_bare_library_ends_in_its_cell(cage, name, content):
    """Were a check of ours to miss one, this is what would become of it."""
    with pytest.raises(RefusedError) as error:
        cage.run("calamine", Upload.of(name, content), {}, {})
    assert [finding.code for finding in error.value.findings] in (["cage_memory"], ["cage_crashed"])
    assert cage.run("calamine", Upload.of("good.xlsx", workbook()), {}, {})[0].body == b"1"


def test_several_are_read_at_once():
    """Twelve at the same time on fewer cells: each gets its own table."""
    got: dict[int, int] = {}

    def read(count: int) -> None:
        rows = "".join(f"第{number}地区\n" for number in range(count))
        got[count] = door.read("district-list", Upload.of("a.csv", f"地区名\n{rows}".encode()), request()).rows

    threads = [threading.Thread(target=read, args=(count,)) for count in range(1, 13)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == {count: count for count in range(1, 13)}
