"""What the door hands out: a table that may be seen, with its evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from shiensys.tables.categories import Category

Level = Literal["district", "area", "city"]  # 第2層; 日常生活圏域; 第1層
Verdict = Literal["short", "between", "enough", "unknown"]
VERDICTS: tuple[Verdict, ...] = ("short", "between", "enough", "unknown")
Noun = Literal["need", "places"]
SAID = ("shown", "few")  # states of need with figures: enough answers, and few of them (for reference, marked)
ColumnStyle = Literal["text", "persons", "share", "number", "decimal", "date"]
Basis = Literal["unsolved", "in_trouble", "proxy", "wish", "direct", "none"]


@dataclass(frozen=True)
class CityCard:
    """A city as screens name it. ``fictional``: its figures by district are made up and every output says so."""

    code: str
    name: str
    fictional: bool


@dataclass(frozen=True)
class Evidence:
    """Where one figure comes from, in words of the current language.

    ``what``: the figure; ``source``: survey, registry or file with its credit; ``date``: the day it stands for, None
    where there is none; ``n``: persons who answered, None where it was no survey or n is protected; ``over``: over
    whom; ``rule``: how it was worked out.
    """

    what: str
    source: str
    date: dt.date | None
    unit: str
    n: int | None = None
    over: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Column:
    """How a column of an answer's table is headed and written: ``style`` as screens and files format it.

    number: a count, always whole; decimal: an index, years or whatever has decimals.
    """

    key: str
    heading: str
    style: ColumnStyle = "text"


@dataclass(frozen=True)
class Answer:
    """A protected table with what must stand beside it.

    ``table``: one row a unit; blank means it can't be said or may not be shown. ``columns``: every column for files,
    in order. ``reading``: those for a screen, where they differ. ``headline``: sentences, the answer first.
    ``notes``: caveats; that the data are fictional comes first.
    ``warning``: what must stand above all else, in every file too; blank where nothing must.
    """

    city: CityCard
    title: str
    table: pd.DataFrame
    columns: tuple[Column, ...]
    evidence: tuple[Evidence, ...]
    headline: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reading: tuple[Column, ...] = ()
    warning: str = ""


@dataclass(frozen=True)
class Balance(Answer):
    """Need beside places for one kind of support, by unit.

    Columns of ``table`` beside ``unit_id``, ``name``, ``area``, ``order``: ``residents`` (N in the kind's unit),
    ``answered`` (n as released), ``need``, ``places``, ``gap`` each with ``_low``, ``_high`` and ``_share``,
    ``_share_low``, ``_share_high`` (of N, 0..1); ``coverage``, ``coverage_low``, ``coverage_high``; ``need_state``
    (``shown``, ``few``: for reference only, or a reason code), ``places_state`` (``shown`` or a reason code),
    ``verdict`` (one of VERDICTS), ``reasons`` (codes joined by ';', blank where the verdict stands); ``together``
    (names of the districts that one estimate is for, blank where it is for one alone); in words ``need_words``,
    ``places_words``, ``gap_words``, ``coverage_words``, ``reasons_text``, ``mark_words`` (few answers, put together;
    blank for neither); ``resources``, ``known`` and ``confirmed`` (counts). Where a state is no state of SAID its
    figures are blank, and where ``verdict`` is ``unknown`` those of the gap are. ``counts``: units by verdict, the
    same in words, legend and chart. ``everywhere``: need in the whole city, columns of measures.need.persons.
    ``nouns``: what need and places are called, after what the survey asked. ``estimate``: in words how need is
    estimated, for titles of maps; blank where it isn't.
    """

    category: Category = field(kw_only=True)
    level: Level = field(kw_only=True)
    basis: Basis = field(kw_only=True)
    counts: Mapping[Verdict, int] = field(kw_only=True)
    everywhere: Mapping[str, float] = field(kw_only=True)
    nouns: Mapping[Noun, str] = field(kw_only=True)
    estimate: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Sentence:
    """One sentence of the overview, with where its figures come from."""

    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Overview(Answer):
    """How the city stands now. ``table``: one row a kind of support, largest expected shortage first.

    Columns: ``kind``, ``name``, ``has_gap``, ``need_low``, ``need_high`` (city, the kind's unit), ``need_words``,
    ``short``, ``between``, ``enough``, ``unknown`` (counts of districts), ``missing_low``, ``missing_high`` (shortages
    of the short districts added up; one district's spare places are never another's), ``missing_words``.
    ``sentences``: as many as the data allow. ``cannot_say``: what isn't known and why.
    """

    sentences: tuple[Sentence, ...] = field(kw_only=True)
    cannot_say: tuple[str, ...] = field(kw_only=True)
