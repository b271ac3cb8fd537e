"""What is said of carriers, in words and headings: nobody is ranked, and what isn't clear is said to be so."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from shiensys.answers.answer import Basis, Column, Level
from shiensys.answers.card import fiction
from shiensys.answers.headline import counted
from shiensys.answers.words import amount, between
from shiensys.city import City
from shiensys.text import half_up, number, say

Row = Mapping[str, object]
ENDS = ("", "_low", "_high")
FIGURES = tuple(f"{name}{end}" for name in ("ready", "trouble", "balance", "ratio") for end in ENDS)
COLUMNS = (
    "name", "verdict_words", "words", *FIGURES,
    *(f"{name}_share{end}" for name in ("ready", "trouble") for end in ENDS),
    "answered", "mark_words", "neighbour_words",
)  # fmt: skip
READING = ("name", "verdict_words", "ready_words", "trouble_words", "ratio_words", "neighbour_words", "mark_words")
HEADS: Mapping[Level, str] = {"district": "district_name", "area": "area_name"}  # over the names of units
MANY_TIMES = 10  # ready for each in trouble; more isn't written out


def worded(table: pd.DataFrame, basis: Basis, level: Level) -> pd.DataFrame:
    """Add the words of a table of carriers (see Carriers)."""
    names = dict(zip(table["unit_id"], table["name"], strict=True))
    rows = [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
    made = table.assign(
        ready_words=[amount_words(row, "ready") for row in rows],
        trouble_words=[amount_words(row, "trouble") for row in rows],
        ratio_words=[ratio_words(row) for row in rows],
        balance_words=[balance_words(row) for row in rows],
        verdict_words=[say(f"matching.verdict.{row['verdict']}") for row in rows],
        neighbour_words=[neighbour_words(row, names, level) for row in rows],
        mark_words=[mark_words(row) for row in rows],
    )
    told = [{str(name): cell for name, cell in row.items()} for row in made.to_dict("records")]
    return made.assign(words=[words(row, basis) for row in told])


def amount_words(row: Row, name: str) -> str:
    """Say how many are ready, or in trouble; or that it can't be said."""
    middle, low, high = (_f(row[f"{name}{end}"]) for end in ENDS)
    if math.isnan(middle):
        return say("matching.carriers.unknown")
    range_ = between(low, high, "persons")
    return say("answers.about", middle=amount(middle, "persons"), range=range_)


def ratio_words(row: Row) -> str:
    """Say how many are ready for each in trouble; blank where it can't be said.

    >>> ratio_words({"ratio": 1.286, "ratio_low": 0.95, "ratio_high": 2.08})
    '困っている1人に、1.3人(0.9〜2.1人の間)'
    """
    middle, low, high = (_f(row[f"ratio{end}"]) for end in ENDS)
    if math.isnan(middle) or math.isnan(low):
        return ""
    first = number(math.floor(low * 10 + 1e-9) / 10, 1)
    if high > MANY_TIMES:
        return say("matching.carriers.ratio_open", middle=number(half_up(middle, 1), 1), low=first)
    last = number(math.ceil(high * 10 - 1e-9) / 10, 1)
    return say("matching.carriers.ratio", middle=number(half_up(middle, 1), 1), low=first, high=last)


def balance_words(row: Row) -> str:
    """Say how many more or fewer are ready than in trouble; blank where it can't be said."""
    low, high = _f(row["balance_low"]), _f(row["balance_high"])
    if math.isnan(low):
        return ""
    if low >= 0:
        return say("matching.carriers.more", range=between(low, high, "persons"))
    if high <= 0:
        return say("matching.carriers.fewer", range=between(-high, -low, "persons"))
    return say("matching.carriers.between", fewer=amount(-low, "persons"), more=amount(high, "persons"))


def neighbour_words(row: Row, names: Mapping[str, str], level: Level) -> str:
    """Name those who could lend, or to whom a unit could lend; blank where nothing is clear."""
    if row["verdict"] not in ("few", "many") or level == "city":
        return ""
    beside = [names[each] for each in str(row["neighbour"]).split(";") if each]
    if not beside:
        return say("matching.carriers.no_lender") if row["verdict"] == "few" else ""
    return say(f"matching.carriers.{'lender' if row['verdict'] == 'few' else 'borrower'}", names=_joined(beside))


