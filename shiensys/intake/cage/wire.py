"""What goes over a line: frames of a short head in JSON and raw bytes behind it. Nothing is ever unpickled."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_HEAD = 32 << 20  # bytes: 10,000 findings with all their rows
LONGEST_BODY = 1 << 30  # bytes: the longest table or file
CHUNK = 1 << 20  # bytes read or written at once
_LENGTHS = struct.Struct("!IQ")


class WireError(ValueError):
    """What came over the line is no frame, or longer than anything that is meant to come."""


@dataclass(frozen=True)
class Frame:
    """``head``: what it is, as JSON knows it. ``body``: its bytes."""

    head: Mapping[str, object]
    body: bytes = b""


def head_bytes(head: Mapping[str, object], length: int = 0) -> bytes:
    """Write the beginning of a frame behind which ``length`` bytes follow."""
    text = json.dumps(head).encode()
    return _LENGTHS.pack(len(text), length) + text


@dataclass
class Frames:
    """Frames put together again from what arrives in pieces.

    >>> list(Frames().fed(head_bytes({"a": 1}, 2) + b"xy"))
    [Frame(head={'a': 1}, body=b'xy')]
    """

    _rest: bytearray = field(default_factory=bytearray)

    def fed(self, piece: bytes) -> Iterator[Frame]:
        """Give the frames that are whole by now; raises WireError."""
        self._rest += piece
        while len(self._rest) >= _LENGTHS.size:
            head, body = _checked_lengths(self._rest[: _LENGTHS.size])
            whole = _LENGTHS.size + head + body
            if len(self._rest) < whole:
                return
            yield Frame(_object(self._rest[_LENGTHS.size : whole - body]), bytes(self._rest[whole - body : whole]))
            del self._rest[:whole]


def send(fd: int, head: Mapping[str, object], body: bytes = b"") -> None:
    """Write a whole frame, however long it takes."""
    for part in (head_bytes(head, len(body)), body):
        view = memoryview(part)
        while view:
            view = view[os.write(fd, view[:CHUNK]) :]


def receive_head(fd: int) -> tuple[Mapping[str, object], int]:
    """Wait for the beginning of a frame: its head, and how many bytes follow. Raises EOFError, WireError."""
    head, body = _checked_lengths(receive_exactly(fd, _LENGTHS.size))
    return _object(receive_exactly(fd, head)), body


def receive_exactly(fd: int, length: int) -> bytes:
    """Wait for so many bytes; raises EOFError."""
    return b"".join(_pieces(fd, length))


def receive_file(fd: int, length: int, path: Path) -> None:
    """Write so many bytes into a file as they come; raises EOFError."""
    with path.open("wb", buffering=0) as sink:
        for piece in _pieces(fd, length):
            sink.write(piece)


def _pieces(fd: int, length: int) -> Iterator[bytes]:
    """Give what comes until it is enough."""
    while length > 0:
        piece = os.read(fd, min(length, CHUNK))
        if not piece:
            raise EOFError
        length -= len(piece)
        yield piece


def _checked_lengths(beginning: bytes | bytearray) -> tuple[int, int]:
    """Give the lengths of head and body; raises WireError."""
    head, body = _LENGTHS.unpack(beginning)
    if head > LONGEST_HEAD or body > LONGEST_BODY:
        raise WireError
    return head, body


def _object(text: bytes | bytearray) -> Mapping[str, object]:
    """Read a head; raises WireError."""
    try:
        head = json.loads(text)
    except (ValueError, RecursionError):
        raise WireError from None
    if not isinstance(head, dict):
        raise WireError
    return head
