"""What the plan aims at beside what came of it, by indicator, unit and fiscal year."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

import pandas as pd

from shiensys.answers.ageing.answer import Aims
from shiensys.answers.ageing.plans import aims_words, results
from shiensys.answers.ageing.plans.aims_words import State
from shiensys.answers.ageing.plans.results import Result
from shiensys.answers.answer import Evidence, Level
from shiensys.answers.card import card, fiction
from shiensys.answers.evidence import credit, day
from shiensys.answers.units import WHOLE, units
from shiensys.city import City
from shiensys.tables.names import match, normalised
from shiensys.tables.resources import ALL_DISTRICTS
from shiensys.text import say

KEY = ["indicator", "area", "date"]
LEVELS: tuple[Level, ...] = ("city", "area", "district")  # in which they are listed
NEARLY = 1e-9  # of figures that are written alike


@dataclass(frozen=True)
class Unit:
    """A unit that a target is for."""

    unit_id: str
    name: str
    level: Level
    order: int


def aims(city: City, level: Level | None = None) -> Aims:
    """Set targets beside results; ``level``: of these units alone. See Aims for the columns.

    Where the file has no result for a year that is over, the product's own figure stands in, and says so.
    """
    rows = pd.DataFrame() if city.targets is None else city.targets.drop_duplicates(KEY, keep="last")
    indicators = () if rows.empty else tuple(dict.fromkeys(rows["indicator"].astype(str)))
    known = _units(city, rows)
    made = list(_rows(city, rows, known))
    table = pd.DataFrame(made, columns=[*aims_words.COLUMNS])
    table = table if level is None else table[table["level"] == level]
    table = _ordered(table, indicators)
    strangers = sorted({str(area) for area in rows.get("area", pd.Series(dtype="str"))} - set(known))
    return Aims(
        city=card(city),
        title=say("aims.title"),
        table=table,
        columns=aims_words.columns(),
        evidence=_evidence(city),
        headline=aims_words.headline(table, indicators),
        notes=(*fiction(city), *aims_words.notes(table, strangers)),
        reading=aims_words.reading(),
        indicators=indicators,
    )


def _evidence(city: City) -> tuple[Evidence, ...]:
    """Say where the targets come from."""
    if city.targets is None:
        return ()
    unit = say("aims.unit")
    return (Evidence(say("aims.what"), credit(city, "targets"), day(city.targets), unit, rule=say("aims.rule")),)


def _units(city: City, rows: pd.DataFrame) -> dict[str, Unit]:
    """Find the unit of each area: the whole city, a 圏域, or a district; areas that are none aren't there."""
    if rows.empty:
        return {}
    listed = {level: units(city, level).set_index("unit_id") for level in LEVELS}
    areas = {normalised(str(name)): str(name) for name in listed["area"].index}
    named = rows["area"].astype("str")
    ids = match(named, city.districts).ids if len(city.districts) else {}
    found: dict[str, Unit] = {}
    for area in named.unique():
        level: Level = "city" if area == ALL_DISTRICTS else "district" if area in ids else "area"
        unit_id = {"city": WHOLE, "district": ids.get(area), "area": areas.get(normalised(area))}[level]
        if unit_id is not None:
            about = listed[level]
            found[area] = Unit(unit_id, str(about["name"][unit_id]), level, int(about["order"][unit_id]))
    return found


def _rows(city: City, rows: pd.DataFrame, known: Mapping[str, Unit]) -> Iterator[dict[str, object]]:
    """Make the table's rows."""
    file = credit(city, "targets")
    asked: dict[tuple[str, Level], pd.DataFrame] = {}  # what the product tells, each table worked out once
    for row in rows[rows["area"].isin(list(known))].to_dict("records") if len(rows) else []:
        unit, last = known[str(row["area"])], pd.Timestamp(row["date"]).date()
        indicator, style = str(row["indicator"]), str(row["unit"])
        told = Result(row["result"], row["result"], row["result"], _source(row["source"], file))
        key = results.key_of(indicator, style)
        if math.isnan(told.value) and last <= city.today and key:
            if (key, unit.level) not in asked:
                asked[key, unit.level] = results.figures(city, key, unit.level)
            told = results.in_year(asked[key, unit.level], unit.unit_id, last) or told
        higher = str(row["higher"])
        yield aims_words.row(
            {"indicator": indicator, **asdict(unit), "date": last, "target": float(row["target"]), "style": style},
            told,
            State(_state(row["target"], told, higher), over=last <= city.today, higher=higher),
        )


def _source(stated: object, file: str) -> str:
    """Name what the file names, else the file."""
    return stated if isinstance(stated, str) and stated else file


def _state(target: float, told: Result, higher: str) -> str:
    """Say whether a target is reached: reached, short; open where that isn't known, or lies within the range."""
    if math.isnan(target) or math.isnan(told.value):
        return "open"
    if higher == "neutral":
        return "neutral"
    sign = 1 if higher == "better" else -1
    ends = [sign * (end - target) + NEARLY for end in (told.low, told.high)]
    if min(ends) >= 0:
        return "reached"
    return "short" if max(ends) < 0 else "open"


def _ordered(table: pd.DataFrame, indicators: tuple[str, ...]) -> pd.DataFrame:
    """Order rows as the plan does: by indicator, the city first, then by unit and year."""
    place = {name: at for at, name in enumerate((*indicators, *LEVELS))}
    keys = pd.DataFrame(
        {
            "indicator": table["indicator"].map(place),
            "level": table["level"].map(place),
            "order": table["order"],
            "date": table["date"],
        }
    )
    return table.loc[keys.sort_values([*keys], kind="stable").index].reset_index(drop=True)
