"""What was decided about each city by hand: districts with their plan, totals, outline; read from ``plan/``."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "plan"
REFERENCE = Path(__file__).parents[1] / "reference"
PLANNED_KINDS = ("meals", "shopping", "transport", "housework", "rubbish", "garden", "salon", "snow")


@dataclass(frozen=True)
class City:
    """A city: ``slug`` names its folder and its plan."""

    slug: str
    code: str
    name: str
    name_en: str
    answers_unplaced: int  # respondents who left their district blank


CITIES = (
    City("tokushima", "36201", "徳島市", "Tokushima", answers_unplaced=39),
    City("shunan", "35215", "周南市", "Shunan", answers_unplaced=33),
)
NUMBERED = CITIES[1:]  # their answers' files are headed by the numbers of the form
AS_OF = dt.date(2026, 10, 31)  # what "today" means in the demonstration


@dataclass(frozen=True)
class Wave:
    """One survey. ``part``: of its streams of chance; ``suffix``: of its files; ``year``: of its residents.

    ``size``: respondents beside the plan's.
    """

    name: str
    date: dt.date
    part: tuple[str, ...]
    suffix: str
    year: int
    size: float

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """Kind and name of its files."""
        return ("survey", f"survey{self.suffix}"), ("returns", f"returns{self.suffix}")


WAVE = Wave("R7ニーズ調査(demo)", dt.date(2025, 11, 30), ("survey",), "", 2026, 1.0)
BEFORE = Wave("R4ニーズ調査(demo)", dt.date(2022, 11, 30), ("survey", "2022"), "_2022", 2023, 0.62)
WAVES = (BEFORE, WAVE)  # in the order in which they are loaded


@dataclass(frozen=True)
class District:
    """A district as planned.

    ``persons``: size in 2016 relative to the others; ``old``: share of 65+ to reach in 2026, percent; ``answers``:
    respondents. ``intended``: by kind, what the map is to say: s short, b between, e enough; or why it can't:
    p list only partly complete, h half of the capacities unknown, o only old confirmations; - no need.
    """

    number: int
    name: str
    reading: str
    area: str
    charge: str
    made_up: bool
    lon: float
    lat: float
    persons: float
    old: float
    answers: int
    intended: dict[str, str]


@dataclass(frozen=True)
class Total:
    """Residents of a whole city on one day; ``published``: read in a source, else made up in its line."""

    date: dt.date
    young: int
    working: int
    old: int
    unknown: int
    published: bool


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV of ours."""
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def districts(city: City) -> list[District]:
    """Give the districts in the city's order."""
    return [_district(number, row) for number, row in enumerate(rows(FOLDER / f"{city.slug}.csv"), start=1)]


def _district(number: int, row: dict[str, str]) -> District:
    return District(
        number=number,
        name=row["name"],
        reading=row["reading"],
        area=row["area"],
        charge=row["charge"],
        made_up=row["made_up"] == "1",
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        persons=float(row["persons"]),
        old=float(row["old"]),
        answers=int(row["answers"]),
        intended={kind: row[kind] for kind in PLANNED_KINDS},
    )


def totals(city: City) -> list[Total]:
    """Give the city's totals, oldest first."""
    return [
        Total(
            date=dt.date.fromisoformat(row["date"]),
            young=int(row["young"]),
            working=int(row["working"]),
            old=int(row["old"]),
            unknown=int(row["unknown"]),
            published=row["basis"] == "published",
        )
        for row in rows(FOLDER / "totals.csv")
        if row["city"] == city.slug
    ]


def outline(city: City) -> dict[str, list[tuple[float, float]]]:
    """Give the made-up outline by part: ``main``, and islands by the name of their district."""
    parts: dict[str, list[tuple[float, float]]] = {}
    for row in rows(FOLDER / f"{city.slug}_outline.csv"):
        parts.setdefault(row["part"], []).append((float(row["lon"]), float(row["lat"])))
    return parts


def headings(kind: str) -> dict[str, str]:
    """Give our heading of each column of a kind of file, in order; the first one listed is ours."""
    ours: dict[str, str] = {}
    for row in rows(REFERENCE / "headings" / f"{kind}.csv"):
        ours.setdefault(row["column"], row["heading"])
    return ours


def answer_columns() -> dict[str, str]:
    """Give our heading of each column that a made-up survey has: an age band, boxes each in a column of its own."""
    left_out = (
        "age",
        "bmi",
        "survey",
        "date",
        "codebook",
        *(item["key"] for item in form() if item["answer"] == "boxes"),
    )
    return {column: heading for column, heading in headings("survey").items() if column not in left_out}


def form() -> list[dict[str, str]]:
    """Give the items of the 第9期 form and of the usual list of troubles."""
    return [row for book in ("dai9", "troubles") for row in rows(REFERENCE / "codebooks" / f"{book}.csv") if row["key"]]


def kind_names() -> dict[str, str]:
    """Give the Japanese name of each kind of support."""
    return {row["kind"]: row["name_ja"] for row in rows(REFERENCE / "support_categories.csv")}
