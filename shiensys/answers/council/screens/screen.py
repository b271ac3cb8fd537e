"""What one screen of a meeting holds, and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from shiensys.answers.answer import Answer, Balance, Column, Evidence, Sentence
from shiensys.answers.matching.carriers import Carriers
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.categories import Category
from shiensys.tables.programme import Council
from shiensys.text import say

Metric = Literal["need", "places", "gap", "organisers"]  # what the map beside a screen shows


@dataclass(frozen=True)
class Screen(Answer):
    """This district's figures for one of the five questions.

    ``headline``: two or three sentences for big type; ``sentences``: the same with their evidence. ``table``: a small
    one to read beside them. ``units``: district ids that the council is of, all districts for the whole city.
    ``kind``: of support that map and chart show, of ``balance``; ``metric``: what of it.
    """

    question: str = field(kw_only=True)
    place: str = field(kw_only=True)
    units: tuple[str, ...] = field(kw_only=True)
    whole: bool = field(kw_only=True)
    sentences: tuple[Sentence, ...] = field(kw_only=True)
    kind: Category = field(kw_only=True)
    metric: Metric = field(kw_only=True)
    balance: Balance = field(kw_only=True)


@dataclass(frozen=True)
class Asked:
    """What a screen is asked for. ``place``: how the council's district is called. ``whole``: the whole city.

    ``balances``: need beside places by district for every kind, by kind. ``pressing``: kinds, the most pressing first.
    ``carriers``: where somebody worked them out already.
    """

    city: City
    programme: Programme
    council: Council
    place: str
    units: tuple[str, ...]
    whole: bool
    balances: Mapping[str, Balance]
    pressing: tuple[str, ...]
    kind: Category
    carriers: Carriers | None = None

    def rows(self, kind: str) -> pd.DataFrame:
        """Give the rows of a kind's balance that are the council's."""
        table = self.balances[kind].table
        return table[table["unit_id"].isin(self.units)]

    @property
    def several(self) -> bool:
        """Tell whether the council is of several districts, but not of the whole city."""
        return len(self.units) > 1 and not self.whole


@dataclass(frozen=True)
class Told:
    """What one question's part says: sentences, a table with its columns, and notes beside them."""

    sentences: tuple[Sentence, ...]
    table: pd.DataFrame
    columns: tuple[Column, ...]
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()


def words(text: str, *evidence: Evidence) -> Sentence:
    """Make a sentence with where its figures come from."""
    return Sentence(text, tuple(evidence))


def called(*names: str) -> str:
    """Call some districts together; a name that says that it is a district isn't told so again.

    >>> called("遠石", "鼓南"), called("中央地区")
    ('遠石・鼓南地区', '中央地区')
    """
    joined = say("answers.joint").join(names)
    return joined if joined.endswith(say("council.district")) else say("council.place", names=joined)
