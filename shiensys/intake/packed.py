"""A checked table as it comes out of the cage: as bytes, so that nothing in it is opened before somebody needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from shiensys.intake.findings import Finding, Severity
from shiensys.intake.look import Look
from shiensys.intake.request import Checked
from shiensys.tables.frames import from_bytes, to_bytes


@dataclass(frozen=True)
class Packed:
    """``content``: the table as (Geo)Parquet; the rest as in intake.request.Checked. ``look``: what it is taken for."""

    content: bytes
    rows: int
    part: str = ""
    findings: tuple[Finding, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    source: str = ""
    city_name: str | None = None
    look: Look | None = None

    @property
    def table(self) -> pd.DataFrame:
        """Open the table."""
        return from_bytes(self.content)

    @property
    def mended(self) -> tuple[Finding, ...]:
        """Give the findings that somebody has to accept."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.MENDED)


def packed(checked: Checked, look: Look | None) -> Packed:
    """Pack what a reader gave."""
    return Packed(
        content=to_bytes(checked.table),
        rows=len(checked.table),
        part=checked.part,
        findings=checked.findings,
        facts=checked.facts,
        source=checked.source,
        city_name=checked.city_name,
        look=look,
    )
