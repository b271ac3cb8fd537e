"""The age groups that ageing is told by."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal, get_args

Group = Literal["all", "young", "working", "older", "old", "oldest"]
GROUPS: tuple[Group, ...] = get_args(Group)
AGES = MappingProxyType(  # youngest and oldest age, years; None: open
    {
        "all": (0, None),
        "young": (0, 14),
        "working": (15, 64),
        "older": (65, None),
        "old": (75, None),
        "oldest": (85, None),
    }
)
