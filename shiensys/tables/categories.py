"""The kinds of support, read from the reference table that a city may edit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

import pandas as pd

from shiensys.errors import UnknownKindError
from shiensys.tables.resources import SEPARATOR
from shiensys.text import language

REFERENCE_FOLDER = Path(__file__).parents[2] / "data" / "reference"

Unit = Literal["persons", "households", "households_snowfall"]
CapacityRule = Literal["per_visit", "helper_hours", "helpers", "registered", "presence"]


@dataclass(frozen=True)
class Category:
    """One kind of support: what is counted as need, and how many one resource serves.

    ``trouble_items``: any of these, unsolved, is need. ``direct_rule``: a question that asks it straight.
    ``proxy_item`` with ``proxy_code``: stands in where troubles aren't asked. ``has_gap``: units match, so need
    and places may be subtracted.
    """

    kind: str
    order: int
    name_ja: str
    name_en: str
    unit: Unit
    trouble_items: tuple[str, ...]
    direct_rule: str
    proxy_item: str
    proxy_code: int | None
    household_weighted: bool
    capacity_rule: CapacityRule
    capacity_divisor: float | None
    has_gap: bool
    symbol: str
    caveat_ja: str
    caveat_en: str
    source: str
    status: str

    @property
    def name(self) -> str:
        """Its name in the current language."""
        return self.name_ja if language() == "ja" else self.name_en

    @property
    def caveat(self) -> str:
        """What must be printed beside its figures."""
        return self.caveat_ja if language() == "ja" else self.caveat_en


@lru_cache
def categories() -> tuple[Category, ...]:
    """Give all kinds in their order."""
    rows = pd.read_csv(REFERENCE_FOLDER / "support_categories.csv", dtype=str, keep_default_na=False)
    return tuple(_category({str(name): str(cell) for name, cell in row.items()}) for row in rows.to_dict("records"))


def category(kind: str) -> Category:
    """Give one kind; raises UnknownKindError.

    >>> category("shopping").name
    '買い物の手助け'
    """
    for candidate in categories():
        if candidate.kind == kind:
            return candidate
    raise UnknownKindError("common.unknown_kind", kind=kind, known=", ".join(c.kind for c in categories()))


@lru_cache
def household_weights() -> dict[int, float]:
    """Give 1 ÷ elders at home by the answer to 問1(1); households an elder."""
    rows = pd.read_csv(REFERENCE_FOLDER / "household_weights.csv")
    return {int(code): float(weight) for code, weight in zip(rows["household"], rows["weight"], strict=True)}


def _category(row: dict[str, str]) -> Category:
    """Read one row of the reference table."""
    return Category(
        kind=row["kind"],
        order=int(row["order"]),
        name_ja=row["name_ja"],
        name_en=row["name_en"],
        unit=cast(Unit, row["unit"]),
        trouble_items=tuple(filter(None, row["trouble_items"].split(SEPARATOR))),
        direct_rule=row["direct_rule"],
        proxy_item=row["proxy_item"],
        proxy_code=int(row["proxy_code"]) if row["proxy_code"] else None,
        household_weighted=row["household_weighted"] == "1",
        capacity_rule=cast(CapacityRule, row["capacity_rule"]),
        capacity_divisor=float(row["capacity_divisor"]) if row["capacity_divisor"] else None,
        has_gap=row["gap"] == "1",
        symbol=row["symbol"],
        caveat_ja=row["caveat_ja"],
        caveat_en=row["caveat_en"],
        source=row["source"],
        status=row["status"],
    )
