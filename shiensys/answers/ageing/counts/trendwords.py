"""What an indicator says of a unit on a day, and how it changed, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from shiensys.answers.ageing.answer import Measure
from shiensys.answers.words import amount
from shiensys.text import half_up, number, persons, say, share

Row = Mapping[str, object]
POINTS = 100  # percentage points of a share of 1


def worded(table: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Add ``words`` and ``change_words``, and make persons whole.

    ``table``: ``unit_id``, ``date`` in order, ``persons``, ``whole``, ``value``. The change is since the unit's first
    day with a figure, which is named.
    """
    rows = [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
    first: dict[str, Row] = {}
    for row in rows:
        if not math.isnan(_f(row["value"])):
            first.setdefault(str(row["unit_id"]), row)
    words = [told(measure, _f(row["persons"]), _f(row["whole"]), _f(row["value"])) for row in rows]
    changes = [_change(measure, row, first) for row in rows]
    counts = {"persons": table["persons"].map(half_up, na_action="ignore").astype(float)}
    if measure.key == "average":
        counts = {"persons": pd.Series(math.nan, index=table.index)}
    whole = table["whole"].map(half_up, na_action="ignore").astype(float)
    return table.assign(**counts, whole=whole, words=words, change_words=changes)


def told(measure: Measure, counted: float, whole: float, value: float) -> str:
    """Say an indicator's figures; blank where none is known."""
    if measure.key == "average":
        return "" if math.isnan(value) else say("ageing.words.average", value=written(measure, value))
    if math.isnan(counted):
        return "" if math.isnan(value) else written(measure, value)
    if measure.key == "index":
        if math.isnan(value):
            return ""
        return say("ageing.words.index", value=number(value), older=persons(counted), young=persons(whole))
    told_ = amount(counted, "households" if measure.key == "alone" else "persons")
    if math.isnan(value):
        return say("ageing.words.count", name=measure.name, counted=told_)
    if measure.key == "alone":
        return say("ageing.words.alone", name=measure.name, counted=told_, whole=measure.whole, share=share(value))
    return say("ageing.words.share", name=measure.name, counted=told_, share=share(value))


def written(measure: Measure, value: float) -> str:
    """Write an indicator's value alone."""
    if measure.style == "share":
        return share(value)
    return say("ageing.words.years", value=number(value, 1)) if measure.key == "average" else number(value)


def _change(measure: Measure, row: Row, first: Mapping[str, Row]) -> str:
    """Say how a unit changed since its first day; blank on it and where either isn't known."""
    value, before = _f(row["value"]), first.get(str(row["unit_id"]))
    if math.isnan(value) or before is None or row["date"] == before["date"]:
        return ""
    by = value - _f(before["value"])
    day = pd.Timestamp(str(before["date"])).date()
    if measure.key == "average":
        return say("ageing.change.average", first=day, by=signed(by, 1))
    if measure.key == "index":
        return say("ageing.change.index", first=day, by=signed(by))
    counted = signed(half_up(_f(row["persons"])) - half_up(_f(before["persons"])))
    unit = say("ageing.change.households" if measure.key == "alone" else "ageing.change.persons", n=counted)
    return say("ageing.change.share", first=day, points=signed(by * POINTS, 1), counted=unit)


def signed(value: float, decimals: int = 0) -> str:
    """Write a difference with its sign.

    >>> signed(3.24, 1), signed(-120), signed(0.01, 1)
    ('+3.2', '−120', '±0.0')
    """
    rounded = half_up(value, decimals)
    sign = "±" if rounded == 0 else "+" if rounded > 0 else "−"
    return sign + number(abs(rounded), decimals)


def _f(value: object) -> float:
    """Read a cell as a number."""
    return float(str(value))
