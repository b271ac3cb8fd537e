"""Which kinds of support press most in a district: what help is short of first, then where most are in need."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.answers.answer import SAID, Balance

UNNEEDED = "not_applicable"  # a reason: the city marked the kind as not needed there
WISH = "wish"  # who would like to come isn't in trouble


def pressing(balances: Mapping[str, Balance], units: tuple[str, ...]) -> tuple[str, ...]:
    """Order the kinds of support for some districts; kinds that the city marked as not needed there are left out.

    Trouble before wishes; then by how many of the districts are short, by the shortage, by need, in persons or
    households; what isn't known comes last, in the order of the categories. It is an order to talk in, no ranking of
    districts.
    """
    wanted = [kind for kind in balances if len(needed(balances[kind], units))]
    return tuple(sorted(wanted, key=lambda kind: _rank(balances[kind], units)))  # equal ones keep their order


def needed(balance: Balance, units: tuple[str, ...]) -> pd.DataFrame:
    """Give the rows of the districts in which a kind is needed."""
    table = balance.table
    mine = table[table["unit_id"].isin(units)]
    return mine[mine["reasons"].map(lambda codes: UNNEEDED not in str(codes).split(";")).astype(bool)]


def by_need(balances: Mapping[str, Balance], units: tuple[str, ...]) -> tuple[str, ...]:
    """Order the kinds whose need is trouble by how large it is in some districts; what isn't known is left out."""
    sums = {kind: _need(needed(balance, units)) for kind, balance in balances.items() if balance.basis != WISH}
    known = {kind: need for kind, need in sums.items() if need > 0}
    return tuple(sorted(known, key=lambda kind: -known[kind]))


def _rank(balance: Balance, units: tuple[str, ...]) -> tuple[bool, int, float, float]:
    """Rank one kind; smaller is more pressing."""
    rows = needed(balance, units)
    short = rows[rows["verdict"] == "short"]
    return (balance.basis == WISH, -len(short), -float(short["gap"].sum()), -_need(rows))


def _need(rows: pd.DataFrame) -> float:
    """Add up what need can be said; 0 where none can."""
    return float(rows.loc[rows["need_state"].isin(SAID), "need"].sum())
