"""Figures in words: persons, households or shares, and what a gap means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from shiensys.answers import words
from shiensys.answers.answer import Balance, Level, Verdict
from shiensys.show.view import By, Metric, name
from shiensys.tables.categories import Unit
from shiensys.text import half_up, number, say, share

SAID = ("shown", "few")  # states in which there is a figure
Row = Mapping[str, Any]  # one row of a balance's table, by column


def rows(table: pd.DataFrame) -> list[Row]:
    """Give the rows of a table one by one."""
    # a tenth of the time of to_dict("records"): a page asks for rows at every click
    columns = {str(key): table[key].tolist() for key in table.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def amount(value: float, *, unit: Unit, by: By) -> str:
    """Write one figure with its unit: whole persons or households, or a share of at most one decimal.

    >>> amount(1234.4, unit="persons", by="count"), amount(0.293, unit="persons", by="share")
    ('1,234人', '29.3%')
    """
    if by == "share":
        return share(value, decimals=0 if half_up(value, 3) == half_up(value, 2) else 1)
    return say(f"show.amount.{unit}", n=int(half_up(value)))


def band(low: float, high: float, *, unit: Unit, by: By) -> str:
    """Write an interval in plain words; one figure where both ends are the same when written.

    >>> band(120, 310, unit="persons", by="count")
    '120〜310人の間と考えられます'
    """
    if _same(low, high, by):
        return say("show.band.same", amount=amount(low, unit=unit, by=by))
    if by == "share":
        return say("show.band.share", low=percent(low), high=amount(high, unit=unit, by=by))
    return say(f"show.band.{unit}", low=int(half_up(low)), high=int(half_up(high)))


def spread(low: float, high: float, *, unit: Unit, by: By) -> str:
    """Write a range without a verb; one figure where both ends are the same when written.

    >>> spread(0.05, 0.1, unit="persons", by="share"), spread(38, 38.2, unit="persons", by="count")
    ('5〜10%', '38人')
    """
    if _same(low, high, by):
        return amount(low, unit=unit, by=by)
    if by == "share":
        return say("show.spread.share", low=percent(low), high=amount(high, unit=unit, by=by))
    return say(f"show.spread.{unit}", low=int(half_up(low)), high=int(half_up(high)))


def gap(value: float, verdict: Verdict, *, unit: Unit, by: By) -> str:
    """Write a gap in words, its sign included; ``verdict`` decides, not the sign.

    >>> gap(160, "short", unit="persons", by="count")
    '160人 足りない見込み'
    """
    if verdict in ("between", "unknown"):
        return say(f"show.verdict.{verdict}")
    return say(f"show.gap.{verdict}", amount=amount(abs(value), unit=unit, by=by))


def gap_briefly(value: float, verdict: Verdict, *, unit: Unit, by: By) -> str:
    """Write a gap for the end of a chart's row.

    >>> gap_briefly(-90, "enough", unit="persons", by="count")
    '90人のゆとり'
    """
    if verdict in ("between", "unknown"):
        return say(f"show.verdict.{verdict}")
    return say(f"show.gap.{verdict}.brief", amount=amount(abs(value), unit=unit, by=by))


def unknown_word(row: Row, metric: Metric) -> str:
    """Say in a word that a figure is protected, or can't be said; ``row``: of a balance's table."""
    protected = metric != "gap" and state(row, metric) == "protected"
    return say("show.protected.brief") if protected else say("show.verdict.unknown")


def state(row: Row, metric: Metric) -> str:
    """Name what keeps need or places of a unit from being said; blank where it isn't known.

    A share is over residents that are known from the answers: places without it lack what need lacks.
    """
    own = str(row[f"{metric}_state"])
    why = own if own not in SAID else str(row["need_state"])
    return "" if why in SAID else why


def unknown(row: Row, metric: Metric) -> str:
    """Say that a unit's figure can't be said, and why.

    ``row``: of a balance's table. A protected figure is said to be protected, never to be unknown.
    """
    if metric == "gap":
        reason = str(row["reasons_text"])
    elif state(row, metric) == "protected":
        return say("show.protected")
    else:
        reason = words.reasons(state(row, metric))
    return say("show.unknown.why", reason=reason) if reason else say("show.verdict.unknown")


def interval(balance: Balance, row: Row, metric: Metric, *, by: By) -> str:
    """Write need or places of a unit with its range, or why it can't be said."""
    low, high = row[name(metric, by, "low")], row[name(metric, by, "high")]
    unit = balance.category.unit
    if pd.isna(low) or pd.isna(high):
        return unknown(row, metric)
    if metric == "need":
        return band(low, high, unit=unit, by=by)
    return spread(low, high, unit=unit, by=by)


def gap_interval(balance: Balance, row: Row, *, by: By) -> str:
    """Write the range of a gap that has a verdict, in words and without signs."""
    unit = balance.category.unit
    low, high = row[name("gap", by, "low")], row[name("gap", by, "high")]
    if row["verdict"] == "enough":
        return say("show.gap.range.enough", range=spread(max(-high, 0), -low, unit=unit, by=by))
    if row["verdict"] == "short":
        return say("show.gap.range.short", range=spread(low, high, unit=unit, by=by))
    return say(
        "show.gap.range.between",
        spare=amount(-low, unit=unit, by=by),
        short=amount(high, unit=unit, by=by),
    )


def units(count: int, level: Level) -> str:
    """Write a number of districts or 圏域.

    >>> units(2, "district")
    '2地区'
    """
    return say(f"show.units.{level}", n=count)


def _same(low: float, high: float, by: By) -> bool:
    """Tell whether both ends of a range are written the same."""
    decimals = 3 if by == "share" else 0
    return half_up(low, decimals) == half_up(high, decimals)


def percent(value: float) -> str:
    """Write a share without its sign, for the lower end of a range.

    >>> percent(0.05), percent(0.0525)
    ('5', '5.3')
    """
    return number(value * 100, decimals=0 if half_up(value, 3) == half_up(value, 2) else 1)
