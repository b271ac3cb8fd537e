"""How the city stands now: sentences with their sources, and the kinds of support that are shortest."""

from __future__ import annotations

import pandas as pd

from shiensys.answers import words
from shiensys.answers.answer import Column, Overview
from shiensys.answers.balance import figures
from shiensys.answers.card import card, fiction
from shiensys.answers.release import Answered, answered
from shiensys.answers.sentences import sentences
from shiensys.answers.unknown import cannot_say
from shiensys.city import City
from shiensys.tables.categories import Category, categories
from shiensys.text import say


def overview(city: City) -> Overview:
    """Say how the city stands, as far as its data go."""
    found = answered(city)
    rows = [_kind(city, chosen, found) for chosen in categories() if not _not_needed(city, chosen)]
    table = pd.DataFrame(rows).sort_values(
        ["missing_high", "need_high", "order"], ascending=[False, False, True], na_position="last", ignore_index=True
    )
    told = sentences(city, table, found)
    return Overview(
        city=card(city),
        title=say("answers.title_overview", city=city.record.name),
        table=table,
        columns=_columns(),
        evidence=tuple(dict.fromkeys(one for sentence in told for one in sentence.evidence)),
        notes=(
            *fiction(city),
            say("answers.note.unasked"),
            say("answers.note.interval"),
            say("answers.note.not_offset"),
        ),
        sentences=told,
        cannot_say=cannot_say(city, table),
    )


def _not_needed(city: City, chosen: Category) -> bool:
    """Tell whether the city marked a kind as not needed anywhere (snow where none falls)."""
    if city.completeness is None or city.districts.empty:
        return False
    marks = city.completeness[city.completeness["kind"] == chosen.kind]
    spared = marks.loc[marks["status"] == "not_applicable", "district_id"]
    return bool(city.districts["district_id"].isin(spared).all())


def _kind(city: City, chosen: Category, found: Answered | None) -> dict[str, object]:
    """Sum one kind up over the districts."""
    answer = figures(city, chosen, "district", found)
    need = answer.total
    short = answer.table[answer.table["verdict"] == "short"]
    low, high = short["gap_low"].sum(min_count=1), short["gap_high"].sum(min_count=1)
    known = pd.notna(need["need"])
    return {
        "kind": chosen.kind,
        "order": chosen.order,
        "name": chosen.name,
        "unit": chosen.unit,
        "has_gap": chosen.has_gap,
        "basis": answer.estimate.basis,
        "n": need["n"],
        "need_low": need["need_low"],
        "need_high": need["need_high"],
        "need_words": words.between(need["need_low"], need["need_high"], chosen.unit) if known else "",
        **{str(verdict): n for verdict, n in answer.counts.items()},
        "missing_low": low,
        "missing_high": high,
        "missing_words": words.between(low, high, chosen.unit) if len(short) else "",
        "reasons": ";".join(answer.table["reasons"]),
    }


def _columns() -> tuple[Column, ...]:
    """Head the columns."""
    keys = ("name", "need_words", "missing_words")
    heads = [Column(key, say(f"answers.column.kind_{key}")) for key in keys]
    counts = [
        Column(key, say(f"answers.column.kind_{key}"), "number") for key in ("short", "between", "enough", "unknown")
    ]
    return (*heads, *counts)
