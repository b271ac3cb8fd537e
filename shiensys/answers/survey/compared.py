"""One district beside the city, the districts most like it, and the survey before."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from shiensys.answers.answer import Column
from shiensys.answers.card import card
from shiensys.answers.likeness import alike
from shiensys.answers.survey import evidence, headings
from shiensys.answers.survey.adjusting import adjusted
from shiensys.answers.survey.answer import By, Compared
from shiensys.answers.survey.before import change_words, difference, direction
from shiensys.answers.survey.cells import by_unit
from shiensys.answers.survey.menu import find, named
from shiensys.answers.survey.released import Told, source, told, wanted_for
from shiensys.answers.survey.told import estimate_words, worded
from shiensys.answers.survey.words import points
from shiensys.answers.units import level_of
from shiensys.city import City
from shiensys.text import say

Sources = tuple[Told | None, Told | None]  # the newest survey, the one before


def compared(city: City, key: str, unit_id: str) -> Compared:
    """Set a district (or 圏域, or the city) beside others; raises UnknownIndicatorError, UnknownUnitError."""
    indicator = find(city, key)
    by = level_of(city, unit_id)
    wanted = wanted_for(by, adjusted=True)
    now, then = (told(city, indicator, "judged", source(city, back=back), wanted) for back in (0, 1))
    table = worded(_rows(city, unit_id, by, (now, then)))
    table = table.assign(difference_words=[_words(row) for row in table.to_dict("records")])
    mine = table.iloc[0]
    lines = [
        say(
            "survey.answer.compared.headline",
            name=mine["name"],
            words=estimate_words({str(name): cell for name, cell in mine.items()}),
        )
    ]
    return Compared(
        city=card(city),
        title=say("survey.answer.compared.title", name=mine["name"], indicator=indicator.name),
        table=table,
        columns=_columns(),
        evidence=evidence.of_rates(city, indicator, now, then, "judged"),
        headline=tuple(lines),
        notes=(*evidence.notes(city, now, table, by), say("survey.answer.note.compared")),
        indicator=named(indicator),
        unit_id=unit_id,
    )


def _rows(city: City, unit_id: str, by: By, of: Sources) -> pd.DataFrame:
    """Put the rows together: this one, the city, those like it, and the survey before."""
    now, then = of
    units = _with_adjusted(city, now, by)
    mine = units.loc[[unit_id]]
    rows = [mine.assign(role="this", reasons="")]
    if by != "city":
        rows.append(_with_adjusted(city, now, "city").assign(role="city", reasons=""))
    if by == "district":
        rows += _alike(city, units, unit_id)
    if then is not None:
        before = by_unit(city, then.release, by).loc[[unit_id]]
        same = str(before["together"].iloc[0]) == str(mine["together"].iloc[0])
        rows.append(before.assign(role="before", reasons="" if same else say("survey.answer.change.other_groups")))
    table = pd.concat(rows, ignore_index=True)
    first = table.iloc[[0] * len(table)].set_axis(table.index, axis=0)
    against = difference(first, table)
    comparable = ~table["role"].eq("this") & ~(table["role"].eq("before") & table["reasons"].ne(""))
    against = against.where(comparable)
    told_ = [direction(low, high) for low, high in zip(against["low"], against["high"], strict=True)]
    return table.assign(direction=told_, difference_low=against["low"], difference_high=against["high"])


def _with_adjusted(city: City, now: Told | None, by: By) -> pd.DataFrame:
    """Give the units of a level with their age-adjusted shares."""
    table = by_unit(city, None if now is None else now.release, by)
    return table.join(adjusted(city, now, by)[["adjusted"]])


def _alike(city: City, units: pd.DataFrame, unit_id: str) -> Iterator[pd.DataFrame]:
    """Give the rows of the districts most like one that are shown with figures of their own."""
    own = units["group"].ne(str(units.loc[unit_id, "group"])) | units["group"].isna()
    shown = units.index[units["share"].notna() & own]
    for other, reasons in alike(city, unit_id, shown).items():
        yield units.loc[[other]].assign(role="similar", reasons=reasons)


def _words(row: dict[object, object]) -> str:
    """Say how the district stands against a row; blank in its own."""
    role, told_ = str(row["role"]), str(row["direction"])
    if role == "this":
        return ""
    if role == "before":
        if row["reasons"]:
            return str(row["reasons"])
        return change_words(told_, float(str(row["difference_low"])), float(str(row["difference_high"])))
    return against(str(row["name"]), told_, float(str(row["difference_low"])), float(str(row["difference_high"])))


def against(name: str, told_: str, low: float, high: float) -> str:
    """Say how a share stands against another one's.

    >>> against("市全体", "more", 0.031, 0.088), against("市全体", "open", -0.01, 0.02)
    ('市全体より多いといえます(3〜9ポイント)', '市全体と差があるとはいえません')
    """
    if told_ in ("more", "fewer"):
        return say(f"survey.answer.against.{told_}", name=name, points=points(low, high))
    return say(f"survey.answer.against.{told_}", name=name)


def _columns() -> tuple[Column, ...]:
    """Head the columns."""
    shares = ("direct", "share", "share_low", "share_high", "adjusted")
    texts = ("mark_words", "reasons", "difference_words", "words")
    return (
        Column("name", say("survey.answer.column.compared")),
        headings.answered(),
        *(Column(key, say(f"survey.answer.column.{key}"), "share") for key in shares),
        *(Column(key, say(f"survey.answer.column.{key}")) for key in texts),
    )
