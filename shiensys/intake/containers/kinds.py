"""What a file is that is no table, told by its first bytes and never by its name."""

from __future__ import annotations

import re

_HEAD = 1024  # bytes that are looked at
_SIGNATURES: tuple[tuple[str, re.Pattern[bytes]], ...] = tuple(
    (what, re.compile(pattern, re.DOTALL | re.IGNORECASE))
    for what, pattern in (
        ("program", rb"MZ.*\x00|\x7fELF|\xca\xfe\xba\xbe|#!\s*/"),
        ("object", rb"\x80[\x02-\x05]"),  # Python's pickle; no text in UTF-8 or cp932 begins so
        ("pdf", rb"%PDF-"),
        ("picture", rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|BM.{4}\x00\x00\x00\x00|II\*\x00|MM\x00\*"),
        ("archive", rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh\d|\xfd7zXZ"),
        ("database", rb"SQLite format 3\x00|PAR1|\x00\x01\x00\x00Standard (?:Jet|ACE) DB"),
        ("layer", rb"\x00\x00\x27\x0a|fgb\x03"),
        ("web_page", rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|table|meta|script|!--)"),
        ("xml", rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|\w+[\s>])"),
        ("json", rb"(?:\xef\xbb\xbf)?\s*\{\s*\""),
    )
)


def foreign(data: bytes) -> str | None:
    """Tell what else a file is; None where it may be a table.

    >>> foreign(b"%PDF-1.7"), foreign(b"<html><body>"), foreign("地区名,人数".encode())
    ('pdf', 'web_page', None)
    """
    return next((what for what, pattern in _SIGNATURES if pattern.match(data[:_HEAD])), None)
