"""What a version of a table changed against the one before it. Of answers of persons: numbers alone, never a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from shiensys.answers.answer import Answer, CityCard, Column, Evidence
from shiensys.answers.protect import rounded_total
from shiensys.measures.differences import Difference, between
from shiensys.measures.release.disclosure import FEWEST
from shiensys.store import versions
from shiensys.store.schema import PERSONAL
from shiensys.store.versions import Version
from shiensys.text import JAPAN, say

COUNTED = ("added", "removed", "changed")
_NAMED_BY = {
    "districts": "name",
    "district-list": "district",
    "crosswalk": "district",
    "series": "indicator",
    "resources": "name",
    "address-points": "town",
    "hand-points": "name",
}
_COLUMNS = ["name", *COUNTED, "columns"]


@dataclass(frozen=True)
class Change(Answer):
    """What one version changed. ``headline`` says it; ``table``: one row a place or resource, most changed first.

    Columns: ``name``, ``added``, ``removed``, ``changed`` (rows), ``columns`` (headings of what changed, in words).
    No rows for a table in which a row is a person. ``counts``: rows by what became of them, and ``same``; none where
    they can't be told or may not be seen.
    """

    counts: Mapping[str, int] = field(kw_only=True)


def change(city: CityCard, version: Version, before: Version | None, *, personal: bool) -> Change:
    """Say what ``version`` changed against ``before`` (None: it was the first).

    ``personal``: the reader may see how many answers of persons came, went and changed. Raises StoreError.
    """
    of_persons = version.kind in PERSONAL
    hidden = of_persons and not personal
    gone = any(each is not None and each.purged_at is not None for each in (version, before))
    found = None if hidden or gone or before is None else _difference(version, before)
    return Change(
        city=city,
        title=say("records.change.title"),
        table=pd.DataFrame(columns=_COLUMNS) if found is None or of_persons else _places(version.kind, found),
        columns=tuple(
            Column(key, say(f"records.change.column.{key}"), "number" if key in COUNTED else "text") for key in _COLUMNS
        ),
        evidence=tuple(_evidence(each) for each in (version, before) if each is not None),
        headline=_sentences(version, before, found, hidden=hidden, gone=gone),
        counts={} if found is None else {**{key: found.count(key) for key in COUNTED}, "same": found.same},
    )


def rows_words(kind: str, n: int, *, personal: bool) -> str:
    """Say how many rows a table has; of answers only down to whole tens where the reader may not see more."""
    if kind not in PERSONAL or personal:
        return say("records.rows", n=n)
    if n < FEWEST:
        return say("records.rows_few", n=FEWEST)
    return say("records.rows_about", n=rounded_total(n))


def _difference(version: Version, before: Version) -> Difference:
    """Compare the tables of two versions."""
    tables = versions.tables([version.id, before.id])
    return between(version.kind, tables[before.id], tables[version.id])


def _sentences(
    version: Version, before: Version | None, found: Difference | None, *, hidden: bool, gone: bool
) -> tuple[str, ...]:
    """Say it in one sentence; of answers also that few of them change no figure (see measures.release.disclosure)."""
    if gone:
        return (say("records.change.gone"),)
    settled = (say("records.change.settled", n=FEWEST),) if version.kind in PERSONAL and before is not None else ()
    return (_sentence(version, before, found, hidden=hidden), *settled)


def _sentence(version: Version, before: Version | None, found: Difference | None, *, hidden: bool) -> str:
    """Say what became of the rows."""
    if before is None:
        return say("records.change.first", rows=rows_words(version.kind, version.rows, personal=not hidden))
    if found is None:
        words = [rows_words(each.kind, each.rows, personal=False) for each in (before, version)]
        return say("records.change.about", before=words[0], after=words[1])
    if found.rows.empty:
        return say("records.change.none")
    numbers = {key: found.count(key) for key in COUNTED}
    domain = "answers" if version.kind in PERSONAL else "rows"
    return say(f"records.change.{domain}", **numbers, same=found.same)


def _places(kind: str, found: Difference) -> pd.DataFrame:
    """Count what changed by the place or the resource that it is about."""
    by = _NAMED_BY.get(kind, "area")
    names = found.rows[by] if by in found.rows else pd.Series(say("records.change.whole"), index=found.rows.index)
    names = names.astype("str").fillna(say("records.change.unnamed"))
    rows = []
    for name, part in found.rows.groupby(names, sort=False):
        counts = part["change"].value_counts()
        columns = dict.fromkeys(column for each in part["columns"] for column in each.split(";") if column)
        rows.append((name, *(int(counts.get(key, 0)) for key in COUNTED), _headings(list(columns))))
    table = pd.DataFrame(rows, columns=_COLUMNS)
    order = table[list(COUNTED)].sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _headings(columns: list[str]) -> str:
    """Write the headings of columns, each once."""
    return say("answers.reason_joint").join(dict.fromkeys(_each_heading(columns)))


def _each_heading(columns: list[str]) -> Iterator[str]:
    """Give the heading of each column; one without a word of its own is among the others."""
    for column in columns:
        try:
            yield say(f"records.column.{column}")
        except LookupError:
            yield say("records.column.other")


def _evidence(version: Version) -> Evidence:
    """Say which file a version came from, and when."""
    return Evidence(say("records.change.file"), version.file_name, version.loaded_at.astimezone(JAPAN).date(), unit="")
