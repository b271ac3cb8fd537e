"""Figures in words: persons, households or shares, and what a gap means."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.answer import Verdict
from shiensys.show.view import By, Metric
from shiensys.tables.categories import Unit
from shiensys.text import half_up, number, say, share


def amount(value: float, *, unit: Unit, by: By) -> str:
    """Write one figure with its unit: whole persons or households, or a share of at most one decimal.

    >>> amount(1234.4, unit="persons", by="count"), amount(0.293, unit="persons", by="share")
    ('1,234人', '29.3%')
    """
    if by == "share":
        return share(value)
    return say(f"show.amount.{unit}", n=int(half_up(value)))


def band(low: float, high: float, *, unit: Unit, by: By) -> str:
    """Write an interval in plain words.

    >>> band(120, 310, unit="persons", by="count")
    '120〜310人の間と考えられます'
    """
    if by == "share":
        return say("show.band.share", low=_percent(low), high=share(high))
    return say(f"show.band.{unit}", low=int(half_up(low)), high=int(half_up(high)))


def spread(low: float, high: float, *, unit: Unit, by: By) -> str:
    """Write a range without a verb.

    >>> spread(0.05, 0.1, unit="persons", by="share")
    '5.0〜10.0%'
    """
    if by == "share":
        return say("show.spread.share", low=_percent(low), high=share(high))
    return say(f"show.spread.{unit}", low=int(half_up(low)), high=int(half_up(high)))


def gap(value: float, verdict: Verdict, *, unit: Unit, by: By) -> str:
    """Write a gap in words, its sign included; ``verdict`` decides, not the sign.

    >>> gap(160, "short", unit="persons", by="count")
    '160人 足りない見込み'
    """
    if verdict in ("between", "unknown"):
        return say(f"show.verdict.{verdict}")
    return say(f"show.gap.{verdict}", amount=amount(abs(value), unit=unit, by=by))


def unknown(row: pd.Series, metric: Metric) -> str:
    """Say that a unit's figure can't be said, and why.

    ``row``: of a balance's table. A protected figure is said to be protected, never to be unknown.
    """
    if metric == "gap":
        reason = row["reasons_text"]
        return say("show.unknown.why", reason=reason) if pd.notna(reason) and reason else say("show.verdict.unknown")
    state = row[f"{metric}_state"]
    if state == "protected":
        return say("show.protected")
    return say("show.verdict.unknown")


def units(count: int) -> str:
    """Write a number of districts or 圏域.

    >>> units(2)
    '2地区'
    """
    return say("show.units", n=count)


def _percent(value: float) -> str:
    """Write a share without its sign, for the lower end of a range."""
    return number(value * 100, decimals=1)
