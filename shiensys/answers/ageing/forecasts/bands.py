"""A forecast by district, sex and age band, for files: what others will set beside later counts."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.answers.ageing.forecasts import headline
from shiensys.answers.ageing.forecasts.figures import complete
from shiensys.answers.ageing.forecasts.made import made
from shiensys.answers.ageing.forecasts.notes import caveats, method, sources
from shiensys.answers.answer import Answer, Column, Level
from shiensys.answers.card import card, fiction
from shiensys.answers.units import units
from shiensys.city import City
from shiensys.measures.ageing.forecast import Forecast, by_band, by_group
from shiensys.measures.ageing.groups import AGES
from shiensys.text import say

AGAIN = ("all", "older", "old")  # age groups that are told again (再掲), sexes together
FIGURES = {"persons": "persons", "low": "persons_low", "high": "persons_high"}
KEYS = (
    "district_id", "name", "date", "sex", "sex_words", "age_from", "age_to", "age", "kind",
    "persons", "persons_low", "persons_high",
)  # fmt: skip


def bands(city: City, level: Level = "district", *, base: dt.date | None = None, to: dt.date | None = None) -> Answer:
    """Foretell residents by district, day, sex (where known) and age band, with 再掲 rows of all, 65+ and 75+.

    Persons to a tenth, so that bands add up to their district. Of wider units only what is told again has a range, and
    is told: ``district_id`` is their unit_id. Raises NoBaseError, WrongStepError; where no forecast is
    possible the table is empty and ``notes`` say why.
    """
    done = made(city, base=base, to=to)
    table = pd.DataFrame({key: [] for key in KEYS}) if done.forecast is None else _table(city, done.forecast, level)
    told = [say("forecast.note.tenth")] if len(table) else []
    if level != "district":
        told.append(say("forecast.note.groups_only"))
    return Answer(
        city=card(city),
        title=headline.title(done) if done.forecast is None else say("forecast.title.bands"),
        table=table,
        columns=_columns(),
        evidence=sources(city, done),
        headline=(done.why,) if done.forecast is None else (method(done.forecast),),
        notes=(*fiction(city), *caveats(city, done), *told),
    )


def _table(city: City, found: Forecast, level: Level) -> pd.DataFrame:
    """Put bands and what is told again together, in the order of units, days, sexes and ages."""
    again = _again(found, complete(city, found, level))
    if level == "district":
        apart = by_band(found).assign(kind=say("forecast.kind.part"), again=0)
        again = pd.concat([apart, again], ignore_index=True)
    both = again[again["date"] > found.base].rename(columns=FIGURES)
    named = units(city, level)[["unit_id", "name", "order"]].rename(columns={"unit_id": "district_id"})
    table = both.merge(named, on="district_id")
    table = table.sort_values(["order", "date", "again", "sex", "age_from"], kind="stable", ignore_index=True)
    ages = table[["age_from", "age_to"]].drop_duplicates()
    named = ages.assign(age=[_age(*row) for row in ages.itertuples(index=False)])
    sexes = {sex: say(f"forecast.sex.{sex}") for sex in table["sex"].unique()}
    table = table.merge(named, on=["age_from", "age_to"], how="left").assign(sex_words=table["sex"].map(sexes))
    figures = {name: table[name].round(1) for name in FIGURES.values()}
    return table.assign(**figures, date=table["date"].dt.date)[list(KEYS)]


def _again(found: Forecast, of: pd.Series) -> pd.DataFrame:
    """Give the groups that are told again by unit, sexes together, as rows like those of bands."""
    groups = by_group(found, of)
    groups = groups[groups["group"].isin(AGAIN)].rename(columns={"unit_id": "district_id"})
    first = {key: AGES[key][0] for key in AGAIN}
    rows = groups.assign(
        sex="total", age_from=groups["group"].map(first).astype("Int16"), kind=say("forecast.kind.again")
    )
    rows = rows.assign(age_to=pd.array([None] * len(rows), dtype="Int16"), again=1)
    return rows[["district_id", "date", "sex", "age_from", "age_to", "persons", "low", "high", "kind", "again"]]


def _age(first: int, last: int | None) -> str:
    """Write an age band."""
    if pd.isna(last):
        return say("forecast.age.all") if first == 0 else say("forecast.age.open", first=int(first))
    if first == last:
        return say("forecast.age.one", first=int(first))
    return say("forecast.age.band", first=int(first), last=int(last))


def _columns() -> tuple[Column, ...]:
    """Head the columns."""
    return (
        *(Column(key, say(f"forecast.column.band.{key}")) for key in ("district_id", "name")),
        Column("date", say("forecast.column.band.date"), "date"),
        *(Column(key, say(f"forecast.column.band.{key}")) for key in ("sex", "sex_words")),
        *(Column(key, say(f"forecast.column.band.{key}"), "number") for key in ("age_from", "age_to")),
        *(Column(key, say(f"forecast.column.band.{key}")) for key in ("age", "kind")),
        *(Column(key, say(f"forecast.column.band.{key}"), "number") for key in FIGURES.values()),
    )
