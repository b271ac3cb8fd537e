"""誰がやる: how many would help to organise, and which bodies sit in the council."""

from __future__ import annotations

from functools import partial

import pandas as pd

from shiensys.answers import survey
from shiensys.answers.answer import Column, Sentence
from shiensys.answers.council.screens.screen import Asked, Told, called, words
from shiensys.answers.survey.answer import Rates
from shiensys.tables.indicators import UnknownIndicatorError
from shiensys.tables.programme import Body, Member
from shiensys.text import say, share

ORGANISERS = "organises_or_would"  # gladly, would, or already does: 問5(3)
KEYS = ("body", "role")


def told(asked: Asked) -> Told:
    """Say who could carry it."""
    found = organisers(asked)
    sentences = [*_ready(asked, found), _seats(asked)]
    rows = _members(asked)
    columns = tuple(Column(key, say(f"council.column.{key}")) for key in KEYS)
    evidence = () if found is None else found.evidence
    return Told(tuple(sentences), rows, columns, evidence, () if found is None else found.notes)


def organisers(asked: Asked) -> Rates | None:
    """Give the share of those who organise or would; None where no survey asked."""
    try:
        found = survey.rates(asked.city, ORGANISERS, "city" if asked.whole else "district")
    except UnknownIndicatorError:
        return None
    return None if found.survey is None else found


def _ready(asked: Asked, found: Rates | None) -> list[Sentence]:
    """Say how many would organise, with the range; of each district where there are several."""
    if found is None:
        return [words(say("council.who.no_survey"))]
    table = found.table
    mine = table if asked.whole else table[table["unit_id"].isin(asked.units)]
    speak = partial(_share, asked)
    return [words(speak(row), *found.evidence[:1]) for row in mine.to_dict("records")[:2]]


def _share(asked: Asked, row: dict[object, object]) -> str:
    """Write one district's share."""
    place = asked.place if asked.whole else called(str(row["name"]))
    if row["state"] not in ("shown", "few") or pd.isna(row["share"]):  # type: ignore[call-overload]
        return say("council.who.protected", place=place)
    low, high = (share(float(str(row[key])), 0) for key in ("share_low", "share_high"))
    key = "council.who.ready" if row["state"] == "shown" else "council.who.ready_few"
    return say(key, place=place, share=share(float(str(row["share"])), 0), low=low, high=high)


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
