"""What was changed of the registry in the page, laid over the lists before points and districts are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from shiensys.city import Edits
from shiensys.measures.addressing.halls import name_key
from shiensys.store import records
from shiensys.tables.programme import Edit, Kept, Pair
from shiensys.tables.resources import PAGE, Resources
from shiensys.tables.values import plain

LISTED_NAME = "listed_name"  # the name that the list has, where the page has another one


@dataclass(frozen=True)
class Overlay:
    """The records that change the registry. ``number``: of their last change, 0: there was none."""

    number: int = 0
    edits: tuple[Kept[Edit], ...] = ()
    pairs: tuple[Pair, ...] = ()

    @property
    def wants_addresses(self) -> bool:
        """Some entry may have to be found by its address."""
        return any(kept.record.new or "longitude" in kept.record.cells for kept in self.edits)


UNTOUCHED = Overlay()


def number_of(code: str) -> int:
    """Give the number of the last change of a city's registry in the page, without reading the changes."""
    return max(records.latest(code, kind) for kind in (Edit, Pair))


def overlay(code: str) -> Overlay:
    """Read what was changed of a city's registry in the page."""
    number = number_of(code)  # first: what comes in between makes another version, never a stale one
    if not number:
        return UNTOUCHED
    pairs = tuple(kept.record for kept in records.of(code, Pair))
    return Overlay(number, records.of(code, Edit), pairs)


def keyed(table: pd.DataFrame, part: str) -> pd.DataFrame:
    """Give the rows of a list their ``part``, ``own_id`` and ``resource_id``: keys are unique in their list only.

    An entry that was added in the page, taken along in a file and brought back by a list stays the one that it was.
    """
    own = table["resource_id"]
    home = own.str.startswith(f"{PAGE}/").fillna(False).astype(bool)
    return table.assign(
        part=pd.Series(part, index=own.index, dtype="str").mask(home, PAGE),
        own_id=own.mask(home, own.str.removeprefix(f"{PAGE}/")),
        resource_id=(f"{part}/" + own).mask(home, own),
    )


def laid_over(lists: pd.DataFrame | None, edits: Iterable[Kept[Edit]]) -> tuple[pd.DataFrame | None, Edits]:
    """Lay changes over the rows of ``lists`` (tables.resources.Resources with ``part`` and ``own_id``), add new rows.

    A change whose row is in no list is kept and told; where the list says another thing than it did when the change
    was made, the change counts and that is told. A row that is named by its place in the list (registry-3) is another
    one where its name is another. An entry that was added in the page and stands in a list by now is a row of that list
    with a change over it, and no second one.
    """
    told = {kept.record.id: kept for kept in edits}
    if not told:
        return _once(lists), Edits()
    table = _empty() if lists is None else pd.DataFrame(_once(lists))
    if "part" not in table:
        table = table.assign(part="", own_id=table["resource_id"])
    there = _listed(table, told)
    records_ = {each: kept.record for each, kept in told.items()}
    fitting = {each: edit for each, edit in records_.items() if each in there and not _another(edit, there[each])}
    conflicts = {each: _conflicts(edit, there[each]) for each, edit in fitting.items()}
    info = Edits(
        kept=told,
        gone=tuple(each for each, edit in records_.items() if not edit.new and each not in fitting),
        conflicts={each: found for each, found in conflicts.items() if found},
        held=tuple(each for each, edit in fitting.items() if _says_so(edit, there[each])),
    )
    changed = _changed(table, fitting)
    new = [edit for each, edit in records_.items() if edit.new and each not in fitting]
    return (pd.concat([changed, _rows(new)], ignore_index=True) if new else changed), info


def _once(lists: pd.DataFrame | None) -> pd.DataFrame | None:
    """Keep of an entry of the page that several lists brought back the one that was loaded last."""
    if lists is None or "part" not in lists:
        return lists
    again = lists["part"].eq(PAGE) & lists["resource_id"].duplicated(keep="last")
    return pd.DataFrame(lists[~again]).reset_index(drop=True) if again.any() else lists


