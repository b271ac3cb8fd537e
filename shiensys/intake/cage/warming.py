"""Readers run once over small tables of our own, so that cells find all that loads late already loaded."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

import pandas as pd

from shiensys import text
from shiensys.intake.readers import KINDS, Reader
from shiensys.intake.request import Request
from shiensys.intake.sheets.headings import aliases
from shiensys.tables.frames import from_bytes, to_bytes


def warm(folder: Path) -> None:
    """Read a little of every kind, in every language."""
    from_bytes(to_bytes(pd.DataFrame({"a": ["x"], "b": [1.0], "c": [pd.Timestamp(2026, 1, 1)]})))
    for code in text.LANGUAGES:
        with text.speaking(code):
            text.say("intake.progress.opening")
    for reader in KINDS.values():
        _read_a_little(reader, folder)


def _read_a_little(reader: Reader, folder: Path) -> None:
    """Have one reader read a row of its own headings; that it refuses it matters nothing."""
    headings = [names[0] for names in aliases(reader.kind).values()]
    path = folder / "little.csv"
    path.write_text(",".join(headings) + "\n" + ",".join("1" for _ in headings) + "\n", encoding="utf-8")
    with suppress(Exception):  # one kind that can't be read keeps no other from being read
        reader.read(Request(path=path, city="99999", today=dt.date(2026, 1, 1)))
    path.unlink()
