"""What a balance says of all its units together: the answer first, then how many, then what isn't known."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.answers.answer import Level, Noun, Verdict
from shiensys.answers.words import between
from shiensys.tables.categories import Category
from shiensys.text import say


def title(chosen: Category) -> str:
    """Give the title of a balance."""
    return say("answers.title", kind=chosen.name)


def counted(n: int, level: Level) -> str:
    """Write a number of units: districts or 圏域."""
    return say(f"answers.count.{level}", n=n)


def headline(
    chosen: Category,
    table: pd.DataFrame,
    counts: Mapping[Verdict, int],
    whole: pd.Series,
    nouns: Mapping[Noun, str],
    level: Level,
) -> tuple[str, ...]:
    """Say the answer first, then how many, then what isn't known."""
    if table.empty:
        return (say("answers.headline.no_units"),)
    sentences = [_verdicts(chosen, table, counts, level)]
    if pd.notna(whole["need"]):
        range_ = between(whole["need_low"], whole["need_high"], chosen.unit)
        sentences.append(say("answers.headline.need", noun=nouns["need"], range=range_))
    short = table[table["verdict"] == "short"]
    if len(short):
        sums = short[["gap_low", "gap_high"]].sum()
        range_ = between(sums["gap_low"], sums["gap_high"], chosen.unit)
        sentences.append(say(f"answers.headline.missing.{level}", range=range_))
    few = int((table["need_state"].eq("few") & table["verdict"].ne("unknown")).sum())
    if few:
        sentences.append(say("answers.headline.few", units=counted(few, level)))
    if counts["between"]:
        sentences.append(say("answers.headline.between", units=counted(counts["between"], level)))
    if counts["unknown"] and chosen.has_gap:
        sentences.append(_unknown(table, counts, level))
    return tuple(sentences)


def _verdicts(chosen: Category, table: pd.DataFrame, counts: Mapping[Verdict, int], level: Level) -> str:
    """Say in how many units help is short."""
    units = counted(len(table), level)
    if not chosen.has_gap:
        return say("answers.headline.no_gap", kind=chosen.name)
    if counts["unknown"] == len(table):
        return say("answers.headline.all_unknown", kind=chosen.name, units=units)
    if counts["short"]:
        return say("answers.headline.short", kind=chosen.name, units=units, short=counted(counts["short"], level))
    return say("answers.headline.none_short", kind=chosen.name, units=counted(len(table) - counts["unknown"], level))


def _unknown(table: pd.DataFrame, counts: Mapping[Verdict, int], level: Level) -> str:
    """Say how many units nothing can be said of, with the two commonest reasons."""
    told = table.loc[table["verdict"] == "unknown", "reasons"].str.split(";").str[0]
    common = say("answers.reason_joint").join(say(f"answers.cause.{code}") for code in told.value_counts().index[:2])
    return say("answers.headline.unknown", units=counted(counts["unknown"], level), reasons=common)
