"""The job of marking a file: findings go in as plain values, the marked file comes out."""

from __future__ import annotations

from collections.abc import Collection

from shiensys.intake.cage import letters
from shiensys.intake.cage.jobs import Result, Task
from shiensys.intake.findings import Finding
from shiensys.intake.marking import marked
from shiensys.intake.upload import Upload


def asked(findings: Collection[Finding]) -> dict[str, object]:
    """Write findings as plain values: the arguments of the job ``mark``."""
    return {"findings": letters.written(tuple(findings))}


def mark(task: Task) -> Result:
    """Mark the file as XLSX."""
    findings = letters.read(tuple[Finding, ...], task.arguments["findings"])
    return Result(marked(Upload.from_path(task.path), findings))
