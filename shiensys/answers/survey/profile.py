"""All indicators of a group at once: of one district beside the city, or of all units under each other."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.answer import Answer, Column, Evidence
from shiensys.answers.card import card
from shiensys.answers.survey import evidence, headings
from shiensys.answers.survey.answer import By, Profile
from shiensys.answers.survey.before import difference, direction
from shiensys.answers.survey.cells import by_unit
from shiensys.answers.survey.compared import against
from shiensys.answers.survey.menu import find, listing, named
from shiensys.answers.survey.released import Told, source, told, wanted_for
from shiensys.answers.survey.told import worded
from shiensys.answers.units import level_of
from shiensys.city import City
from shiensys.tables.indicators import Indicator
from shiensys.text import say

Known = list[tuple[Indicator, Told]]


def profile(city: City, group: str, unit_id: str) -> Profile:
    """Tell of a district what the survey says of all indicators of a group; raises UnknownUnitError.

    See Profile for the columns.
    """
    return profiles(city, group, level_of(city, unit_id))[unit_id]


def profiles(city: City, group: str, by: By) -> dict[str, Profile]:
    """Give the profile of every unit of a level by unit_id: hardly more work than that of one."""
    known = _known(city, group, by)
    columns = _columns()
    rows = [_rows(city, indicator, of, by) for indicator, of in known]
    everything = worded(pd.concat(rows, ignore_index=True)) if rows else None
    names = by_unit(city, None, by)["name"]
    told_by = _evidence(city, known)
    made = {}
    for unit_id, name in names.items():
        mine = everything[everything["unit_id"] == unit_id] if everything is not None else _empty(columns)
        table = mine.reset_index(drop=True)
        made[str(unit_id)] = Profile(
            city=card(city),
            title=say("survey.answer.profile", name=name, group=say(f"survey.answer.group.{group}")),
            table=table,
            columns=columns,
            evidence=told_by,
            notes=_notes(city, known, table, by),
            group=group,
            unit_id=str(unit_id),
        )
    return made


def group_rates(city: City, group: str, by: By) -> Answer:
    """Tell of all units of a level what the survey says of all indicators of a group: one row a unit and indicator.

    Columns of ``table``: ``key``, ``indicator``, ``status``, ``status_words``, ``source`` and the figures of Rates.
    """
    known = _known(city, group, by)
    columns = _long_columns(by)
    table = _together([_long(city, indicator, of, by) for indicator, of in known], columns)
    return Answer(
        city=card(city),
        title=say("survey.answer.group_title", group=say(f"survey.answer.group.{group}")),
        table=table,
        columns=columns,
        evidence=_evidence(city, known),
        notes=_notes(city, known, table, by),
    )


def _known(city: City, group: str, by: By) -> Known:
    """Release all indicators of a group that the newest survey asked."""
    of = source(city)
    asked = [find(city, each.key) for each in listing(city, group)]
    released = [(indicator, told(city, indicator, "judged", of, wanted_for(by))) for indicator in asked]
    return [(indicator, found) for indicator, found in released if found is not None]


def _rows(city: City, indicator: Indicator, of: Told, by: By) -> pd.DataFrame:
    """Give the rows of one indicator: each unit, the city's share, and how the unit stands against that."""
    mine = by_unit(city, of.release, by)
    whole = by_unit(city, of.release, "city") if by != "city" else mine
    beside = whole.iloc[[0] * len(mine)].set_axis(mine.index, axis=0)
    found = difference(mine, beside)
    bounds = list(zip(found["low"].tolist(), found["high"].tolist(), strict=True))
    ways = [direction(low, high) for low, high in bounds]
    everywhere = say("survey.answer.whole_city")
    return mine.assign(
        key=indicator.key,
        name=indicator.name,
        status_words=named(indicator).status_words,
        city=beside["share"],
        direction=ways,
        difference_words=[against(everywhere, way, *ends) for way, ends in zip(ways, bounds, strict=True)],
    )


def _long(city: City, indicator: Indicator, of: Told, by: By) -> pd.DataFrame:
    """Give the rows of one indicator, a unit each."""
    told_ = named(indicator)
    return by_unit(city, of.release, by).assign(
        key=told_.key,
        indicator=told_.name,
        status=told_.status,
        status_words=told_.status_words,
        source=indicator.source,
    )


def _together(rows: list[pd.DataFrame], columns: tuple[Column, ...]) -> pd.DataFrame:
    """Put rows under each other; a table without rows has its columns all the same."""
    return worded(pd.concat(rows, ignore_index=True)) if rows else _empty(columns)


def _empty(columns: tuple[Column, ...]) -> pd.DataFrame:
    """Give a table without rows."""
    return pd.DataFrame(columns=[*dict.fromkeys([*(each.key for each in columns), "state", "together"])])


def _evidence(city: City, known: Known) -> tuple[Evidence, ...]:
    """Say where the figures come from, one indicator after the other: each has its rule."""
    return tuple(one for each, of in known for one in evidence.of_rates(city, each, of, None, "judged"))


def _notes(city: City, known: Known, table: pd.DataFrame, by: By) -> tuple[str, ...]:
    """Give what must be printed beside the figures."""
    if not known:
        return evidence.nothing(city)
    return evidence.notes(city, known[0][1], table, by)


def _columns() -> tuple[Column, ...]:
    """Head the columns of a profile."""
    shares = ("direct", "direct_low", "direct_high", "share", "share_low", "share_high", "city")
    return (
        Column("name", say("survey.answer.column.indicator")),
        Column("status_words", say("survey.answer.column.status")),
        Column("mark_words", say("survey.answer.column.mark_words")),
        headings.answered(),
        *(Column(key, say(f"survey.answer.column.{key}"), "share") for key in shares),
        Column("difference_words", say("survey.answer.column.difference_words")),
        Column("words", say("survey.answer.column.words")),
    )


def _long_columns(by: By) -> tuple[Column, ...]:
    """Head the columns of all units and indicators; the marks are told by a code too, for who works on with them."""
    shares = ("direct", "direct_low", "direct_high", "share", "share_low", "share_high")
    together = [Column("together", say("survey.answer.column.together"))] if by == "district" else []
    return (
        Column("key", say("survey.answer.column.key")),
        Column("indicator", say("survey.answer.column.indicator")),
        headings.unit(by),
        *together,
        Column("state", say("survey.answer.column.state")),
        Column("mark_words", say("survey.answer.column.mark_words")),
        headings.answered(),
        *(Column(key, say(f"survey.answer.column.{key}"), "share") for key in shares),
        Column("status", say("survey.answer.column.status_code")),
        Column("status_words", say("survey.answer.column.status")),
        Column("source", say("survey.answer.column.source")),
    )
