"""どんなことに困っている: in what many are in trouble here, and how many live alone."""

from __future__ import annotations

import pandas as pd

from shiensys.answers import evidence
from shiensys.answers.answer import SAID, Balance, Column, Evidence, Sentence
from shiensys.answers.council.screens.pressing import by_need
from shiensys.answers.council.screens.screen import Asked, Told, words
from shiensys.answers.words import amount, between
from shiensys.measures.people import at_latest
from shiensys.text import say

FIRST = 3  # kinds that are said; the table has all


def told(asked: Asked) -> Told:
    """Say in what people are in trouble."""
    kinds = by_need(asked.balances, asked.units)
    sentences = [_most(asked, kinds[:FIRST]), *_alone(asked)]
    order = dict.fromkeys([*kinds, *asked.pressing])
    rows = [row for kind in order for row in _rows(asked, kind)]
    keys = ("name", "kind", "need", "mark") if asked.several else ("kind", "need", "mark")
    columns = tuple(Column(key, say(f"council.column.{key}")) for key in keys)
    return Told(tuple(sentences), pd.DataFrame(rows, columns=["name", "kind", "noun", "need", "mark"]), columns)


def _most(asked: Asked, kinds: tuple[str, ...]) -> Sentence:
    """Name the kinds in which most are in trouble, each with its range."""
    if not kinds:
        return words(say("council.trouble.unknown", place=asked.place))
    named = [_figure(asked, asked.balances[kind]) for kind in kinds]
    text = say("council.trouble.most", place=asked.place, kinds=say("answers.reason_joint").join(named))
    return words(text, *dict.fromkeys(_source(asked.balances[kind]) for kind in kinds))


def _figure(asked: Asked, balance: Balance) -> str:
    """Write how many are in need: of one district, or the sum of those in which it can be said."""
    if asked.whole:
        low, high = balance.everywhere["need_low"], balance.everywhere["need_high"]
        range_ = between(low, high, balance.category.unit)
        return say("council.trouble.range", kind=balance.category.name, range=range_)
    rows = asked.rows(balance.category.kind)
    rows = rows[rows["need_state"].isin(SAID)]
    if len(rows) > 1:
        names = say("answers.joint").join(rows["name"])
        return say("council.trouble.named", kind=balance.category.name, names=names)
    row = rows.iloc[0]
    return say(
        "council.trouble.figure",
        kind=balance.category.name,
        middle=amount(row["need"], balance.category.unit),
        range=between(row["need_low"], row["need_high"], balance.category.unit),
    )


def _alone(asked: Asked) -> list[Sentence]:
    """Say how many live alone or as a couple, where households are counted."""
    if asked.city.households is None:
        return []
    newest = at_latest(asked.city.households)
    mine = newest[newest["district_id"].isin(asked.units)]
    alone, couples = mine["single_65"].sum(min_count=1, skipna=False), mine["couple_65"].sum(min_count=1, skipna=False)
    if pd.isna(alone) or mine.empty:
        return []
    day = evidence.day(mine)
    source = Evidence(
        what=say("ageing.counted.alone"),
        source=evidence.credit(asked.city, "households"),
        date=day,
        unit=say("ageing.unit.alone"),
    )
    key = "council.trouble.alone" if pd.isna(couples) else "council.trouble.alone_couples"
    n = 0 if pd.isna(couples) else int(couples)
    text = say(key, place=asked.place, alone=amount(alone, "households"), couples=amount(n, "households"))
    return [words(text, source)]


def _rows(asked: Asked, kind: str) -> list[dict[str, str]]:
    """Give the rows of a kind; the whole city has one."""
    balance = asked.balances[kind]
    name = say("council.kind_noun", kind=balance.category.name, noun=balance.nouns["need"])
    if asked.whole:
        low, high = balance.everywhere["need_low"], balance.everywhere["need_high"]
        need = say("answers.unknown") if pd.isna(low) else between(low, high, balance.category.unit)
        return [{"name": asked.place, "kind": name, "need": need, "mark": ""}]
    rows = asked.rows(kind).to_dict("records")
    return [{"name": row["name"], "kind": name, "need": row["need_words"], "mark": row["mark_words"]} for row in rows]


def _source(balance: Balance) -> Evidence:
    """Give where need of a kind comes from: the first of its evidence."""
    return balance.evidence[0]
