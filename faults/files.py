"""Files to be saved, each its own, and the save that the pages and the command line make."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pandas as pd

from shiensys import loading
from shiensys.intake.packed import Packed
from shiensys.intake.upload import Upload
from shiensys.loading import Said
from shiensys.store.cities import CityRecord
from shiensys.store.versions import WHATEVER, Expected, Stored
from shiensys.tables.frames import to_bytes

KIND = "survey"  # answers of persons: what must be kept best, and can be deleted
WHO = "trial"


@dataclass(frozen=True)
class File:
    """A file that was read and checked. ``city``: five digits; ``part``: what it stands beside; ``number``: its own."""

    city: str
    part: str
    number: int
    size: int = 400  # bytes of its table, about

    @property
    def bytes(self) -> bytes:
        """The file as it was brought."""
        return f"{self.city} {self.part} {self.number}".encode()

    @property
    def content(self) -> bytes:
        """Its table, which no compression makes smaller; the same number gives the same bytes."""
        noise = random.Random(self.number).randbytes(self.size).hex()
        return to_bytes(pd.DataFrame({"respondent": [str(self.number)], "area": [noise]}))

    def save(self, *, expected: Expected = WHATEVER) -> Stored:
        """Save it as a page does; when this returns, the user is told that it is saved."""
        upload = Upload(f"{self.number}.csv", self.bytes)
        checked = Packed(self.content, rows=1, part=self.part)
        record = CityRecord(self.city, self.city, fictional=False)
        return loading.store(KIND, upload, checked, record, Said(), who=WHO, accepted={}, expected=expected)
