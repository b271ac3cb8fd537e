"""What is judged from a respondent's answers: risks, participation, helpers and troubles, read from the reference file.

A verdict is yes, no, or can't be judged. An indicator that a city's own items add is made of its code book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from shiensys.errors import ShiensysError
from shiensys.tables.codebook import Item
from shiensys.tables.rules import TROUBLE, UNSOLVED, Condition, Rule, rules, told
from shiensys.tables.survey import FORM
from shiensys.text import language, say

Group = Literal["risks", "participation", "helpers", "troubles", "own"]
Status = Literal["official", "custom", "own"]
Higher = Literal["worse", "better", "neutral"]
_TROUBLES = "困りごと(各地の調査で使われている20項目)"
GROUPS: tuple[Group, ...] = ("risks", "participation", "helpers", "troubles", "own")


@dataclass(frozen=True)
class Indicator:
    """One yes or no about a respondent. ``status``: how official its rule is; ``higher``: what a higher share means."""

    key: str
    group: Group
    status: Status
    rule: Rule
    source: str
    higher: Higher
    name_ja: str
    name_en: str
    whom_ja: str
    whom_en: str
    note_ja: str
    note_en: str

    @property
    def name(self) -> str:
        """Its name in the current language."""
        return self.name_ja if language() == "ja" else self.name_en

    @property
    def whom(self) -> str:
        """Those of whom it is true, in the current language."""
        return self.whom_ja if language() == "ja" else self.whom_en

    @property
    def note(self) -> str:
        """How official the rule is and what is unclear about it."""
        return self.note_ja if language() == "ja" else self.note_en


class UnknownIndicatorError(ShiensysError, LookupError):
    """No rule has this key."""


@lru_cache
def indicators() -> tuple[Indicator, ...]:
    """Give all indicators of the reference file in its order; those of a city's own items are not among them."""
    return (*map(_indicator, told()["indicator"]), *_troubles(told()["trouble"], told()["said"]))


def indicator(key: str) -> Indicator:
    """Give one indicator; raises UnknownIndicatorError.

    >>> indicator("falls").name, indicator("falls").rule.of[0].codes == {1, 2}
    ('転倒のリスク', True)
    """
    for candidate in indicators():
        if candidate.key == key:
            return candidate
    known = ", ".join(each.key for each in indicators())
    raise UnknownIndicatorError("indicators.unknown", indicator=key, known=known)


def own_indicators(items: Iterable[Item]) -> tuple[Indicator, ...]:
    """Make one of each own item of a city that names the answers which count; its key is that of the item.

    One of each only: shares of answers that exclude each other add up, and give more away than each alone.
    """
    return tuple(_own(item) for item in items if item.counts_as)


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    """Read one entry of the reference file."""
    words = {name: entry[name] for name in entry if name not in ("of", "at_least", "source")}
    return Indicator(rule=rules()[entry["key"]], source=f"{FORM} {entry['source']}", **words)


def _troubles(entries: Iterable[Mapping[str, Any]], said: Mapping[str, Mapping[str, str]]) -> Iterator[Indicator]:
    """Make two of each trouble: who is in it, and who in it can't solve it."""
    for entry in entries:
        for kind in (TROUBLE, UNSOLVED):
            words = {
                name: pattern.format(name=entry[f"name_{name.rpartition('_')[2]}"])
                for name, pattern in said[kind].items()
            }
            key = f"{kind}_{entry['key']}"
            yield Indicator(key, "troubles", "custom", rules()[key], _TROUBLES, "worse", **words)


def _own(item: Item) -> Indicator:
    """Make an indicator of an item that a city added."""
    places = {place: name for place, name in enumerate(item.codes, start=1) if place in item.counts_as}
    conditions = [Condition(f"{item.key}_{name}", frozenset({1})) for name in places.values()]
    if item.answer == "boxes":
        words = [item.codes[name] for name in places.values()]
    else:
        conditions = [Condition(item.key, item.counts_as)]
        words = [word for code, word in item.codes.items() if int(code) in item.counts_as]
    told = {"question": item.heading or item.wording, "answers": "、".join(words)}
    name, note = say("indicators.own", **told), say("indicators.own_note")
    whom = item.whom or say("indicators.own_whom", **told)
    rule = Rule(1, tuple(conditions))
    return Indicator(item.key, "own", "own", rule, item.number, "neutral", name, name, whom, whom, note, note)
