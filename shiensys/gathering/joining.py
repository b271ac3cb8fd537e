"""Resources that were judged to be one and the same: one of them stays, the lists keep both."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from shiensys.city import Joined
from shiensys.tables.programme import Pair


def joined(resources: pd.DataFrame, pairs: Iterable[Pair]) -> tuple[pd.DataFrame, dict[str, Joined]]:
    """Leave out the resources that were joined to another one, and tell what became of each, by ``resource_id``.

    ``resources``: with ``resource_id`` and ``name``. A resource whose other half has left the lists stays; taking the
    pair back brings all of them back.
    """
    gone = left_out(resources["resource_id"], pairs)
    out = resources["resource_id"].isin(gone)
    rows = resources.loc[out, ["resource_id", "name"]].itertuples(index=False, name=None)
    told = {key: Joined(name, gone[key]) for key, name in rows}
    return pd.DataFrame(resources[~out]).reset_index(drop=True), told


def left_out(ids: Iterable[str], pairs: Iterable[Pair]) -> dict[str, str]:
    """Give what stays in place of each resource that is left out, both by ``resource_id``.

    >>> def same(first, second, kept):
    ...     return Pair(first=first, second=second, verdict="same", kept=kept)
    >>> left_out("abcd", [same("a", "b", "a"), same("b", "c", "b"), same("d", "x", "x")])
    {'b': 'a', 'c': 'a'}
    """
    there = set(ids)
    into: dict[str, str] = {}
    for pair in pairs:
        kept, gone = (pair.second, pair.first) if pair.kept == pair.second else (pair.first, pair.second)
        if pair.verdict == "same" and gone not in into and _last(kept, into) != gone:
            into[gone] = kept
    stays = {gone: _last(gone, into) for gone in into if gone in there}
    return {gone: kept for gone, kept in stays.items() if kept in there}


def _last(resource_id: str, into: dict[str, str]) -> str:
    """Follow joins to what stays; ``into`` has no circle."""
    while resource_id in into:
        resource_id = into[resource_id]
    return resource_id
