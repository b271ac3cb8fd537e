"""活用できる資源: what help there is here, as the registry has it."""

from __future__ import annotations

import pandas as pd

from shiensys.answers import places
from shiensys.answers.answer import Column, Sentence
from shiensys.answers.council.screens.screen import Asked, Told, words
from shiensys.measures.places import CONFIRMED_MONTHS
from shiensys.tables.categories import categories
from shiensys.tables.resources import SEPARATOR
from shiensys.text import say

LISTED = 12  # places in the table; all of them are on their own page
KEYS = ("resource_name", "resource_kinds_text", "resource_schedule", "resource_fee", "resource_confirmed_text")


def told(asked: Asked) -> Told:
    """Say what places serve the district."""
    here = serving(asked, asked.units)
    source = places.sources(asked.city)[0]
    if asked.city.resources is None:
        return Told((words(say("council.resources.no_registry")),), here, ())
    recent = int((here["assured_date"] >= _year_ago(asked)).sum())
    sentences = [words(say("council.resources.counted", place=asked.place, n=len(here), recent=recent), source)]
    sentences += _kinds(asked, here)
    listed = first(here, asked.kind.kind)
    columns = tuple(Column(key.removeprefix("resource_"), say(f"answers.column.{key}")) for key in KEYS)
    more = len(here) - len(listed)
    notes = (say("council.resources.more", n=more),) if more > 0 else ()
    return Told(tuple(sentences), places.shown(asked.city, listed), columns, (source,), notes)


def serving(asked: Asked, units: tuple[str, ...]) -> pd.DataFrame:
    """Give the active resources that stand in or serve some districts; plain places without a kind are none."""
    listed = places.registry(asked.city)
    active = listed[(listed["status"] == "active") & listed["kinds"].notna()]
    if asked.whole and set(units) == set(asked.units):
        return active
    served = asked.city.served
    reached = set() if served is None else set(served.loc[served["district_id"].isin(units), "resource_id"])
    return active[active["resource_id"].isin(reached) | active["located"].isin(units)]


def of_kind(listed: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Give the resources of a kind."""
    return listed[_is(listed, kind)]


def first(listed: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Give the resources to be read first: those of a kind, then the rest, the last confirmed first."""
    ordered = listed.assign(own=_is(listed, kind)).sort_values(
        ["own", "assured_date", "name"], ascending=[False, False, True]
    )
    return ordered.drop(columns="own").head(LISTED)


def _is(listed: pd.DataFrame, kind: str) -> pd.Series:
    """Tell which resources are of a kind."""
    return listed["kinds"].map(lambda kinds: kind in str(kinds).split(SEPARATOR)).astype(bool)


def _kinds(asked: Asked, here: pd.DataFrame) -> list[Sentence]:
    """Say which kinds there are most of, and which the registry doesn't have."""
    counts = {kind: len(of_kind(here, kind)) for kind in asked.balances}
    names = {each.kind: each.name for each in categories()}
    joint = say("answers.reason_joint")
    most = sorted((kind for kind in counts if counts[kind]), key=lambda kind: -counts[kind])[:3]
    none = [names[kind] for kind in asked.pressing if not counts[kind]]
    source = places.sources(asked.city)[0]
    told = []
    if most:
        kinds = joint.join(say("council.resources.kind", kind=names[kind], n=counts[kind]) for kind in most)
        told.append(words(say("council.resources.most", kinds=kinds), source))
    if none:
        told.append(words(say("council.resources.none", kinds=joint.join(none)), source))
    return told


def _year_ago(asked: Asked) -> pd.Timestamp:
    """Give the day before which nobody confirmed a stale resource."""
    return pd.Timestamp(asked.city.today) - pd.DateOffset(months=CONFIRMED_MONTHS)
