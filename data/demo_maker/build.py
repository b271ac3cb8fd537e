"""One city from plan to files."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from demo_maker import files
from demo_maker.balance import Needs, needs
from demo_maker.chance import stream
from demo_maker.completeness import completeness
from demo_maker.forms import write_survey
from demo_maker.ledger import Resource
from demo_maker.listing import listed
from demo_maker.people import OLD_FROM, certified, households, residents
from demo_maker.plan import BEFORE, FOLDER, NUMBERED, WAVE, City, District, Wave, districts
from demo_maker.registry import registry
from demo_maker.respondents import survey
from demo_maker.shapes import polygons

CERTIFIED_DAYS = (dt.date(2025, 3, 31), dt.date(2026, 3, 31))
FIRST_LEVEL_IN_CARE = 2  # 要介護1
YEARS_BETWEEN_HOUSEHOLDS = 5
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
    homes = [households(city, planned, people) for people in (years[-1 - YEARS_BETWEEN_HOUSEHOLDS], latest)]
    files.write_households(folder / "households.csv", planned, homes)
    rows = [
        row
        for day, counts in zip(CERTIFIED_DAYS, in_care, strict=True)
        for row in files.certified_rows(planned, day, counts.tolist())
    ]
    files.write_rows(folder / "certified.csv", "certified", rows)
    then = next(people for people in years if people.total.date.year == BEFORE.year)
    for wave, given in ((BEFORE, survey(city, planned, then, BEFORE)), (WAVE, answers)):
        write_survey(folder / f"survey{wave.suffix}.csv", given, numbered=city in NUMBERED)
        files.write_rows(folder / f"returns{wave.suffix}.csv", "returns", _returns(city, planned, given, wave))
    files.write_rows(folder / "resources.csv", "resources", listed(city, planned, shapes, resources))
    files.write_rows(folder / "completeness.csv", "completeness", completeness(city, planned))
    files.write_city(folder / "city.toml", city)
    (folder / "SOURCE.txt").write_bytes((FOLDER / f"{city.slug}_source.txt").read_bytes())
    return Built(planned, found, resources, asked)


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
