"""Imported by a keeper alone: makes its system one that has neither namespaces nor Landlock, as old ones do."""

import errno

from shiensys.intake.cage import landlock, namespaces
from tests.intake.cage.hostile import attempt, echo, keep, sleep


def _has_none(*_values: object, **_named: object) -> None:
    raise OSError(errno.ENOSYS, "")


namespaces.leave = _has_none
landlock.restrict = _has_none

JOBS = {name: f"tests.intake.cage.poorer:{name}" for name in ("attempt", "echo", "keep", "sleep")}
__all__ = ["attempt", "echo", "keep", "sleep"]
