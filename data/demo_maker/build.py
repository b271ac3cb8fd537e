"""One city from plan to files."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demo_maker import files
from demo_maker.balance import Needs, needs
from demo_maker.chance import stream
from demo_maker.completeness import completeness
from demo_maker.forms import write_survey
from demo_maker.ledger import Resource
from demo_maker.listing import listed
from demo_maker.official import official, write_official
from demo_maker.people import OLD_FROM, Homes, People, by_age, certified, households, residents
from demo_maker.plan import BEFORE, FOLDER, NUMBERED, WAVE, City, District, Wave, districts
from demo_maker.registry import registry
from demo_maker.respondents import survey
from demo_maker.shapes import polygons
from demo_maker.targets import targets

NEVER = "6"  # the code of who takes no part
HOUSEHOLD_YEARS = (2016, 2021, 2026)
CERTIFIED_DAYS = (dt.date(2025, 3, 31), dt.date(2026, 3, 31))
FIRST_LEVEL_IN_CARE = 2  # 要介護1
Row = dict[str, str]


@dataclass(frozen=True)
class Built:
    """What ``--report`` looks at: districts, need by cell, and the resources."""

    districts: list[District]
    needs: Needs
    resources: list[Resource]
    asked: dict[str, float]


def build(city: City, folder: Path) -> Built:
    """Make up one city and write its files into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    planned = districts(city)
    shapes = polygons(city, planned)
    years = residents(city, planned)
    latest = years[-1]
    in_care = [certified(city, people, day.isoformat()) for people, day in zip(years[-2:], CERTIFIED_DAYS, strict=True)]
    old = latest.persons[:, :, OLD_FROM:].sum(axis=(1, 2)) - in_care[-1][:, FIRST_LEVEL_IN_CARE:].sum(axis=1)
    asked = {district.name: float(count) for district, count in zip(planned, old, strict=True)}
    answers = survey(city, planned, latest)
    found = needs(answers, planned, asked)
    resources = registry(city, planned, found, asked)

    files.write_districts(folder / "districts.geojson", city, planned, shapes)
    files.write_population(folder / "population.csv", planned, years)
    homes = [households(city, planned, people) for people in years if people.total.date.year in HOUSEHOLD_YEARS]
    files.write_households(folder / "households.csv", planned, homes)
    rows = [
        row
        for people, day, counts in zip(years[-2:], CERTIFIED_DAYS, in_care, strict=True)
        for row in files.certified_rows(planned, day, by_age(people, counts))
    ]
    files.write_rows(folder / "certified.csv", "certified", rows)
    then = next(people for people in years if people.total.date.year == BEFORE.year)
    before = survey(city, planned, then, BEFORE)
    for wave, given in ((BEFORE, before), (WAVE, answers)):
        write_survey(folder / f"survey{wave.suffix}.csv", given, numbered=city in NUMBERED)
        files.write_rows(folder / f"returns{wave.suffix}.csv", "returns", _returns(city, planned, given, wave))
    files.write_rows(folder / "resources.csv", "resources", listed(city, planned, shapes, resources))
    files.write_rows(folder / "completeness.csv", "completeness", completeness(city, planned))
    figures = _takes_part(planned, {"before": before, "now": answers}) | _in_care(years, in_care) | _alone(homes)
    files.write_rows(folder / "targets.csv", "targets", targets(city, planned, figures), leave_out=("side",))
    expected = official(city, planned, years)
    if expected:
        write_official(folder / "city_forecast.csv", expected)
    files.write_city(folder / "city.toml", city)
    (folder / "SOURCE.txt").write_bytes((FOLDER / f"{city.slug}_source.txt").read_bytes())
    return Built(planned, found, resources, asked)


def _takes_part(planned: Sequence[District], waves: dict[str, list[Row]]) -> dict[str, list[float]]:
    """Count by district who takes part in 通いの場 at least a few times a year, and who answered that."""
    figures = {}
    for name, answers in waves.items():
        told = Counter(row["area"] for row in answers if row["kayoinoba"])
        often = Counter(row["area"] for row in answers if row["kayoinoba"] not in ("", NEVER))
        figures[name] = [float(often[district.name]) for district in planned]
        figures[f"{name}_of"] = [float(told[district.name]) for district in planned]
    return figures


def _in_care(years: Sequence[People], counts: Sequence[NDArray[np.int64]]) -> dict[str, list[float]]:
    """Count by district who is certified, and residents 65+, for the two newest years."""
    figures = {}
    for name, people, persons in zip(("care_before", "care"), years[-2:], counts, strict=True):
        figures[name] = persons.sum(axis=1).astype(float).tolist()
        figures[f"{name}_of"] = people.persons[:, :, OLD_FROM:].sum(axis=(1, 2)).astype(float).tolist()
    return figures


def _alone(homes: Sequence[Homes]) -> dict[str, list[float]]:
    """Count by district the households of one person 65+, for the two newest years."""
    return {
        name: [float(count) for count in one.single]
        for name, one in zip(("alone_before", "alone"), homes[-2:], strict=True)
    }


def _returns(city: City, planned: Sequence[District], answers: Sequence[Row], wave: Wave) -> list[Row]:
    """Give how many were sampled, sent a form and answered."""
    rng = stream(city.slug, "returns", *wave.part[1:])
    returned = Counter(row["area"] for row in answers)
    rows = []
    for district in planned:
        sampled = round(returned[district.name] / (0.56 + 0.13 * rng.random()))
        sent = sampled - round(sampled * 0.012 * rng.random())
        back = {"returned": str(returned[district.name])}
        rows.append({"area": district.name, "sampled": str(sampled), "sent": str(sent)} | back)
    return rows
