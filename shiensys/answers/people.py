"""Residents by unit: how many, how old, since when."""

from __future__ import annotations

import pandas as pd

from shiensys.answers import evidence
from shiensys.answers.answer import Answer, Column, Evidence, Level
from shiensys.answers.card import card, fiction
from shiensys.answers.units import total, unit_of, units
from shiensys.city import City
from shiensys.measures import people
from shiensys.text import say

OLD = 75  # years; 後期高齢者


def population(city: City, level: Level = "district") -> Answer:
    """Count residents, 65+ and 75+ at each unit's latest date; shares are over known ages and say so."""
    of = unit_of(city, level)
    table = units(city, level).set_index("unit_id", drop=False).rename_axis(None)
    if city.population is None:
        notes = (*fiction(city), say("answers.note.no_population"))
        return Answer(card(city), say("answers.title_population"), table, (_columns(level)[0],), (), notes=notes)
    counts = {
        "residents": people.all_ages(city.population),
        "known": people.known_ages(city.population),
        "older": people.aged(city.population, from_age=people.OLDER),
        "old": people.aged(city.population, from_age=OLD),
    }
    table = table.assign(**{name: total(people.latest(values), of) for name, values in counts.items()})
    known = table["known"].where(table["known"] > 0)
    table = table.assign(
        older_share=table["older"] / known,
        old_share=table["old"] / known,
        unknown_age=table["residents"] - table["known"],
    )
    return Answer(
        city=card(city),
        title=say("answers.title_population"),
        table=table,
        columns=_columns(level),
        evidence=(of_residents(city),),
        notes=(*fiction(city), say("answers.note.known_ages")),
    )


def of_residents(city: City) -> Evidence:
    """Say where residents are counted."""
    return Evidence(
        what=say("answers.what.population"),
        source=evidence.credit(city, "population"),
        date=evidence.day(city.population),
        unit=say("answers.unit.persons"),
        rule=say("answers.rule.residents"),
    )


def _columns(level: Level) -> tuple[Column, ...]:
    """Head the columns."""
    counts = [Column(key, say(f"answers.column.{key}"), "persons") for key in ("residents", "older", "old")]
    shares = [Column(key, say(f"answers.column.{key}"), "share") for key in ("older_share", "old_share")]
    unknown = Column("unknown_age", say("answers.column.unknown_age"), "persons")
    heads = (counts[0], counts[1], shares[0], counts[2], shares[1], unknown)
    return (Column("name", say(f"answers.column.{level}")), *heads)


def districts(city: City) -> Answer:
    """List the districts in the city's own order, with reading and 圏域."""
    keys = ("name", "reading", "area", "order", "district_id")
    table = pd.DataFrame(city.districts[list(keys)]).assign(unit_id=city.districts["district_id"])
    source = Evidence(
        what=say("answers.what.districts"),
        source=evidence.credit(city, "districts", "district-list"),
        date=None,
        unit="",
    )
    columns = tuple(Column(key, say(f"answers.column.district_{key}")) for key in keys)
    made_up = city.districts.loc[city.districts["made_up"].astype(bool), "name"]
    notes = [say("answers.note.made_up", names=say("answers.reason_joint").join(made_up))] if len(made_up) else []
    return Answer(card(city), say("answers.title_districts"), table, columns, (source,), notes=(*fiction(city), *notes))
