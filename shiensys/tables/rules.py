"""Rules by which a respondent's answers are judged, read from the reference file.

Light to import: who only counts, in many processes, needs no more than this.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FILE = Path(__file__).parents[2] / "data" / "reference" / "risk_rules.toml"
TROUBLE, UNSOLVED = "trouble", "unsolved"  # what an item of trouble gives: who is in it, who can't solve it


@dataclass(frozen=True)
class Condition:
    """One answer of ``item``, a column of the survey: it is among ``codes``, or a number under ``below``."""

    item: str
    codes: frozenset[int] = frozenset()
    below: float | None = None


@dataclass(frozen=True)
class Rule:
    """At least so many are true. A part that is a rule of its own is an alternative, which a survey may leave out."""

    at_least: int
    of: tuple[Condition | Rule, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The columns that it looks at, each once.

        >>> Rule(1, (Condition("falls", frozenset({1, 2})),)).items
        ('falls',)
        """
        return tuple(dict.fromkeys(_items(self)))


@lru_cache
def told() -> Mapping[str, Any]:
    """Give the reference file as it stands: indicators, troubles, and how these are said."""
    return MappingProxyType(tomllib.loads(FILE.read_text(encoding="utf-8")))


@lru_cache
def rules() -> Mapping[str, Rule]:
    """Give the rule of each indicator by its key.

    >>> rules()["oral"].at_least, rules()["oral"].items
    (2, ('hard_food', 'chokes', 'dry_mouth'))
    """
    found = {
        entry["key"]: Rule(entry["at_least"], tuple(map(_condition, entry["of"]))) for entry in told()["indicator"]
    }
    for entry in told()["trouble"]:
        found[f"{TROUBLE}_{entry['key']}"] = Rule(1, tuple(_in_trouble(item) for item in entry["items"]))
        found[f"{UNSOLVED}_{entry['key']}"] = Rule(1, tuple(_without_a_way(item) for item in entry["items"]))
    return MappingProxyType(found)


def _condition(entry: Mapping[str, Any]) -> Condition:
    """Read one condition."""
    return Condition(entry["item"], frozenset(entry.get("codes", ())), entry.get("below"))


def _in_trouble(item: str) -> Rule:
    """Say who is in trouble with an item."""
    return Rule(1, (Condition(f"trouble_{item}", frozenset({1})),))


def _without_a_way(item: str) -> Rule:
    """Say who is in trouble with an item and can't solve it."""
    solved = Condition(f"solved_{item}", frozenset({told()["unsolved_code"]}))
    return Rule(2, (Condition(f"trouble_{item}", frozenset({1})), solved))


def _items(rule: Rule) -> Iterator[str]:
    """Name the columns of a rule as they stand in it."""
    for part in rule.of:
        if isinstance(part, Rule):
            yield from _items(part)
        else:
            yield part.item
