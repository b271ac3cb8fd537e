"""誰がやる: how many would help to organise beside how many are in trouble, and which bodies sit in the council."""

from __future__ import annotations

import math

import pandas as pd

from shiensys.answers.answer import Column, Sentence
from shiensys.answers.council.screens.screen import Asked, Told, called, words
from shiensys.answers.matching.carriers import Carriers, carriers
from shiensys.answers.words import amount, between
from shiensys.tables.programme import Body, Member
from shiensys.text import say

KEYS = ("body", "role")
SPOKEN = 2  # districts of one council that are told one by one


def told(asked: Asked) -> Told:
    """Say who could carry it."""
    found = asked.carriers or carriers(asked.city)
    sentences = [*(_everywhere(asked, found) if asked.whole else _here(asked, found)), _seats(asked)]
    columns = tuple(Column(key, say(f"council.column.{key}")) for key in KEYS)
    return Told(tuple(sentences), _members(asked), columns, notes=found.notes)


def _here(asked: Asked, found: Carriers) -> list[Sentence]:
    """Say how many would help in the council's districts, how many are in trouble, and who next door could lend."""
    mine = found.table[found.table["unit_id"].isin(asked.units)]
    if mine.empty:
        return [words(say("council.who.no_survey"))]
    told = []
    for row in mine.head(SPOKEN).to_dict("records"):
        place = called(str(row["name"]))
        if row["state"] == "protected":
            told.append(words(say("council.who.protected", place=place), *found.evidence))
            continue
        ready = say("council.who.ready", place=place, ready=_range(row, "ready"), trouble=_range(row, "trouble"))
        told.append(words(_marked(ready, row), *found.evidence))
        if row["neighbour_words"]:
            told.append(words(say("council.who.neighbour", words=row["neighbour_words"]), *found.evidence))
    return told


def _range(row: dict[object, object], name: str) -> str:
    """Write how many, with the range."""
    middle, low, high = (float(str(row[f"{name}{end}"])) for end in ("", "_low", "_high"))
    if math.isnan(middle):
        return say("answers.unknown")
    return say("council.range", middle=amount(middle, "persons"), range=between(low, high, "persons"))


def _marked(text: str, row: dict[object, object]) -> str:
    """Add what must be known beside a figure: that few answered, that districts were put together."""
    return say("answers.marked", words=text, mark=row["mark_words"]) if row["mark_words"] else text


def _everywhere(asked: Asked, found: Carriers) -> list[Sentence]:
    """Say the same of the whole city, and in how many districts there are more and fewer."""
    known = found.everywhere
    if math.isnan(known["ready_low"]):
        return [words(say("council.who.no_survey"))]
    ready = between(known["ready_low"], known["ready_high"], "persons")
    unknown = math.isnan(known["trouble_low"])
    trouble = say("answers.unknown") if unknown else between(known["trouble_low"], known["trouble_high"], "persons")
    text = say("council.who.ready", place=asked.place, ready=ready, trouble=trouble)
    counts = say("council.who.counts", **{str(verdict): n for verdict, n in found.counts.items()})
    return [words(text, *found.evidence), words(counts, *found.evidence)]


def _members(asked: Asked) -> pd.DataFrame:
    """List the council's seats by body."""
    names = {each.id: each.name for each in asked.programme.of(Body)}
    mine = [each for each in asked.programme.of(Member) if each.council_id == asked.council.id]
    rows = [{"body": names.get(each.body_id, ""), "role": say(f"council.role.{each.role}")} for each in mine]
    return pd.DataFrame(rows, columns=list(KEYS))


def _seats(asked: Asked) -> Sentence:
    """Say how many bodies sit in the council."""
    n = _members(asked)["body"].nunique()
    return words(say("council.who.seats", n=n) if n else say("council.who.no_seats"))
