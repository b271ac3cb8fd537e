"""Who could meet a need: the registry's providers, best first, with what speaks for and against each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from shiensys.answers import places
from shiensys.answers.answer import Answer, ColumnStyle, Evidence
from shiensys.answers.card import card, fiction
from shiensys.answers.matching.asked import Need, district_names, wish_words
from shiensys.answers.matching.columns import columns
from shiensys.answers.matching.offered import Offered, answerable, offered, scored
from shiensys.answers.matching.reasons import Fit, metre_words, reasons
from shiensys.answers.units import UnknownUnitError
from shiensys.city import City
from shiensys.measures import matching
from shiensys.measures.matching import MUSTS, Scores
from shiensys.programme import Programme
from shiensys.tables.categories import category
from shiensys.tables.programme import Match
from shiensys.tables.programme.helping import CONDITIONS, WEEKDAYS
from shiensys.text import say

PARTS = ("kind", "distance", "places", "days", "fee", "conditions", "confirmed")
COLUMNS = (
    "resource_id", "name", "score", "possible", "for_words", "against_words", *(f"score_{part}" for part in PARTS),
    "unasked", "fails", "distance_m", "distance_words", "free_places", "schedule", "fee", "eligibility", "transport",
    "district", "kinds_text", "contact", "confirmed_text", "for_list", "against_list", "possible_words",
)  # fmt: skip
READING = ("name", "score", "for_words", "against_words")
FILED = tuple(  # lists go into no file, and what is true is said in words
    {"possible": "possible_words"}.get(key, key)
    for key in COLUMNS
    if key not in ("for_list", "against_list", "possible_words")
)
STYLES: Mapping[str, ColumnStyle] = {
    "score": "number", "distance_m": "number", "free_places": "number",
    **dict.fromkeys((f"score_{part}" for part in PARTS), "share"),
}  # fmt: skip
Cells = Mapping[Hashable, object]
IN_HAND = ("proposed", "agreed")  # states of matches that aren't among the users yet
TOLD = 3  # obstacles named in the headline


@dataclass(frozen=True)
class Suggestions(Answer):
    """Providers for one need, best first; behind them those of the kind within reach that can't meet it.

    Columns of ``table``: COLUMNS. ``score``: 0..100, blank where not ``possible``. ``score_<part>``: 0..1, blank where
    it isn't known (counted as a half), 1 where it wasn't asked for: those are named in ``unasked`` (joined by ';') and
    aren't counted at all. ``fails``: names of measures.matching.MUSTS that are in the way, joined by ';'.
    ``distance_m``: from the middle of the need's district. ``free_places``: whole, in the kind's unit, blank: unknown.
    ``for_words``, ``against_words``: joined; ``for_list``, ``against_list``: the same one by one. Contacts are public
    ones. ``possible``: how many can; ``beyond``: how many of the kind are out of reach and aren't listed.
    """

    need: Need = field(kw_only=True)
    possible: int = field(kw_only=True)
    beyond: int = field(kw_only=True)


def suggestions(city: City, programme: Programme, need: Need) -> Suggestions:
    """Bring providers and a need together; raises UnknownKindError, UnknownUnitError."""
    chosen = category(need.kind)
    there = offered(city, (need.kind,))
    if not answerable(there, need):
        raise UnknownUnitError("survey.answer.unknown_unit", unit=need.district)
    table, beyond = _table(city, programme, there, need)
    n = int(table["possible"].sum())
    where = district_names(city)[need.district]
    wishes = wish_words(need)
    title = say("matching.title", kind=chosen.name, district=where)
    return Suggestions(
        city=card(city),
        title=say("matching.title_wishes", title=title, wishes=wishes) if wishes else title,
        table=table,
        columns=columns(FILED, STYLES),
        reading=columns(READING, STYLES),
        evidence=(*places.sources(city), _rule(city)),
        headline=_headline(table, n, beyond),
        notes=(*fiction(city), chosen.caveat, say("matching.note.unknown"), say("matching.note.ties")),
        need=need,
        possible=n,
        beyond=beyond,
    )


def _table(city: City, programme: Programme, there: Offered, need: Need) -> tuple[pd.DataFrame, int]:
    """Make the rows; and count those of the kind that are out of reach."""
    asked, found = scored(there, [need])
    of_kind = ~found.fails["kind"][0] & (there.listed["status"] != "defunct").to_numpy()
    away = of_kind & found.fails["distance"][0]
    ranked = matching.ranking(found.score, asked, there.providers)[0]
    order = [int(place) for place in ranked if of_kind[place] and not away[place]]
    in_hand = Counter(match.resource_id for match in programme.of(Match) if match.state in IN_HAND)
    listed = there.listed.iloc[order]
    told = zip(order, places.shown(city, listed).to_dict("records"), listed.to_dict("records"), strict=True)
    rows = [_row(shown, found, place, need, _fit(there, need, place, cells, in_hand)) for place, shown, cells in told]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"possible": bool, "score": float}), int(away.sum())


def _fit(there: Offered, need: Need, place: int, cells: Cells, in_hand: Counter[str]) -> Fit:
    """Put together how one provider stands to the need."""
    all_, here = there.providers, there.districts.tolist().index(need.district)
    around = all_.serves[place].copy()
    if all_.stands[place] >= 0:
        around[all_.stands[place]] = True
    return Fit(
        serves=bool(all_.serves[place, here]),
        stands=bool(all_.stands[place] == here),
        near=bool(all_.metres[place, here] <= matching.FAR_M),
        next_door=bool((around & there.beside[here]).any()),
        comes=bool(all_.comes[place]),
        metres=float(all_.metres[place, here]),
        free=float(np.floor(all_.free[place, there.kinds.index(need.kind)])),
        days=tuple(day for day, on in zip(WEEKDAYS, all_.days[place], strict=True) if on),
        fee=float(all_.fee[place]),
        conditions=dict(zip(CONDITIONS, map(float, all_.conditions[place]), strict=True)),
        months=float(all_.months[place]),
        cells=cells,
        in_hand=in_hand[str(cells["resource_id"])],
    )


def _row(shown: Cells, found: Scores, place: int, need: Need, fit: Fit) -> dict[str, object]:
    """Write one provider's row."""
    good, bad = reasons(need, fit)
    joint = say("answers.reason_joint")
    unasked = [name for name in ("days", "fee", "conditions") if np.isnan(found.parts[name][0, place])]
    unknown = _unknown(need, fit)
    parts = {
        f"score_{name}": 1.0 if name in unasked else np.nan if name in unknown else float(found.parts[name][0, place])
        for name in PARTS
    }
    told = {name: shown[name] for name in ("schedule", "fee", "eligibility", "transport", "district", "contact")}
    return {
        "resource_id": fit.cells["resource_id"],
        "name": fit.cells["name"],
        "score": float(found.score[0, place]),
        "possible": bool(found.possible[0, place]),
        "possible_words": say("matching.possible" if found.possible[0, place] else "matching.not_possible"),
        "for_words": joint.join(good),
        "against_words": joint.join(bad),
        **parts,
        "unasked": ";".join(unasked),
        "fails": ";".join(name for name in MUSTS if found.fails[name][0, place]),
        "distance_m": fit.metres,
        "distance_words": metre_words(fit.metres),
        "free_places": fit.free,
        **told,
        "kinds_text": shown["kinds_text"],
        "confirmed_text": shown["confirmed_text"],
        "for_list": good,
        "against_list": bad,
    }


