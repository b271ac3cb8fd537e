"""What a balance says of a unit, in words: the same for panel, hover text, table and file."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from shiensys.answers.answer import SAID
from shiensys.tables.categories import Category, Unit
from shiensys.text import half_up, say, share


def amount(value: float, unit: Unit) -> str:
    """Write an amount in the unit of its kind, whole.

    >>> amount(12.4, "persons"), amount(3, "households")
    ('12人', '3世帯')
    """
    return say("common.persons" if unit == "persons" else "common.households", n=int(half_up(value)))


def between(low: float, high: float, unit: Unit) -> str:
    """Write a range; one figure where both ends are the same when written.

    >>> between(10.2, 30, "persons")
    '10〜30人'
    """
    first, last = int(half_up(low)), int(half_up(high))
    if first == last:
        return amount(last, unit)
    return say("answers.range", low=first, high=amount(last, unit))


def worded(table: pd.DataFrame, chosen: Category) -> pd.DataFrame:
    """Add the words of a balance's table: ``need_words`` to ``mark_words`` (see Balance)."""
    rows = [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
    return table.assign(
        need_words=[_need(row, chosen.unit) for row in rows],
        places_words=[_places(row, chosen.unit) for row in rows],
        gap_words=[_gap(row, chosen.unit) for row in rows],
        coverage_words=[_coverage(row) for row in rows],
        reasons_text=[reasons(str(row["reasons"])) for row in rows],
        mark_words=[marks(row) for row in rows],
    )


def reasons(codes: str) -> str:
    """Tell the reasons in words; blank where there are none."""
    return say("answers.reason_joint").join(say(f"answers.reason.{code}") for code in codes.split(";") if code)


def _need(row: Mapping[str, object], unit: Unit) -> str:
    """Say how many are in need in a unit, or why not."""
    if row["need_state"] not in SAID:
        return say(f"answers.reason.{row['need_state']}")
    told = say("answers.about", middle=amount(_f(row["need"]), unit), range=_range(row, "need", unit))
    marked = marks(row)
    return say("answers.marked", words=told, mark=marked) if marked else told


def marks(row: Mapping[str, object]) -> str:
    """Say what must be known beside a figure of need: that answers are few, that districts were put together."""
    if row["need_state"] not in SAID:
        return ""
    told = [say("answers.mark.few")] if row["need_state"] == "few" else []
    if row["together"]:
        told.append(say("answers.mark.together", names=row["together"]))
    return say("answers.reason_joint").join(told)


def _places(row: Mapping[str, object], unit: Unit) -> str:
    """Say how many can be helped in a unit, or why not."""
    state = row["places_state"]
    if state == "units_differ":
        return say("answers.listed", n=int(_f(row["resources"])))
    if state != "shown":
        return say(f"answers.reason.{state}")
    return _range(row, "places", unit)


def _gap(row: Mapping[str, object], unit: Unit) -> str:
    """Say which way the gap goes and how far: no signs, words."""
    verdict = row["verdict"]
    if verdict == "unknown":
        return say("answers.unknown")
    low, high = _f(row["gap_low"]), _f(row["gap_high"])
    if verdict == "short":
        return say("answers.short", middle=amount(_f(row["gap"]), unit), range=between(low, high, unit))
    if verdict == "enough":
        return say("answers.enough", middle=amount(-_f(row["gap"]), unit), range=between(-high, -low, unit))
    return say("answers.between", spare=amount(-low, unit), short=amount(high, unit))


def _coverage(row: Mapping[str, object]) -> str:
    """Say what share of need the places cover; blank where it isn't defined or can't be said."""
    middle, low, high = (_f(row[f"coverage{bound}"]) for bound in ("", "_low", "_high"))
    if math.isnan(middle):
        return ""
    if math.isinf(high):
        return say("answers.coverage_open", low=share(low, 0))
    return say("answers.coverage", low=share(low, 0), high=share(high, 0))


def _range(row: Mapping[str, object], name: str, unit: Unit) -> str:
    """Write the range of an amount."""
    return between(_f(row[f"{name}_low"]), _f(row[f"{name}_high"]), unit)


def _f(value: object) -> float:
    """Read a cell as a number."""
    return float(str(value))
