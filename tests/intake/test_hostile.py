"""What is refused before anything in it counts, each in one sentence, with nothing stored and nothing left behind."""

import datetime as dt
import io
import os
import pickle
import tempfile
from pathlib import Path

import openpyxl
import pytest

from shiensys import loading
from shiensys.intake.findings import RefusedError
from shiensys.intake.packed import Packed
from shiensys.intake.request import Said
from shiensys.intake.upload import Upload
from shiensys.store import versions
from tests.intake import hostile_files as made

pytestmark = pytest.mark.usefixtures("empty_store")
CITY = "36201"
SAID = Said(date=dt.date(2026, 1, 31), survey="ニーズ調査")
HEADINGS = ["回答者番号", "地区名", "年齢", "困りごと_買い物"]
ROWS = [HEADINGS, ["01", "八万", 72, 1], ["02", "内町", 80, 0]]


@pytest.fixture(autouse=True, scope="module")
def _a_cage_that_stands(not_the_users_store):
    """What the cage itself keeps in the temporary folder is there before."""
    check(made.table(ROWS))


def check(content: bytes, name: str = "r7.csv", kind: str = "survey") -> Packed:
    return loading.check(kind, Upload.of(name, content), CITY, SAID)


def refusal(content: bytes, name: str = "r7.csv", kind: str = "survey") -> str:
    """Give the one sentence; nothing may be left in the temporary folder or in the store."""
    own = f"{os.getpid()}_{name}"
    with pytest.raises(RefusedError) as refused:
        check(content, own, kind)
    said = str(refused.value).split("\n")
    assert len(said) == 1
    assert not [*Path(tempfile.gettempdir()).glob(f"shiensys-cage-*/**/{own}")]
    assert not versions.history(CITY)
    return said[0].removeprefix(f"{os.getpid()}_")


def with_age(age: object) -> bytes:
    return made.table([HEADINGS, ["01", "八万", age, 1]])


TEXTS = {
    "empty": (b"", "中身が空です"),
    "blanks": (b" \r\n \r\n", "中身が空です"),
    "headings only": (made.table([HEADINGS]), "見出しの下にデータの行がありません"),
    "a program": (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(300), "中身はプログラムです"),
    "a web page": (b"<!DOCTYPE html><html><table><tr><td>1</table>", "中身はウェブページ(HTML)です"),
    "a pickle": (pickle.dumps({"a": 1}), "中身はプログラム用のデータです"),
    "a pdf": (b"%PDF-1.7\n", "中身はPDFです"),
    "UTF-16 without mark": ("地区名,人数\n八万,1\n".encode("utf-16-le"), "文字化け"),
    "NUL in a cell": (made.table([*ROWS, ["03", "八\x00万", 70, 1]]), "4行目: 目に見えない記号(NUL)"),
    "an open quotation mark": (made.table([*ROWS, ["03", '"八万', 70, 1]]), "4行目: 引用符"),
    "one row longer": (made.table([*ROWS, ["03", "八万", 70, 1, 5]]), "4行目: この行は値が5個ありますが、見出しは4個"),
    "every row longer": (made.table([HEADINGS, *([*row, 9] for row in ROWS[1:])]), "2行目: この行は値が5個"),
    "headings twice": (made.table([[*HEADINGS, "年齢"], [*ROWS[1], 9]]), "同じ見出しが2つ以上あります: 年齢"),
    "age 1e400": (with_age("1e400"), "年齢として読めない"),
    "age inf": (with_age("inf"), "年齢として読めない"),
    "age -1": (with_age("-1"), "年齢として読めない"),
    "age 998": (with_age("998"), "年齢として読めない"),
    "2,000 columns": (made.table([[*HEADINGS, *range(2000)], [*ROWS[1], *range(2000)]]), "2,004列あります(1,000列まで"),
    "a cell of 2 MB": (made.table([*ROWS, ["03", "八" * 700_000, 70, "x" * 900_000]]), "4行目: 1つの欄が長すぎます"),
    "12 digits": (made.table([HEADINGS, ["123456789018", "八万", 72, 1]]), "個人番号(マイナンバー)と思われる"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "sentence"), TEXTS.values(), ids=TEXTS)
