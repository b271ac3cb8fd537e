"""Requests that wait: the longest first, each with how many providers could meet it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.answers.answer import Answer, ColumnStyle
from shiensys.answers.card import card, fiction
from shiensys.answers.matching.asked import (
    condition_words,
    day_words,
    district_names,
    kind_names,
    of_request,
)
from shiensys.answers.matching.columns import columns
from shiensys.answers.matching.following import IN_FORCE, provider_name, sources
from shiensys.answers.matching.offered import answerable, offered, scored
from shiensys.city import City
from shiensys.measures import matching
from shiensys.programme import Programme
from shiensys.tables.programme import Kept, Match, Request
from shiensys.text import say

COLUMNS = (
    "received", "waiting_days", "kind_name", "district_name", "persons", "days_words", "conditions_words", "fee_most",
    "providers", "best_name", "in_hand_words", "note",
)  # fmt: skip
READING = ("received", "kind_name", "district_name", "persons", "wishes", "providers_words", "in_hand_words", "note")
STYLES: Mapping[str, ColumnStyle] = {
    "received": "date", "waiting_days": "number", "persons": "persons", "fee_most": "number", "providers": "number",
}  # fmt: skip


def open_requests(city: City, programme: Programme) -> Answer:
    """List the requests that are still open, the oldest first; for coordinators only.

    Columns of ``table``: ``request_id``, ``revision``, ``received``, ``waiting_days``, ``kind``, ``kind_name``,
    ``district`` (id), ``district_name``, ``persons``, ``days_words``, ``conditions_words``, ``fee_most`` (yen a time,
    blank: no limit), ``wishes`` (these three in one), ``providers`` (how many could meet it), ``best_id``,
    ``best_name``, ``best_score``, ``providers_words``, ``in_hand`` (matches that haven't ended), ``in_hand_words``,
    ``note``.
    """
    kept = sorted(
        (each for each in programme.kept_of(Request) if each.record.state == "received"),
        key=lambda each: (each.record.received, each.record.id),
    )
    best = _best(city, [each.record for each in kept])
    rows = [_row(city, programme, each, found) for each, found in zip(kept, best, strict=True)]
    heads = ("request_id", "revision", "kind", "district", "best_id", "best_score", "wishes", "providers_words",
             "in_hand")  # fmt: skip
    table = pd.DataFrame(rows, columns=[*heads, *COLUMNS])
    return Answer(
        card(city), say("matching.open.title"), table, columns(COLUMNS, STYLES), sources(city, programme),
        headline=_headline(table), notes=fiction(city), reading=columns(READING, STYLES),
    )  # fmt: skip


def _best(city: City, asked: list[Request]) -> list[tuple[int, str, float]]:
    """Give for each request how many could meet it, and the best with its points; blank for none."""
    needs = [of_request(each) for each in asked]
    there = offered(city, {need.kind for need in needs})
    known = [need for need in needs if answerable(there, need)]
    if not known or not there.providers.ids:
        return [(0, "", float("nan"))] * len(asked)
    put, found = scored(there, known)
    first = matching.ranking(found.score, put, there.providers)[:, 0]
    told = iter(zip(found.possible.sum(axis=1), first, found.score, strict=True))
    made = []
    for need in needs:
        n, place, score = next(told) if answerable(there, need) else (0, 0, [float("nan")])
        made.append((int(n), there.providers.ids[place] if n else "", float(score[place])))
    return made


def _row(city: City, programme: Programme, kept: Kept[Request], best: tuple[int, str, float]) -> dict[str, object]:
    """Write one request."""
    asked, (n, best_id, score) = kept.record, best
    days, conditions = day_words(asked.days), condition_words(asked.conditions)
    fee = "" if asked.fee_most is None else say("matching.wish.fee", n=asked.fee_most)
    joint = say("answers.reason_joint")
    in_hand = sum(each.request_id == asked.id and each.state in IN_FORCE for each in programme.of(Match))
    best_name = provider_name(city, best_id) if n else ""
    return {
        "request_id": asked.id,
        "revision": kept.revision,
        "received": asked.received,
        "waiting_days": max((city.today - asked.received).days, 0),
        "kind": asked.kind,
        "kind_name": kind_names().get(asked.kind, asked.kind),
        "district": asked.district,
        "district_name": district_names(city).get(asked.district, say("matching.gone_district")),
        "persons": asked.persons,
        "days_words": days,
        "conditions_words": conditions,
        "fee_most": float("nan") if asked.fee_most is None else float(asked.fee_most),
        "wishes": joint.join(part for part in (days, conditions, fee) if part),
        "providers": n,
        "best_id": best_id,
        "best_name": best_name,
        "best_score": score,
        "providers_words": say("matching.open.providers", n=n, best=best_name) if n else say("matching.open.nobody"),
        "in_hand": in_hand,
        "in_hand_words": say("matching.open.in_hand", n=in_hand) if in_hand else "",
        "note": asked.note,
    }


def _headline(table: pd.DataFrame) -> tuple[str, ...]:
    """Say how many wait, how long, and for how many there is nobody."""
    if table.empty:
        return (say("matching.open.none"),)
    nobody = int((table["providers"] == 0).sum())
    told = [say("matching.open.headline", n=len(table), days=int(table["waiting_days"].max()))]
    return (*told, say("matching.open.without", n=nobody)) if nobody else tuple(told)
