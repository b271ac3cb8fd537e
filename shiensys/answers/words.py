"""What a balance says, in words: one rule for headline, legend, panel and table alike."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.answers.answer import Column, Level, Verdict
from shiensys.tables.categories import Category, Unit
from shiensys.text import half_up, say


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
    """Add ``need_words``, ``places_words``, ``gap_words`` and ``reasons_text`` to a balance's table."""
    rows = [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
    return table.assign(
        need_words=[_need(row, chosen.unit) for row in rows],
        places_words=[_places(row, chosen.unit) for row in rows],
        gap_words=[_gap(row, chosen.unit) for row in rows],
        reasons_text=[reasons(str(row["reasons"])) for row in rows],
    )


def reasons(codes: str) -> str:
    """Tell the reasons in words; blank where there are none."""
    return say("answers.reason_joint").join(say(f"answers.reason.{code}") for code in codes.split(";") if code)


def _need(row: Mapping[str, object], unit: Unit) -> str:
    """Say how many are in need in a unit, or why not."""
    if row["need_state"] != "shown":
        return say(f"answers.reason.{row['need_state']}")
    return say("answers.about", middle=amount(_f(row["need"]), unit), range=_range(row, "need", unit))


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


def _range(row: Mapping[str, object], name: str, unit: Unit) -> str:
    """Write the range of an amount."""
    return between(_f(row[f"{name}_low"]), _f(row[f"{name}_high"]), unit)


def _f(value: object) -> float:
    """Read a cell as a number."""
    return float(str(value))


def title(chosen: Category) -> str:
    """Give the title of a balance."""
    return say("answers.title", kind=chosen.name)


def counted(n: int, level: Level) -> str:
    """Write a number of units: districts or 圏域."""
    return say(f"answers.count.{level}", n=n)


def headline(
    chosen: Category, table: pd.DataFrame, counts: Mapping[Verdict, int], whole: pd.Series, level: Level
) -> tuple[str, ...]:
    """Say the answer first, then how many, then what isn't known."""
    sentences = [_verdicts(chosen, table, counts, level)]
    if pd.notna(whole["need"]):
        range_ = between(whole["need_low"], whole["need_high"], chosen.unit)
        sentences.append(say(f"answers.headline.{_wanted(chosen)}", range=range_))
    short = table[table["verdict"] == "short"]
    if len(short):
        sums = short[["gap_low", "gap_high"]].sum()
        range_ = between(sums["gap_low"], sums["gap_high"], chosen.unit)
        sentences.append(say("answers.headline.missing", range=range_))
    if counts["between"]:
        sentences.append(say("answers.headline.between", units=counted(counts["between"], level)))
    if counts["unknown"] and chosen.has_gap:
        sentences.append(_unknown(table, counts, level))
    return tuple(sentences)


def _wanted(chosen: Category) -> str:
    """Tell wishes from troubles: who would like to join a meeting place isn't in trouble."""
    return "wish" if chosen.direct_rule == "wishes_to_join" else "trouble"


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
    common = say("answers.reason_joint").join(say(f"answers.reason.{code}") for code in told.value_counts().index[:2])
    return say("answers.headline.unknown", units=counted(counts["unknown"], level), reasons=common)


def columns(chosen: Category, level: Level) -> tuple[Column, ...]:
    """Head the columns of a balance for files: every figure with its range."""
    unit = say(f"answers.unit.{chosen.unit}")
    amounts = [
        Column(f"{name}{bound}", say(f"answers.column.{name}", bound=say(f"answers.bound{bound}"), unit=unit), "number")
        for name in ("need", "places", "gap")
        for bound in ("", "_low", "_high")
    ]
    return (
        Column("name", say(f"answers.column.{level}")),
        Column("answered", say("answers.column.answered"), "persons"),
        *amounts,
        Column("gap_words", say("answers.column.gap_words")),
        Column("reasons_text", say("answers.column.reasons")),
    )


def reading(chosen: Category, level: Level) -> tuple[Column, ...]:
    """Head the columns of a balance for reading: words, few enough for a narrow screen."""
    need = say("answers.column.need_words_wish" if _wanted(chosen) == "wish" else "answers.column.need_words")
    return (
        Column("name", say(f"answers.column.{level}")),
        Column("answered", say("answers.column.answered"), "persons"),
        Column("need_words", need),
        Column("places_words", say("answers.column.places_words")),
        Column("gap_words", say("answers.column.gap_words")),
        Column("reasons_text", say("answers.column.reasons")),
    )
