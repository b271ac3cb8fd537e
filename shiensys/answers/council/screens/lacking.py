"""足りない資源: where help is short here, and of what it can't be said."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.answer import Balance, Column, Evidence, Sentence
from shiensys.answers.council.screens.pressing import needed
from shiensys.answers.council.screens.screen import Asked, Told, words
from shiensys.text import say

FIRST = 3  # kinds that are said
REASONS = 2  # why something isn't known
KEYS = ("kind", "need", "places", "gap")


def told(asked: Asked) -> Told:
    """Say of which kinds there is too little."""
    with_gap = [kind for kind in asked.pressing if asked.balances[kind].category.has_gap]
    sentences = [_short(asked, with_gap), *_unknown(asked, with_gap)]
    rows = [row for kind in with_gap for row in _rows(asked, kind)]
    keys = ("name", *KEYS) if asked.several else KEYS
    columns = tuple(Column(key, say(f"council.column.{key}")) for key in keys)
    return Told(tuple(sentences), pd.DataFrame(rows, columns=["name", *KEYS]), columns)


def _short(asked: Asked, kinds: list[str]) -> Sentence:
    """Name the kinds that are short."""
    short = [kind for kind in kinds if _with(asked, kind, "short")]
    if not short:
        known = [kind for kind in kinds if _with(asked, kind, "enough", "between")]
        key = "council.lacking.none" if known else "council.lacking.all_unknown"
        return words(say(key, place=asked.place), *_sources(asked, known[:FIRST]))
    named = say("answers.reason_joint").join(_figure(asked, asked.balances[kind]) for kind in short[:FIRST])
    return words(say("council.lacking.short", place=asked.place, kinds=named), *_sources(asked, short[:FIRST]))


def _figure(asked: Asked, balance: Balance) -> str:
    """Write how much is missing of a kind: in words of the district, or in how many districts."""
    rows = needed(balance, asked.units)
    short = rows[rows["verdict"] == "short"]
    if len(asked.units) == 1:
        return say("council.lacking.figure", kind=balance.category.name, gap=short["gap_words"].iloc[0])
    if asked.several:
        return say("council.lacking.named", kind=balance.category.name, names=say("answers.joint").join(short["name"]))
    return say("council.lacking.districts", kind=balance.category.name, n=len(short), of=len(rows))


def _unknown(asked: Asked, kinds: list[str]) -> list[Sentence]:
    """Name the kinds of which nothing can be said anywhere here, with the commonest reasons."""
    unknown = [kind for kind in kinds if not _with(asked, kind, "short", "enough", "between")]
    if not unknown:
        return []
    joint = say("answers.reason_joint")
    codes = pd.concat([needed(asked.balances[kind], asked.units)["reasons"] for kind in unknown])
    told = codes.str.split(";").explode()
    reasons = [say(f"answers.cause.{code}") for code in told[told != ""].value_counts().index[:REASONS]]
    names = joint.join(asked.balances[kind].category.name for kind in unknown)
    return [words(say("council.lacking.unknown", kinds=names, reasons=joint.join(reasons)))]


def _with(asked: Asked, kind: str, *verdicts: str) -> bool:
    """Tell whether any of the districts has one of some verdicts."""
    return bool(needed(asked.balances[kind], asked.units)["verdict"].isin(verdicts).any())


def _rows(asked: Asked, kind: str) -> list[dict[str, str]]:
    """Give the rows of a kind; the whole city has one, in districts."""
    balance = asked.balances[kind]
    name = balance.category.name
    if not asked.whole:
        rows = needed(balance, asked.units).to_dict("records")
        return [
            {
                "name": row["name"], "kind": name, "need": row["need_words"], "places": row["places_words"],
                "gap": row["gap_words"],
            }
            for row in rows
        ]  # fmt: skip
    counted = {str(verdict): n for verdict, n in balance.counts.items()}
    rows_ = needed(balance, asked.units)
    known = rows_[rows_["places_state"] == "shown"]
    return [
        {
            "name": asked.place,
            "kind": name,
            "need": say("council.lacking.need_known", n=int(rows_["need"].notna().sum())),
            "places": say("council.lacking.places_known", n=len(known)),
            "gap": say("council.lacking.counts", **counted),
        }
    ]


def _sources(asked: Asked, kinds: list[str]) -> list[Evidence]:
    """Give where the figures of some kinds come from."""
    return list(dict.fromkeys(each for kind in kinds for each in asked.balances[kind].evidence[:2]))
