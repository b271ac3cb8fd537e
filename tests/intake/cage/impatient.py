"""Imported by a keeper alone: its cells have two seconds instead of all of them, so that tests needn't wait."""

from shiensys.intake.cage import limits
from tests.intake.cage.hostile import echo, spin

limits.CPU_SECONDS = 2
JOBS = {name: f"tests.intake.cage.impatient:{name}" for name in ("echo", "spin")}
__all__ = ["echo", "spin"]