def mark_words(row: Row) -> str:
    """Say that answers are few, or that districts were put together; blank for neither."""
    told = [say("answers.mark.few")] if row["state"] == "few" else []
    if row["together"] and row["state"] != "protected":
        told.append(say("answers.mark.together", names=row["together"]))
    return _joined(told)


def words(row: Row, basis: Basis) -> str:
    """Say all of a unit in one: verdict, figures, how it stands to the city, marks."""
    if row["verdict"] == "unknown":
        return say(f"matching.carriers.why.{_why(row, basis)}")
    parts = [say(f"matching.verdict_sentence.{row['verdict']}"), row["ratio_words"]]
    if row["verdict"] == "open" and _f(row["ready_low"]) >= 1:
        parts.append(say("matching.carriers.at_least", n=amount(_f(row["ready_low"]), "persons")))
    if row["beside_city"] in ("more", "fewer"):
        parts.append(say(f"matching.carriers.city_{row['beside_city']}"))
    told = say("matching.sentences").join(str(part) for part in parts if part)
    return say("answers.marked", words=told, mark=row["mark_words"]) if row["mark_words"] else told


def _why(row: Row, basis: Basis) -> str:
    """Name why nothing can be said."""
    if row["state"] == "protected" and basis != "none":
        return "protected"
    if basis == "none":
        return "not_asked"
    return "no_residents" if math.isnan(_f(row["ready"])) and not math.isnan(_f(row["ready_share"])) else "not_asked"


def headline(
    counts: Mapping[str, int], everywhere: Mapping[str, float], level: Level, *, known: bool, basis: Basis
) -> tuple[str, ...]:
    """Say how many are ready and in trouble in the whole city, and in how many units which way it goes."""
    if not known:
        return (say("matching.carriers.no_survey"),)
    told = []
    if not math.isnan(everywhere["ready"]) and not math.isnan(everywhere["trouble"]):
        sides = {name: _range(everywhere, name) for name in ("ready", "trouble")}
        told.append(say(f"matching.carriers.city.{basis}", **sides))
    elif not math.isnan(everywhere["ready"]):
        told.append(say("matching.carriers.city.ready", ready=_range(everywhere, "ready")))
    if level != "city":
        parts = [
            say(f"matching.carriers.count.{verdict}", units=counted(counts[verdict], level))
            for verdict in ("many", "few", "open", "unknown")
            if counts[verdict]
        ]
        told.append(say("matching.carriers.counts", parts=_joined(parts)))
    return tuple(told)


def _range(everywhere: Mapping[str, float], name: str) -> str:
    """Write the city's range of one side."""
    return between(everywhere[f"{name}_low"], everywhere[f"{name}_high"], "persons")


def notes(city: City, table: pd.DataFrame, basis: Basis, level: Level) -> tuple[str, ...]:
    """Give what must be known beside it: fiction first."""
    told = [say("matching.note.ready"), say("matching.note.one"), say("answers.note.interval")]
    if len(table) and table["verdict"].eq("open").any():
        wider = level == "district" and bool(city.districts["area"].notna().any())
        told += [say("matching.note.open"), *([say("matching.note.open_areas")] if wider else [])]
    if basis == "in_trouble":
        told.append(say("answers.note.in_trouble"))
    if len(table) and table["together"].ne("").any():
        told.append(say("matching.note.together"))
    if not city.has_boundaries:
        told.append(say("matching.note.no_borders"))
    return (*fiction(city), *told)


def columns(level: Level) -> tuple[Column, ...]:
    """Head all columns."""
    keys = tuple(key for key in COLUMNS if level != "city" or key != "neighbour_words")
    return tuple(_column(key, level) for key in keys)


def reading(level: Level) -> tuple[Column, ...]:
    """Head those for a screen."""
    return tuple(_column(key, level) for key in READING)


def _column(key: str, level: Level) -> Column:
    """Head one column."""
    heading = say(f"matching.column.{HEADS.get(level, key) if key == 'name' else key}")
    if "_share" in key:
        return Column(key, heading, "share")
    if key in FIGURES:
        return Column(key, heading, "decimal" if key.startswith("ratio") else "number")
    return Column(key, heading, "persons" if key == "answered" else "text")


def _joined(told: list[str]) -> str:
    """Write several in a row."""
    return say("answers.reason_joint").join(told)


def _f(value: object) -> float:
    """Read a cell as a number."""
    return float(str(value))
