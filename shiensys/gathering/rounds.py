"""A city's surveys: what was published of each, newest survey first, and every answer's district."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from shiensys.city import Round
from shiensys.gathering.placing import stratified
from shiensys.store import versions
from shiensys.store.versions import Version

SURVEY, TABLE, RETURNS = "survey", "survey-table", "returns"
States = Mapping[str, tuple[pd.DataFrame, ...]]  # tables of a survey as they were published, by part, oldest first


def published(code: str, loaded: Iterable[Version], tables: Mapping[int, pd.DataFrame]) -> dict[str, tuple[int, ...]]:
    """Name the versions of each survey in the order in which they were shown, the one that is current last.

    A version that was deleted for good is none of them. ``tables``: those that are read already, among them one that
    isn't stored.
    """
    shown = versions.shown(code, SURVEY)
    states: dict[str, tuple[int, ...]] = {}
    for version in loaded:
        if version.kind == SURVEY and version.id in tables:
            before = shown.get(version.part, ())
            states[version.part] = (*(before[:-1] if before and before[-1] == version.id else before), version.id)
    return states


def rounds(
    states: States, tables: Iterable[tuple[str, pd.DataFrame]], returns: pd.DataFrame | None,
    districts: pd.DataFrame, crosswalk: pd.DataFrame | None,
) -> tuple[Round, ...]:  # fmt: skip
    """Put the surveys of a city together, newest first, every row with its ``stratum``."""
    answers = [
        _round(part, tuple(stratified(state, districts, crosswalk)[0] for state in shown), None, returns)
        for part, shown in states.items()
    ]
    contracted = [_round(part, (), stratified(table, districts, crosswalk)[0], returns) for part, table in tables]
    return tuple(sorted([*answers, *contracted], key=lambda each: each.date, reverse=True))


def _round(
    part: str, states: tuple[pd.DataFrame, ...], table: pd.DataFrame | None, returns: pd.DataFrame | None
) -> Round:
    """Describe one survey."""
    told = states[-1] if table is None else table
    names = set(told["survey"])
    own = None if returns is None else pd.DataFrame(returns[returns["survey"].isin(names)])
    return Round(name=part, date=told["date"].max(), states=states, table=table, returns=own)
