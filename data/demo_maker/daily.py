"""What a respondent says of body, mind, daily jobs and taking part: each answer leans on how frail and how glad one is.

``plan/daily.csv``: ``codes`` from best to worst with their shares in percent; ``frail`` and ``spirit``: how much the
answer leans on either (correlation); ``woman``, ``alone``: how far it is worse for a woman than for a man, for who
lives alone, in standard deviations; ``varies``: standard deviation between districts, shared by a ``scale``;
``before``: how much worse it was in the survey three years before.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random
from statistics import NormalDist

from demo_maker.chance import stream
from demo_maker.person import Person
from demo_maker.plan import FOLDER, City, rows

FRAIL_MEAN, FRAIL_SPREAD = 0.11, 0.79  # of the logarithm of ``frail``
LIVE_ALONE = 0.25  # share, about
BLANK = 0.018  # of each question left blank
DRIFT = 0.4  # of ``varies``: how far a district moves between two surveys
QUESTIONS = ("listens", "listened", "nurses", "nursed")
HELPERS = {"spouse": 0.72, "child_with": 0.55, "child_apart": 0.42, "relatives": 0.3, "neighbour": 0.11, "friend": 0.36,
           "other": 0.03}  # fmt: skip
NURSING = ("neighbour", "friend")  # who listens rather than nurses
NOBODY = {"listened": 0.08, "nurses": 0.06, "nursed": 0.2}
HEIGHT = ((163.0, 6.0), (150.0, 5.8))  # cm, mean and spread, men first
BMI = (22.9, 2.8)
_NORMAL = NormalDist()


@dataclass(frozen=True)
class Item:
    """One line of the plan. ``until``: share of answers up to and with each code."""

    item: str
    scale: str
    codes: tuple[str, ...]
    until: tuple[float, ...]
    frail: float
    spirit: float
    woman: float
    alone: float
    varies: float
    before: float


@lru_cache
def items() -> tuple[Item, ...]:
    """Read the plan."""
    return tuple(_item(row) for row in rows(FOLDER / "daily.csv"))


def _item(row: dict[str, str]) -> Item:
    parts = [part.split(":") for part in row["codes"].split()]
    whole = math.fsum(float(share) for _, share in parts)
    leanings = {name: float(row[name]) for name in ("frail", "spirit", "woman", "alone", "varies", "before")}
    until = tuple(accumulate(float(share) / whole for _, share in parts))
    return Item(row["item"], row["scale"], tuple(code for code, _ in parts), until, **leanings)


def answer_daily(rng: Random, group: Sequence[Person], city: City, *, before: bool) -> None:
    """Fill in the answers of all respondents of a district."""
    if not group:
        return
    offsets = _offsets(city, group[0].district.name, before=before)
    for person in group:
        spirit = rng.gauss(0, 1)
        for item in items():
            code = _answer(rng, person, item, spirit, offsets[item.scale] + item.before * before)
            person.answers[item.item] = "" if rng.random() < BLANK else code
        person.answers |= _size(rng, person)
        for question in QUESTIONS:
            person.answers |= _helpers(rng, person, question)


def _offsets(city: City, district: str, *, before: bool) -> dict[str, float]:
    """Say how much worse a district is than the city, by scale: much the same in both surveys."""
    lasting, passing = stream(city.slug, "daily", district), stream(city.slug, "daily", district, str(before))
    varies = {item.scale: item.varies for item in items()}
    steady = math.sqrt(1 - DRIFT**2)
    return {s: sd * (steady * lasting.gauss(0, 1) + DRIFT * passing.gauss(0, 1)) for s, sd in varies.items()}


def _answer(rng: Random, person: Person, item: Item, spirit: float, offset: float) -> str:
    """Draw one answer: the worse, the frailer."""
    frail = (math.log(person.frail) - FRAIL_MEAN) / FRAIL_SPREAD
    own = math.sqrt(1 - item.frail**2 - item.spirit**2)
    leaning = item.frail * frail + item.spirit * spirit + own * rng.gauss(0, 1)
    leaning += item.woman * (person.woman - 0.56) + item.alone * (person.alone - LIVE_ALONE) + offset
    at = _NORMAL.cdf(leaning)
    return next((code for code, until in zip(item.codes, item.until, strict=True) if at < until), item.codes[-1])


def _size(rng: Random, person: Person) -> dict[str, str]:
    """Give height and weight; one in twenty leaves them out."""
    height = rng.gauss(*HEIGHT[person.woman]) - 0.2 * (5 * person.band - 10)
    thin = 0.35 * (math.log(person.frail) - FRAIL_MEAN) / FRAIL_SPREAD
    loses = 0.6 * (person.answers["weight_loss"] == "1")
    bmi = max(14.0, rng.gauss(*BMI) - thin - loses)
    if rng.random() < 0.05:
        return {"height": "", "body_weight": ""}
    return {"height": f"{height:.0f}", "body_weight": f"{bmi * (round(height) / 100) ** 2:.1f}"}


def _helpers(rng: Random, person: Person, question: str) -> dict[str, str]:
    """Mark who listens or nurses; ``listens_nobody`` was answered before."""
    nobody = person.answers["listens_nobody"] if question == "listens" else _nobody(rng, question)
    if nobody == "":
        return {f"{question}_{who}": "" for who in (*HELPERS, "nobody")}
    marks = dict.fromkeys(HELPERS, "0")
    if nobody == "0":
        able = [who for who in HELPERS if _has(person, who)]
        marks |= {who: str(int(rng.random() < _share(question, who))) for who in able}
        if "1" not in marks.values():
            marks[rng.choice(able)] = "1"
    return {f"{question}_{who}": mark for who, mark in (marks | {"nobody": nobody}).items()}


def _nobody(rng: Random, question: str) -> str:
    """Draw whether there is nobody; blank where the question was left out."""
    return "" if rng.random() < BLANK else str(int(rng.random() < NOBODY[question]))


def _has(person: Person, who: str) -> bool:
    """Say whether somebody can be there at all."""
    at_home = {"spouse": (2, 3, 4, 5), "child_with": (4, 5)}
    return who not in at_home or person.household in at_home[who]


def _share(question: str, who: str) -> float:
    """Say how often somebody is named."""
    return HELPERS[who] * (0.25 if question in ("nurses", "nursed") and who in NURSING else 1.0)