def test_a_text_that_is_no_table_or_holds_what_cannot_be(content, sentence):
    assert sentence in refusal(content)


def test_a_day_that_hasnt_come_yet():
    content = made.table([[*HEADINGS, "調査年月日"], [*ROWS[1], "令和99年1月31日"]])
    assert "日付" in refusal(content)


def test_more_than_a_million_rows():
    content = made.table([HEADINGS]) + b"1,a,70,1\n" * 1_000_001
    assert "1,000,000行を超えています" in refusal(content)


def test_999_is_no_age_but_a_code_for_none():
    assert check(with_age("999")).table["age_from"].isna().all()


@pytest.mark.parametrize("encoding", ["utf-16", "cp932", "utf-8-sig"])
def test_whatever_a_spreadsheet_saves_is_read(encoding):
    assert check(made.table(ROWS).decode().encode(encoding)).rows == 2


def test_utf_8_that_was_read_as_cp932_and_lost_signs_is_refused():
    assert "文字化け" in refusal(made.table(ROWS).decode().encode().decode("cp932", "replace").encode())


def test_codes_and_names_stay_as_they_are_written():
    names = [
        "NA",
        "None",
        "=HYPERLINK(http://a.example)",
        "<script>alert(1)</script>",
        "${alert(1)}",
        "[x](javascript:1)",
    ]
    rows = [[f"{number:02d}", name, 70, 1] for number, name in enumerate(names, 1)]
    table = check(made.table([HEADINGS, *rows])).table
    assert table["respondent"].tolist() == ["01", "02", "03", "04", "05", "06"]
    assert table["area"].tolist() == names


def test_a_blank_heading_is_not_read_and_said():
    checked = check(made.table([["回答者番号", "", *HEADINGS[1:]], ["01", "x", "八万", 72, 1]]))
    assert "unnamed_column" in [finding.code for finding in checked.findings]


def far_apart() -> bytes:
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return made.with_sheet(f'<row r="1">{made.inline("A1", "地区名")}</row>{corner}')


def far_right() -> bytes:
    return made.with_sheet('<row r="1"><c r="A1"><v>1</v></c><c r="CCC1"><v>1</v></c></row>')


def prefixed() -> bytes:
    """Names with a prefix, which quick looks don't see."""
    row = '<x:row><x:c r="XFD1048576"/></x:row>'
    return in_its_place(f'<x:worksheet xmlns:x="a"><x:sheetData>{row}</x:sheetData></x:worksheet>')


def in_its_place(part: str | bytes, name: str = made.MAIN) -> bytes:
    return made.with_parts(made.workbook(ROWS), {name: part})


def with_doctype(declared: str) -> bytes:
    xml = made.SHEET.format(f'<row r="1">{made.inline("A1", "地区名")}{made.inline("B1", "&a;")}</row>')
    return made.with_parts(made.workbook(ROWS), {made.MAIN: f'<?xml version="1.0"?><!DOCTYPE w [{declared}]>{xml}'})


LAUGHS = '<!ENTITY a "haha">' + "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(10))
XXE = '<!ENTITY a SYSTEM "file:///etc/passwd">'
FORGED = f'<sst xmlns="{made.NAMESPACE}" count="9" uniqueCount="4000000000"><si><t>a</t></si></sst>'


def many_cells() -> bytes:
    """20 million cells in less than a megabyte."""
    row = b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>"
    others = {name: part for name, part in made.unzipped(made.workbook(ROWS)).items() if name != made.MAIN}
    pieces = [b"<worksheet><sheetData>", *[row * 100] * 200, b"</sheetData></worksheet>"]
    return made.large_member(made.MAIN, iter(pieces), others)