def _unknown(need: Need, fit: Fit) -> tuple[str, ...]:
    """Name the parts of which nothing is known."""
    open_ = {
        "places": np.isnan(fit.free),
        "days": not fit.days,
        "fee": np.isnan(fit.fee),
        "conditions": all(np.isnan(fit.conditions[name]) for name in need.conditions),
    }
    return tuple(name for name, isnt in open_.items() if isnt)


def _headline(table: pd.DataFrame, n: int, beyond: int) -> tuple[str, ...]:
    """Say how many can, and what keeps the others."""
    told = []
    if n:
        first = table.iloc[0]
        told.append(say("matching.headline.found", n=n, name=first["name"], score=int(first["score"])))
    else:
        told.append(say("matching.headline.none"))
    kept = Counter(name for cell in table.loc[~table["possible"], "fails"] for name in cell.split(";"))
    if kept:
        parts = [say(f"matching.obstacle.{name}", n=count) for name, count in kept.most_common(TOLD)]
        told.append(say("matching.headline.kept", n=len(table) - n, why=say("answers.reason_joint").join(parts)))
    if beyond:
        told.append(say("matching.headline.beyond", n=beyond))
    return tuple(told)


def _rule(city: City) -> Evidence:
    """Say how the points are given."""
    return Evidence(
        say("matching.what.score"), say("matching.source.rule"), city.today, say("matching.unit.points"),
        rule=say("matching.rule.score"),
    )  # fmt: skip
