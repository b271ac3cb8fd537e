"""The second way to the answers, for those whose duty it is: exact counts, written down before they are given.

It stands beside the menu, not on it: no page, file or link but its own may ask here (tests/test_architecture.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, get_args

import pandas as pd

from shiensys.answers.answer import Column, Evidence
from shiensys.answers.card import card, fiction
from shiensys.answers.survey import evidence
from shiensys.answers.survey.answer import Inside
from shiensys.answers.survey.cells import age_words
from shiensys.answers.survey.menu import find, named
from shiensys.answers.whereabouts import WIDE, age_band
from shiensys.city import City
from shiensys.measures import scoring
from shiensys.store import audit
from shiensys.tables.indicators import Indicator
from shiensys.text import say

Cross = Literal["district", "age", "sex", "all"]  # all: district by age by sex
CROSSES: tuple[Cross, ...] = get_args(Cross)
_KEYS = ("district", "age", "sex")


def inside(city: City, key: str, by: Cross, who: str) -> Inside:
    """Give exact counts of the newest answers, after writing down who asked; raises UnknownIndicatorError.

    ``table``: one row a cell that anybody is in: ``district``, ``age``, ``sex`` in words as far as ``by`` divides by
    them, ``n`` persons judged, ``x`` of whom it is true (n × weighted share), ``share`` (0..1).
    """
    indicator = find(city, key)
    audit.record("inside", who=who, city=city.record.code, kind="survey", indicator=key, by=by, what=indicator.name)
    return Inside(
        city=card(city),
        title=say("survey.answer.inside.title", name=indicator.name),
        table=_table(city, indicator, by),
        columns=_columns(by),
        evidence=_evidence(city, indicator),
        notes=(say("survey.answer.inside.warning"), *fiction(city), say("survey.answer.inside.written_down")),
        warning=say("survey.answer.inside.warning"),
        indicator=named(indicator),
    )


def _table(city: City, indicator: Indicator, by: Cross) -> pd.DataFrame:
    """Count the answers as they are now."""
    keys = list(_KEYS if by == "all" else (by,))
    survey = city.rounds[0].answers if city.rounds else None
    if survey is None:
        return pd.DataFrame(columns=[*keys, "n", "x", "share"])
    parts = pd.DataFrame({"district": survey["stratum"], "age": age_band(survey), "sex": survey["sex"]})[keys]
    names = parts.fillna("").drop_duplicates().reset_index(drop=True)
    cell = parts.fillna("").merge(names.assign(cell=names.index), on=keys, how="left")["cell"].set_axis(survey.index)
    counted = scoring.counts(survey, scoring.judge(survey, indicator.rule), cell)
    rows = names.join(counted).sort_values(keys, kind="stable", ignore_index=True)
    words = {key: rows[key].map(_words(city)[key]) for key in keys}
    return rows.assign(**words, share=rows["x"] / rows["n"].where(rows["n"] > 0))


def _words(city: City) -> Mapping[str, Callable[[str], str]]:
    """Say for each key how its cells are named."""
    names = dict(zip(city.districts["district_id"], city.districts["name"], strict=True))
    unknown = say("survey.answer.inside.unknown")
    return {
        "district": lambda cell: names.get(cell, cell.removeprefix(WIDE) or unknown),
        "age": lambda cell: age_words(cell) if cell else unknown,
        "sex": lambda cell: say(f"survey.answer.sex.{cell}") if cell else unknown,
    }


def _columns(by: Cross) -> tuple[Column, ...]:
    """Head the columns."""
    keys = _KEYS if by == "all" else (by,)
    return (
        *(Column(key, say(f"survey.answer.column.{key}")) for key in keys),
        Column("n", say("survey.answer.column.n"), "persons"),
        Column("x", say("survey.answer.column.x"), "number"),
        Column("share", say("survey.answer.column.exact"), "share"),
    )


def _evidence(city: City, indicator: Indicator) -> tuple[Evidence, ...]:
    """Say where the counts come from."""
    if not city.rounds:
        return ()
    newest = city.rounds[0]
    return (
        Evidence(
            what=indicator.name,
            source=newest.name,
            date=newest.date.date(),
            unit=say("answers.unit.persons"),
            over=evidence.over(city),
            rule=evidence.rule_words(indicator, "judged"),
        ),
    )
