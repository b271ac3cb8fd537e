"""The mapping file: which of the file's headings is which of our columns."""

from __future__ import annotations

import csv
from pathlib import Path

from shiensys.errors import ShiensysError


class MappingError(ShiensysError, ValueError):
    """The mapping file can't be read."""


def read_mapping(path: Path) -> dict[str, str]:
    """Read ``column,heading`` lines (UTF-8); raises MappingError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [row for row in csv.reader(lines) if row]
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError("cli.mapping_unreadable", file=path.name) from error
    if any(len(row) != 2 for row in rows):
        raise MappingError("cli.mapping_shape", file=path.name)
    return {ours.strip(): theirs.strip() for ours, theirs in rows if ours.strip() != "column"}
