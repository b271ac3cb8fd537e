"""Workbooks written by hand, part by part, so that every part can be wrong."""

from __future__ import annotations

import random
import re
from xml.sax.saxutils import escape

from faults.fuzzing import chance, zips
from faults.fuzzing.rows import Rows

Parts = dict[str, bytes]
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ALLOWED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def parts(rows: Rows) -> Parts:
    """Write a table as the parts of a workbook: numbers as numbers, texts among the shared ones."""
    texts: dict[str, int] = {}
    lines = [_line(number, row, texts) for number, row in enumerate(rows, start=1)]
    shared = "".join(f'<si><t xml:space="preserve">{_plain(text)}</t></si>' for text in texts)
    written = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/{STRINGS}" ContentType="{_TYPE}.sharedStrings+xml"/></Types>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="回答" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        SHEET: f'<worksheet xmlns="{_MAIN}"><dimension ref="A1:{_letters(max(map(len, rows)))}{len(rows)}"/>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>",
        STRINGS: f'<sst xmlns="{_MAIN}" count="{len(texts)}" uniqueCount="{len(texts)}">{shared}</sst>',
    }
    return {name: (_HEAD + text).encode("utf-8", "replace") for name, text in written.items()}


def as_xlsx(written: Parts) -> bytes:
    """Put parts into one file."""
    return zips.zipped(written.items())


def part_changed(written: Parts, by: random.Random) -> Parts:
    """Change one part: a value of its XML, a few bytes, the part itself gone or under another name."""
    name = by.choice((SHEET, SHEET, SHEET, STRINGS, *written))
    content, what = written[name], by.random()
    if what < 0.8:
        return written | {name: _xml_changed(content, by)}
    if what < 0.92:
        return written | {name: chance.bytes_changed(content, by)}
    rest = {other: text for other, text in written.items() if other != name}
    return rest if what < 0.96 else rest | {by.choice(("xl/vbaProject.bin", "../x", "xl/a/b.xml", "/")): content}


_ATTRIBUTE = re.compile(rb'(?<= )(r|t|s|count|uniqueCount|ref|sheetId|r:id|name|Id|Target|state)="[^"]*"')
_VALUE = re.compile(rb"(?<=<v>)[^<]*(?=</v>)|(?<=>)[^<]+(?=</t>)")
_ELEMENT = re.compile(rb"<(c|row|si|v|f|is|t|sheetData)\b[^>]*>")
_ATTRIBUTES = (
    b"", b"0", b"-1", b"A1", b"A0", b"XFD1048576", b"ZZZZ9999999", b"1048577", b"4294967296", b"s", b"n", b"b", b"e",
    b"str", b"d",
    b"inlineStr", b"A1:XFD1048576", b"hidden", b"veryHidden", b"../../x.xml", b"http://127.0.0.1/x", b"rId9", b"1e9",
    b"\xe5\x9b\x9e",
)  # fmt: skip
_INSIDE = (
    b"<f>1+1</f>", b"<v/>", b"<c/>", b'<c r="B2" t="e"><v>#REF!</v></c>', b"<row/>", b"<!-- x -->", b"<![CDATA[x]]>",
    b"&amp;", b"&x;",
    b'<c t="inlineStr"><is><t>x</t></is></c>', b"<rPh><t>x</t></rPh>", b"<mergeCells/>", b"<x:y/>", b"</row>",
    b"<?x y?>", b"<r><t>x</t></r>",
)  # fmt: skip


def _xml_changed(content: bytes, by: random.Random) -> bytes:
    """Change an attribute or a value, or put an element in."""
    pattern = by.choice((_ATTRIBUTE, _VALUE, _VALUE, _ELEMENT))
    found = list(pattern.finditer(content))
    if not found:
        return chance.bytes_changed(content, by)
    one = by.choice(found)
    if pattern is _ATTRIBUTE:
        new = one[1] + b'="' + by.choice(_ATTRIBUTES) + b'"'
    elif pattern is _VALUE:
        new = _plain(chance.cell(by)).encode("utf-8", "replace")
    else:
        new = one[0] + by.choice(_INSIDE)
    return content[: one.start()] + new + content[one.end() :]


def _line(number: int, row: list[str], texts: dict[str, int]) -> str:
    """Write a row."""
    cells = (_cell(f"{_letters(place)}{number}", text, texts) for place, text in enumerate(row, start=1) if text)
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, text: str, texts: dict[str, int]) -> str:
    """Write a cell."""
    if text.isascii() and text.isdecimal():
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'


def _relations(*named: tuple[str, str]) -> str:
    """Write which parts belong to a part."""
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(named, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


def _letters(column: int) -> str:
    """Name a column, from 1.

    >>> _letters(1), _letters(27)
    ('A', 'AA')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters or "A"


def _plain(text: str) -> str:
    """Write text as XML can hold it."""
    return escape(_ALLOWED.sub("?", text))
