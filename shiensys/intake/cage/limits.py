"""How much a file may have, and how much its reader may take."""

from __future__ import annotations

import os

from shiensys.errors import ShiensysError
from shiensys.intake.findings import Where, refuse
from shiensys.intake.upload import Upload

MEMORY_BYTES = 2 << 30  # 1,000,000 rows of 63 columns need half of it
WORKSPACE_BYTES = 2 << 30  # a zip of the largest official product, unpacked and copied
CPU_SECONDS = 20
QUIET_SECONDS = 60  # without a word from the reader: a machine that is so slow helps nobody
WHOLE_SECONDS = 180  # from the first byte in to the last byte out
OPEN_FILES = 256
VARIABLE = "SHIENSYS_UPLOAD_MB"
DEFAULT = "100,survey=300,districts=400"
MEGABYTE = 1 << 20


class SettingError(ShiensysError, ValueError):
    """The setting of how large files may be can't be read."""


def limit_bytes(kind: str) -> int:
    """Give how large a file of one kind may be; raises SettingError.

    The setting says megabytes for all kinds first, then for single ones: ``100,survey=300``.
    """
    by_kind = _megabytes(os.environ.get(VARIABLE) or DEFAULT)
    return by_kind.get(kind, by_kind[""]) * MEGABYTE


def check_size(kind: str, upload: Upload) -> None:
    """Refuse ``too_large`` before anything of the file is opened."""
    most = limit_bytes(kind)
    if upload.size > most:
        megabytes = -(-upload.size // MEGABYTE)
        refuse("too_large", Where(upload.name), megabytes=megabytes, most=most // MEGABYTE)


def _megabytes(setting: str) -> dict[str, int]:
    """Read the setting: megabytes by kind, for all others under a blank name.

    >>> _megabytes("100, survey=300")
    {'': 100, 'survey': 300}
    """
    by_kind = {"": 100}
    for entry in setting.split(","):
        kind, _, most = entry.rpartition("=")
        if not (most.strip().isascii() and most.strip().isdecimal() and int(most) > 0):
            raise SettingError("cage.setting", variable=VARIABLE, example=DEFAULT)
        by_kind[kind.strip()] = int(most)
    return by_kind
