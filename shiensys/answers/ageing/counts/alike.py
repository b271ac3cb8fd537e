"""One district beside those most like it and the city: what they are alike in, and in what they differ."""

from __future__ import annotations

import math

import pandas as pd

from shiensys.answers import evidence, likeness
from shiensys.answers.ageing.answer import Alike
from shiensys.answers.ageing.counts.trend import made_up
from shiensys.answers.answer import Column, Evidence
from shiensys.answers.card import card, fiction
from shiensys.answers.people import of_residents
from shiensys.answers.units import WHOLE, UnknownUnitError
from shiensys.city import City
from shiensys.measures import people, similar
from shiensys.text import half_up, say

SHOWN = ["role", "unit_id", "name", *similar.FEATURES, "role_words", "words", "reasons"]


def alike(city: City, unit_id: str) -> Alike:
    """Set a district beside the districts most like it, the most like first, and the city. It is no ranking.

    Raises UnknownUnitError; a 圏域 or the city has nothing that it is like.
    """
    names = city.districts.set_index("district_id")["name"]
    if unit_id not in names.index:
        raise UnknownUnitError("survey.answer.unknown_unit", unit=unit_id)
    known = likeness.known_of(city)
    described = similar.features(known)
    reasons = likeness.alike(city, unit_id, names.index)
    figures = pd.concat([described.loc[[unit_id, *reasons]], _whole(city, known)[list(described)]])
    table = figures.reindex(columns=list(similar.FEATURES)).astype(float).rename_axis("unit_id").reset_index()
    table = table.assign(
        role=["this", *["similar"] * len(reasons), "city"],
        name=[*names[[unit_id, *reasons]], city.record.name],
        reasons=["", *reasons.values(), ""],
        words=[_words(row) for row in table.to_dict("records")],
        older=table["older"].map(half_up, na_action="ignore"),
    )
    table = table.assign(role_words=[say(f"ageing.role.{role}") for role in table["role"]])
    name = str(names[unit_id])
    return Alike(
        city=card(city),
        title=say("ageing.title.alike", name=name),
        table=table[SHOWN],
        columns=_columns(),
        evidence=() if city.population is None else tuple(_sources(city)),
        headline=(_headline(name, table, loaded=city.population is not None),),
        notes=tuple(note for note in (*fiction(city), say("ageing.note.alike"), made_up(city)) if note),
        unit_id=unit_id,
    )


def _whole(city: City, known: pd.DataFrame) -> pd.DataFrame:
    """Describe the city by the sums of its districts; what isn't known of one of them isn't known."""
    there = [name for name in likeness.COUNTS if name in known]
    sums = known[there].sum(skipna=False, min_count=1).to_frame().T.set_axis([WHOLE])
    if city.population is not None:
        residents = people.known_ages(city.population).unstack("district_id").reindex(columns=known.index)
        total = residents.sum(axis=1, skipna=False)
        by_city = pd.concat({WHOLE: total}, names=["district_id", "date"])
        sums = sums.assign(change=similar.yearly_change(by_city))
    full = similar.features(sums.dropna(axis="columns"))
    return full.reindex(columns=list(similar.FEATURES))


def _words(row: dict[object, object]) -> str:
    """Write what is known of a unit."""
    told = [
        say(
            "ageing.words.feature",
            what=say(f"survey.answer.feature.{name}"),
            figure=likeness.figure(name, row[name]),
        )
        for name in similar.FEATURES
        if not math.isnan(float(str(row[name])))
    ]
    return say("answers.reason_joint").join(told)


def _headline(name: str, table: pd.DataFrame, *, loaded: bool) -> str:
    """Name the districts that are like one."""
    others = table.loc[table["role"] == "similar", "name"]
    if not loaded:
        return say("ageing.headline.no_population")
    if others.empty:
        return say("ageing.headline.none_alike", name=name)
    return say("ageing.headline.alike", name=name, names=say("answers.reason_joint").join(others))


def _sources(city: City) -> list[Evidence]:
    """Say where the figures come from."""
    told = [of_residents(city)]
    if city.households is not None:
        told.append(
            Evidence(
                what=say("ageing.counted.alone"),
                source=evidence.credit(city, "households"),
                date=evidence.day(city.households),
                unit=say("ageing.unit.alone"),
            )
        )
    return told


def _columns() -> tuple[Column, ...]:
    """Head the columns."""
    heads = {name: say(f"survey.answer.feature.{name}") for name in similar.FEATURES}
    return (
        Column("name", say("ageing.column.unit")),
        Column("role_words", say("ageing.column.role")),
        Column("older", heads["older"], "persons"),
        *(Column(name, heads[name], "share") for name in ("older_share", "old_share", "alone_share")),
        Column("density", heads["density"], "number"),
        Column("change", heads["change"], "share"),
        Column("reasons", say("ageing.column.reasons")),
    )
