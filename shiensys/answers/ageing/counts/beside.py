"""What is set beside a city's own counts: its prefecture and the nation, and what the city itself has published."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.ageing.answer import Measure
from shiensys.answers.ageing.counts.trendwords import written
from shiensys.city import City
from shiensys.tables.regional import regional_series
from shiensys.text import say

ROLES = ("prefecture", "nation")
COLUMNS = [
    "unit_id",
    "name",
    "date",
    "persons",
    "whole",
    "value",
    "words",
    "change_words",
    "role",
    "forecast",
    "source",
]


def beside(city: City, measure: Measure) -> pd.DataFrame:
    """Give the prefecture's and the nation's figures: COLUMNS, without persons; by role and day."""
    known = _known(city, measure)
    told = known[known["region_kind"].isin(ROLES)]
    place = told["region_kind"].map({role: at for at, role in enumerate(ROLES)})
    told = told.assign(place=place).sort_values(["place", "date"], kind="stable").reset_index(drop=True)
    return told.assign(
        unit_id=told["region_kind"],
        role=told["region_kind"],
        name=told["region"],
        date=pd.Series([day.date() for day in told["date"]], index=told.index, dtype="object"),
        persons=float("nan"),
        whole=float("nan"),
        words=[
            _words(measure, value, expected) for value, expected in zip(told["value"], told["forecast"], strict=True)
        ],
        change_words="",
        forecast=told["forecast"].astype(bool),
    )[COLUMNS]


def published(city: City, measure: Measure) -> tuple[str, ...]:
    """Say what was published of the city itself: it may differ from the sum of the districts."""
    known = _known(city, measure)
    own = known[(known["region_kind"] == "city") & ~known["forecast"].astype(bool)].sort_values("date")
    return tuple(
        say("ageing.note.published", value=written(measure, value), day=day.date(), source=source)
        for value, day, source in zip(own["value"], own["date"], own["source"], strict=True)
    )


def _known(city: City, measure: Measure) -> pd.DataFrame:
    """Put the city's own file before the reference table, day by day."""
    tables = [regional_series(city.record.code)]
    if city.series is not None:
        tables.insert(0, city.series)
    rows = [table[(table["key"] == measure.key) & table["value"].notna()] for table in tables]
    wanted = pd.concat([each for each in rows if len(each)] or rows[:1], ignore_index=True)
    fitting = wanted[wanted["unit"].eq("share") == (measure.style == "share")]
    filled = fitting.assign(forecast=fitting["forecast"].fillna(False))
    return filled.drop_duplicates(["region_kind", "date"])


def _words(measure: Measure, value: float, expected: bool) -> str:
    """Write a figure; one that is expected says so."""
    told = written(measure, value)
    return say("ageing.words.expected", words=told) if expected else told
