"""A respondent of the made-up survey."""

from __future__ import annotations

from dataclasses import dataclass, field

from demo_maker.plan import District


@dataclass
class Person:
    """A respondent; ``frail``: how likely trouble is, relative; ``answers``: by column."""

    district: District
    band: int
    woman: bool
    household: int
    frail: float
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def alone(self) -> bool:
        """Lives alone."""
        return self.household == 1
