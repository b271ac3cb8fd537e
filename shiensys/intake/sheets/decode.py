"""Text of a file whose encoding nobody states, and text that was decoded wrongly once before.

Order: byte order mark, strict UTF-8, cp932. Not shift_jis, which lacks ①㈱髙; and no detector, since detectors
guess wrong on short text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import numpy as np

from shiensys.intake.findings import Where, refuse

LOST = "\N{REPLACEMENT CHARACTER}"
# The third byte of these is a lead byte in cp932 and vanishes where the text ends; at the end of a name or heading
# there is hardly another character that begins with the two bytes that are left.
_LOST_ENDINGS = {b"\xe5\xb8": "市", b"\xe6\x9d": "村", b"\xe5\x90": "名"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MOST_NOTHING = 0.05  # of the characters; with more it is UTF-16 without a mark, or no text
_LEADS = frozenset(bytes([lead]) for lead in range(0xE3, 0xEA))
_RUN = re.compile(r"[^\x00-\x7f]+")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True)
class Decoded:
    """Text of a file. ``recovered``: it had been UTF-8 read as cp932, and that was undone."""

    text: str
    encoding: str
    recovered: bool


def decoded(data: bytes, where: Where) -> Decoded:
    """Decode a file; refuses (``garbled_text``) what is neither UTF-8, UTF-16 with a mark nor cp932, and
    (``sign_of_nothing``) NUL, at which other programs end a cell.

    >>> decoded("八万".encode("cp932"), Where("a.csv"))
    Decoded(text='八万', encoding='cp932', recovered=False)
    """
    text, encoding = _plain(data, where)
    mended = undoubled(text)
    sound = text if mended is None else mended
    nothing = sound.count("\x00")
    if LOST in sound or nothing > len(sound) * _MOST_NOTHING:
        refuse("garbled_text", where)
    if nothing:
        refuse("sign_of_nothing", Where(where.file, where.sheet, 1 + sound.count("\n", 0, sound.index("\x00"))))
    return Decoded(sound, encoding, mended is not None)


def _plain(data: bytes, where: Where) -> tuple[str, str]:
    """Decode by mark, then strictly."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark), (encoding,), where)
    return _strictly(data, ("utf-8", "cp932"), where)


def _strictly(data: bytes, encodings: tuple[str, ...], where: Where) -> tuple[str, str]:
    """Decode by the first encoding that fits all bytes."""
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return refuse("garbled_text", where)


def undoubled(text: str) -> str | None:
    """Undo UTF-8 that was read as cp932 and saved; None where no part of the text is such.

    Works run by run, since files mix garbled and sound names. A character that was lost at the end of a run is
    put back where it can hardly be another one, else stands as U+FFFD.

    >>> undoubled("蝓ｼ邇臥恁"), undoubled("辭願ｰｷ蟶"), undoubled("火・金")
    ('埼玉県', '熊谷市', None)
    """
    if text.isascii() or not _may_be_doubled(text):
        return None
    mended = {run: _run_undoubled(run) for run in set(_RUN.findall(text))}
    if not any(mended.values()):
        return None
    return _RUN.sub(lambda found: mended[found[0]] or found[0], text)


def _may_be_doubled(text: str) -> bool:
    """Tell whether some character has a lead byte in cp932 that begins kana or kanji in UTF-8: quick on long texts."""
    data = np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
    characters = set(data[data > 0x7F].tobytes().decode("utf-8"))
    return any(character.encode("cp932", "ignore")[:1] in _LEADS for character in characters)


def _run_undoubled(run: str) -> str | None:
    """Undo one run of characters; None where it isn't UTF-8 read as cp932, or gives no Japanese."""
    try:
        data = run.rstrip(LOST).encode("cp932")
    except UnicodeEncodeError:
        return None
    whole, rest = _leading_utf8(data)
    if rest and (len(rest) > 2 or not whole):
        return None
    if not _JAPANESE.search(whole):
        return None
    return whole + (_LOST_ENDINGS.get(rest, LOST) if rest else "")


def _leading_utf8(data: bytes) -> tuple[str, bytes]:
    """Split into what is sound UTF-8 from the start, and a last character that was cut short or all that is unsound."""
    try:
        return data.decode("utf-8"), b""
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            return "", data
        return data[: error.start].decode("utf-8"), data[error.start :]
