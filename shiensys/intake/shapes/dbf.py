"""The encoding of a ``.dbf``, told by its content: ``.cpg`` files are missing, and now and then wrong."""

from __future__ import annotations

import codecs
import struct

import numpy as np

from shiensys.intake.findings import Where, refuse

_FIELD_BYTES = 32
_END_OF_FIELDS = 0x0D
_UNASSIGNED = frozenset("\x80\xa0\uf8f0\uf8f1\uf8f2\uf8f3")  # what Python gives for bytes that cp932 leaves free
_JAPANESE_WINDOWS = ("shift_jis", "sjis", "932", "cp932", "ansi 932", "ms932", "windows-31j")


def encoding(data: bytes, stated: str, where: Where) -> str:
    """Tell the encoding in which all text of the table can be read.

    UTF-8 before what the ``.cpg`` states: Japanese in cp932 is practically never valid UTF-8, while the reverse
    often passes as nonsense. Refuses ``garbled_text``.
    """
    texts = _texts(data)
    candidates = filter(None, ("utf-8", codec(stated), "cp932"))
    fitting = [name for name in candidates if all(_readable(text, name) for text in texts)]
    return fitting[0] if fitting else refuse("garbled_text", where)


def codec(stated: str) -> str:
    """Give Python's name of the encoding that a ``.cpg`` states; blank where nobody knows it.

    >>> codec("Shift_JIS"), codec("65001"), codec("?")
    ('cp932', 'utf-8', '')
    """
    name = stated.strip().lower().replace("-", "_")
    if name in _JAPANESE_WINDOWS or name == "windows_31j":
        return "cp932"
    if name in ("65001", "utf8", "utf_8"):
        return "utf-8"
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):  # a name with a NUL in it is a ValueError
        return ""


def agrees(stated: str, found: str) -> bool:
    """Tell whether the ``.cpg`` states the encoding that was found."""
    return codec(stated) == found


def _texts(data: bytes) -> set[bytes]:
    """Give the different texts of the table, its headings included."""
    if len(data) < _FIELD_BYTES:
        return set()
    count, start, length = struct.unpack("<IHH", data[4:12])
    start = min(start, len(data))
    fields = _fields(data, start)
    count = min(count, (len(data) - start) // length) if length else 0
    records = np.frombuffer(data, np.uint8, count * length, start).reshape(count, length)
    texts = {name for name, *_ in fields}
    for _name, kind, offset, size in fields:
        if kind == b"C" and size and offset + size <= length:
            column = np.ascontiguousarray(records[:, offset : offset + size]).view(f"S{size}")
            texts.update(np.unique(column).tolist())
    return {text.strip(b" \x00") for text in texts}


def _fields(data: bytes, end: int) -> list[tuple[bytes, bytes, int, int]]:
    """Give name, type, offset and size of each field."""
    fields, offset = [], 1  # the first byte of a record marks deleted ones
    for at in range(_FIELD_BYTES, end - _FIELD_BYTES + 1, _FIELD_BYTES):
        if data[at] == _END_OF_FIELDS:
            break
        size = data[at + 16]
        fields.append((data[at : at + 11].split(b"\x00")[0], data[at + 11 : at + 12], offset, size))
        offset += size
    return fields


def _readable(text: bytes, candidate: str) -> bool:
    """Tell whether a text can be read; its last character may be cut off by the width of the field."""
    try:
        decoded = codecs.getincrementaldecoder(candidate)().decode(text)
    except UnicodeDecodeError:
        return False
    return _UNASSIGNED.isdisjoint(decoded)