def _listed(table: pd.DataFrame, told: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Give what the lists say of the resources that were changed, by ``resource_id``."""
    rows = table[table["resource_id"].isin(list(told))]
    return {
        str(row["resource_id"]): {str(name): plain(cell) for name, cell in row.items()} for _, row in rows.iterrows()
    }


def _another(edit: Edit, row: Mapping[str, object]) -> bool:
    """Tell whether a row that has no key of its own is another resource by now."""
    by_place = f"{row['part']}-{str(row['own_id']).rpartition('-')[2]}" == row["own_id"]
    was = edit.was.get("name")
    return by_place and isinstance(was, str) and name_key(was) != name_key(str(row["name"]))


def _conflicts(edit: Edit, row: Mapping[str, object]) -> dict[str, object]:
    """Give what the list says by now, by column, where it is neither what it said nor what the page says.

    What was added in the page stood in no list: of it the list says another thing wherever it isn't what the page says.
    """
    unknown = object()
    return {
        name: row.get(name)
        for name, value in edit.cells.items()
        if row.get(name) != edit.was.get(name, unknown if edit.new else None) and row.get(name) != value
    }


def _says_so(edit: Edit, row: Mapping[str, object]) -> bool:
    """Tell whether the list says all that the page does."""
    return bool(edit.cells) and all(row.get(name) == value for name, value in edit.cells.items())


def _changed(table: pd.DataFrame, edits: Mapping[str, Edit]) -> pd.DataFrame:
    """Put the cells of changes over those of the lists."""
    renamed = [each for each, edit in edits.items() if "name" in edit.cells]
    columns = {LISTED_NAME: table["name"].where(table["resource_id"].isin(renamed)).astype("str")}
    for column in _types().keys() & {name for edit in edits.values() for name in edit.cells}:
        cells = {each: edit.cells[column] for each, edit in edits.items() if column in edit.cells}
        here = table["resource_id"].isin(list(cells))
        old = table[column] if column in table else _typed(column, [None] * len(table)).set_axis(table.index)
        new = _typed(column, [cells[each] for each in table.loc[here, "resource_id"]])
        columns[column] = old.mask(here, new.set_axis(table.index[here]).reindex(table.index).astype(old.dtype))
    return table.assign(**columns)


def _rows(new: Iterable[Edit]) -> pd.DataFrame:
    """Give the rows that the page alone has."""
    told, ids = [edit.cells for edit in new], [edit.id for edit in new]
    columns = {name: _typed(name, [cells.get(name) for cells in told]) for name in _types()}
    columns["resource_id"] = pd.Series(ids, dtype="str")
    columns["status"] = columns["status"].fillna("active")
    columns["name"] = columns["name"].fillna("")
    columns["contact_public"] = columns["contact_public"].fillna(False)
    own = pd.Series([each.removeprefix(f"{PAGE}/") for each in ids], dtype="str")
    listed_name = pd.Series(None, index=own.index, dtype="str")
    return pd.DataFrame(columns).assign(part=PAGE, own_id=own, listed_name=listed_name)


def _typed(column: str, values: list[Any]) -> pd.Series:
    """Give values as a column of the registry; what is no such value is blank."""
    of = _types()[column]
    if "datetime" in str(of):
        return pd.to_datetime(pd.Series(values, dtype="object"), errors="coerce").astype("datetime64[ns]")
    if "float" in str(of):
        return pd.to_numeric(pd.Series(values, dtype="object"), errors="coerce").astype(float)
    if "bool" in str(of):
        return pd.Series([bool(value) for value in values], dtype="boolean")
    return pd.Series([None if value is None or value == "" else str(value) for value in values], dtype="str")


def _types() -> dict[str, str]:
    """Give the type of each column of the registry."""
    return {str(name): str(column.dtype) for name, column in Resources.to_schema().columns.items()}


def _empty() -> pd.DataFrame:
    """Give a registry without rows."""
    return pd.DataFrame({name: _typed(name, []) for name in _types()}).assign(
        part=pd.Series(dtype="str"), own_id=pd.Series(dtype="str")
    )