def long_text() -> bytes:
    """A text of 300 MB in 300 kB."""
    others = {name: part for name, part in made.unzipped(made.workbook(ROWS)).items() if name != made.MAIN}
    pieces = [b'<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>', *[b"x" * 1_000_000] * 300, b"</t>"]
    return made.large_member(made.MAIN, iter(pieces), others)


UNSAFE = "表計算ソフトの作るものと違っている"
WORKBOOKS = {
    "cells at both corners": (far_apart, "1,048,576行×16,384列まで広がっている"),
    "a stray cell far right": (far_right, "2,109列まで"),
    "a prefix before every name": (prefixed, "16,384列まで"),
    "billion laughs": (lambda: with_doctype(LAUGHS), UNSAFE),
    "XXE": (lambda: with_doctype(XXE), UNSAFE),
    "UTF-16 inside": (lambda: in_its_place(made.SHEET.format("").encode("utf-16")), UNSAFE),
    "forged count of texts": (lambda: in_its_place(FORGED, "xl/sharedStrings.xml"), UNSAFE),
    "20 million cells": (many_cells, UNSAFE),
    "a text of 300 MB": (long_text, UNSAFE),
    "macros": (lambda: in_its_place(b"1", "xl/vbaProject.bin"), "マクロ"),
    "a name that leads out": (lambda: in_its_place(b"1", "../../x"), UNSAFE),
    "members that share bytes": (lambda: made.overlapping("xl/media/", 9), UNSAFE),
    "a password": (made.encrypted_package, "パスワードを外して"),
    "xlsb": (lambda: made.zipped({"xl/workbook.bin": b"\x83\x01"}), "(.xlsb)は読めません"),
    "another zip": (lambda: made.zipped({"a.txt": b"1"}), "表計算のファイルとして開けません"),
    "cut short": (lambda: made.workbook(ROWS)[:3000], "表計算のファイルとして開けません"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "sentence"), WORKBOOKS.values(), ids=WORKBOOKS)
@pytest.mark.parametrize("name", ["r7.xlsx"])
def test_a_workbook_that_would_harm_its_reader(make, sentence, name):
    assert sentence in refusal(make(), name)


def test_macros_are_refused_whatever_the_name_says():
    assert "マクロ" in refusal(in_its_place(b"1", "xl/vbaProject.bin"), "r7.xlsm")


def with_formula(heading: str) -> bytes:
    """One cell has a formula whose value nobody saved."""
    book = openpyxl.load_workbook(io.BytesIO(made.workbook([[*HEADINGS, "備考"], *([*row, "x"] for row in ROWS[1:])])))
    column = [*HEADINGS, "備考"].index(heading) + 1
    book.active.cell(3, column).value = "=1+1"
    return made.saved(book)


def test_a_formula_without_value_is_refused_by_row_where_it_is_read():
    said = refusal(with_formula("年齢"), "r7.xlsx")
    assert said.startswith("r7.xlsx 「Sheet」 3行目 「年齢」列: 式の計算結果が保存されていません。")


def test_a_formula_without_value_elsewhere_is_noted():
    assert "formulas_unsaved" in [finding.code for finding in check(with_formula("備考"), "r7.xlsx").findings]


def test_hidden_rows_and_columns_are_read_and_said():
    book = openpyxl.load_workbook(io.BytesIO(made.workbook(ROWS)))
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["D"].hidden = True
    checked = check(made.saved(book), "r7.xlsx")
    found = {finding.code: finding for finding in checked.findings}
    assert checked.rows == 2
    assert found["hidden_rows"].rows == (3,)
    assert found["hidden_columns"].values == {"n": 1}


def test_links_to_other_files_are_said():
    content = made.with_parts(made.workbook(ROWS), {"xl/externalLinks/externalLink1.xml": "<externalLink/>"})
    assert "external_links" in [finding.code for finding in check(content, "r7.xlsx").findings]
