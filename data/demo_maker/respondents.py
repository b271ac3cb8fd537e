"""Who answers the made-up needs survey, and what each says of his or her daily life."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

import numpy as np

from demo_maker.chance import pick, stream
from demo_maker.daily import answer_daily
from demo_maker.people import CERTIFIED, OLD_FROM, People
from demo_maker.person import Person
from demo_maker.plan import WAVE, City, District, Wave, answer_columns
from demo_maker.troubles import answer_troubles

AGE_BANDS = ("65～69歳", "70～74歳", "75～79歳", "80～84歳", "85～89歳", "90歳以上")
SEXES = ("男", "女")
READY_TO_ANSWER = (0.9, 1.0, 1.05, 1.0, 0.85, 0.6)  # relative, by age band
ALONE = (0.15, 0.18, 0.22, 0.27, 0.32, 0.34)  # live alone, by age band
WISHES = {"meals": 0.07, "cooking": 0.035, "cleaning": 0.08, "shopping": 0.105, "rubbish": 0.06, "accompanying": 0.085,
          "transport": 0.125, "watching": 0.09, "salon": 0.075, "snow": 0.02, "other": 0.02}  # fmt: skip
BLANK = 0.025  # of each question left blank
MANY_WISH, FEW_WISH = 0.5, 0.1  # would join; the few where places are to be enough for all who would
USUAL_FRAILTY = 1.35  # mean of ``frail``
UNPLACED_FROM = 100  # a district left blank is taken from districts with so many answers


def survey(city: City, districts: Sequence[District], people: People, wave: Wave = WAVE) -> list[dict[str, str]]:
    """Give all respondents in the order in which forms come back; answers by column."""
    persons = []
    for number, district in enumerate(districts):
        rng = stream(city.slug, *wave.part, district.name)
        group = _group(rng, district, people, number, size=answering(district, wave))
        answer_troubles(rng, group, district)
        answer_daily(stream(city.slug, *wave.part, "daily", district.name), group, city, before=wave is not WAVE)
        persons += group
    rng = stream(city.slug, *wave.part)
    rng.shuffle(persons)
    able = [person for person in persons if person.district.answers >= UNPLACED_FROM]
    for person in able[: round(city.answers_unplaced * wave.size)]:
        person.answers["area"] = ""
    rng.shuffle(persons)
    blank = dict.fromkeys(answer_columns(), "")
    return [blank | {"respondent": f"{number:05d}"} | person.answers for number, person in enumerate(persons, start=1)]


def answering(district: District, wave: Wave) -> int:
    """Say how many respondents a district has."""
    return round(district.answers * wave.size)


def _group(rng: Random, district: District, people: People, number: int, *, size: int) -> list[Person]:
    """Give the respondents of one district, all but their troubles answered."""
    wish = FEW_WISH if district.intended["salon"] == "e" else MANY_WISH * (0.84 + 0.3 * rng.random())
    taking_part = 0.045 + 0.04 * rng.random()
    lone = 0.85 + 0.3 * rng.random()
    shares = _shares(people, number)
    group = [_person(rng, district, shares, lone) for _ in range(size)]
    for person in group:
        person.answers |= _life(rng, person, wish, taking_part) | _wishes(rng, person)
    return group


def _shares(people: People, number: int) -> list[float]:
    """Give how likely an answer is from each sex and age band: residents without 要介護1-5, times readiness."""
    old = people.persons[number, :, OLD_FROM:]
    asked = old * (1 - 0.67 * np.array(CERTIFIED))
    by_band = [[float(sex[at]) for at in range(5)] + [float(sex[5:].sum())] for sex in asked]
    return [count * ready for sex in by_band for count, ready in zip(sex, READY_TO_ANSWER, strict=True)]


def _person(rng: Random, district: District, shares: Sequence[float], lone: float) -> Person:
    woman, band = divmod(pick(rng, shares), len(AGE_BANDS))
    household = _household(rng, bool(woman), band, lone)
    age = 67.5 + 5 * band
    frail = math.exp(0.045 * (age - 76) + 0.45 * (household == 1) + 0.7 * rng.gauss(0, 1))
    return Person(district, band, bool(woman), household, frail)


def _household(rng: Random, woman: bool, band: int, lone: float) -> int:
    """Draw the answer to 問1(1)."""
    alone = ALONE[band] * lone * (1.22 if woman else 0.72)
    younger = (0.16 if band == 0 else 0.05) * (0.3 if woman else 1.6)
    couple = (0.33, 0.42, 0.42, 0.36, 0.26, 0.15)[band]
    return 1 + pick(rng, (alone, couple, younger, 0.21, max(0.05, 0.79 - alone - couple - younger)))


def _life(rng: Random, person: Person, wish: float, taking_part: float) -> dict[str, str]:
    """Answer all single questions but the troubles."""
    frail = person.frail / USUAL_FRAILTY
    cooks = (0.04, 0.09) if person.woman else (0.09, 0.4)
    listens_not = (0.03 + 0.06 * person.alone) * (0.8 if person.woman else 1.4)
    codes = {
        "household": person.household,
        "bus_alone": _ability(rng, 0.085 * frail, 0.17),
        "shops": _ability(rng, 0.06 * frail, 0.1 if person.woman else 0.2),
        "cooks": _ability(rng, cooks[0] * frail, cooks[1]),
        "kayoinoba": 1 + pick(rng, [taking_part * s for s in (0.06, 0.14, 0.42, 0.38)] + [0.025, 0.975 - taking_part]),
        "join": 1 + pick(rng, (wish * 0.17, wish * 0.83, 0.93 - wish, 0.07)),
        "organise": 1 + pick(rng, (0.03, 0.27, 0.65, 0.05)),
        "listens_nobody": int(rng.random() < listens_not),
    }
    answers = {column: "" if rng.random() < BLANK else str(code) for column, code in codes.items()}
    return answers | {
        "area": person.district.name,
        "age_band": "" if rng.random() < 0.004 else AGE_BANDS[person.band],
        "sex": "" if rng.random() < 0.004 else SEXES[person.woman],
        "weight": "1",
    }


def _ability(rng: Random, cannot: float, could: float) -> int:
    """Draw 1 can and do, 2 can but don't, 3 can't."""
    cannot = min(cannot, 0.6)
    return 1 + pick(rng, (max(0.0, 1 - could - cannot), could, cannot))


def _wishes(rng: Random, person: Person) -> dict[str, str]:
    """Answer what support would be welcome (several answers); none where nothing is marked."""
    if rng.random() < BLANK:
        return {}
    frail = 0.5 + 0.5 * person.frail / USUAL_FRAILTY
    marks = {f"wish_{wish}": int(rng.random() < share * frail) for wish, share in WISHES.items()}
    marks["wish_none"] = int(not any(marks.values()))
    return {column: str(mark) for column, mark in marks.items()}
