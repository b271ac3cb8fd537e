"""A resource mended or added in the page: its cells for a form, and the change that comes of them."""

from __future__ import annotations

from collections.abc import Mapping

from shiensys.answers.places import registry
from shiensys.answers.registry.typed import COLUMNS, Value, text_of, values_of
from shiensys.city import City
from shiensys.errors import ShiensysError
from shiensys.measures.addressing.addresses import same
from shiensys.measures.addressing.halls import hall_key
from shiensys.tables.categories import categories
from shiensys.tables.programme import Edit, new_id
from shiensys.tables.programme.checks import RecordError
from shiensys.tables.resources import PAGE, SEPARATOR
from shiensys.tables.values import plain

POINT = ("longitude", "latitude")
BLANK: Mapping[str, Value] = {"status": "active", "contact_public": False}


class UnknownResourceError(ShiensysError, LookupError):
    """The registry has no such resource, or has it no longer."""


def form(city: City, resource_id: str | None) -> dict[str, str]:
    """Give the cells of a resource as text, by column of tables.resources; None: those of a new one.

    The contact is among them: a form is for those who may edit. Raises UnknownResourceError.
    """
    row = dict(BLANK) if resource_id is None else now(city, resource_id)
    return {column: text_of(row.get(column)) for column in COLUMNS}


def edited(city: City, resource_id: str | None, cells: Mapping[str, str]) -> Edit:
    """Make the change of a resource that the cells of a form come to, to be kept by ``recording.save``.

    What isn't in ``cells`` stays as it is. Raises RecordError with the column that is wrong, UnknownResourceError.
    """
    row = dict(BLANK) if resource_id is None else now(city, resource_id)
    values = values_of(city, _touched(cells, row) if resource_id else cells)
    _fits(values, row, new=resource_id is None)
    if resource_id is None:
        told = {column: value for column, value in {**BLANK, **values}.items() if value is not None}
        return Edit(id=f"{PAGE}/{new_id()}", cells=told, new=True, made_up=city.record.fictional)
    changed = {column: value for column, value in values.items() if value != row.get(column)}
    return _merged(city, resource_id, _elsewhere(city, row, _shared(row, changed)))


def confirmed(city: City, resource_id: str, who_role: str) -> Edit:
    """Make the change that says: somebody of this role has seen to it today that a resource is as it stands."""
    row = now(city, resource_id)
    values = values_of(city, {"assured_date": city.today.isoformat(), "assurer": who_role})
    return _merged(city, resource_id, {column: value for column, value in values.items() if value != row.get(column)})


def as_listed(city: City, resource_id: str) -> Edit:
    """Make the change that takes a newer list's word where it differs from the page's. Raises UnknownResourceError."""
    listed = city.edits.conflicts.get(resource_id, {})
    return _merged(city, resource_id, {name: plain(value) for name, value in listed.items()})


def now(city: City, resource_id: str) -> dict[str, Value]:
    """Give what stands of a resource now, the page's words over the list's. Raises UnknownResourceError."""
    listed = registry(city)
    rows = listed[listed["resource_id"] == resource_id]
    if rows.empty:
        raise UnknownResourceError("registry.error.unknown")
    return {str(column): plain(value) for column, value in rows.iloc[0].items()}


def _touched(cells: Mapping[str, str], row: Mapping[str, Value]) -> dict[str, str]:
    """Keep the cells that somebody changed: what a list has long said stops nobody from mending something else.

    Kinds are looked at always, for one that the city no longer has counts nowhere.
    """
    return {name: cell for name, cell in cells.items() if name == "kinds" or cell.strip() != text_of(row.get(name))}


def _merged(city: City, resource_id: str, changed: Mapping[str, Value]) -> Edit:
    """Lay new values over what was changed before; what is as the list says is no change."""
    kept = city.edits.kept.get(resource_id)
    before = Edit(id=resource_id) if kept is None else kept.record
    cells = {**before.cells, **changed}
    if before.new:  # a list may hold it by now: a cell that is cleared stays cleared, and what it said was looked at
        was = {**before.was, **city.edits.conflicts.get(resource_id, {})}
        return Edit(id=resource_id, cells=cells, was=was, new=True, made_up=city.record.fictional)
    row = now(city, resource_id)
    says: dict[str, object] = {name: row.get(name) for name in {*cells, "name"}}
    says |= {name: was for name, was in before.was.items() if name in before.cells}
    says |= city.edits.conflicts.get(resource_id, {})
    kept_cells = {name: cell for name, cell in cells.items() if cell != says[name]}
    return Edit(
        id=resource_id,
        cells=kept_cells,
        was={name: says[name] for name in sorted({*kept_cells, "name"})},
        made_up=city.record.fictional,
    )


def _elsewhere(city: City, row: Mapping[str, Value], changed: dict[str, Value]) -> dict[str, Value]:
    """Give up the point of a list where the address is another one by now: it is looked for anew."""
    if row.get("point_from") != "stated":
        return changed
    old, new = row.get("address"), changed.get("address")
    moved = "address" in changed and not (isinstance(old, str) and isinstance(new, str) and same(old, new))
    halls = [hall_key(str(name or ""), city.record.name) for name in (row.get("venue"), changed.get("venue"))]
    moved |= "venue" in changed and halls[0] != halls[1] and row.get("venue") is not None
    return {**changed, **dict.fromkeys(POINT)} if moved else changed


def _shared(row: Mapping[str, Value], changed: dict[str, Value]) -> dict[str, Value]:
    """Split the capacity equally where the kinds are others: the shares were those of the kinds before."""
    return {**changed, "kind_shares": None} if "kinds" in changed and row.get("kind_shares") else changed


def _fits(values: Mapping[str, Value], row: Mapping[str, Value], *, new: bool) -> None:
    """See that the cells fit each other; raises RecordError."""
    if new and not values.get("kinds"):
        raise RecordError("registry.error.no_kind", "kinds")
    if new or any(values.get(name) != row.get(name) for name in ("capacity", "users", "times_month") if name in values):
        _not_over({**row, **values})


def _not_over(told: Mapping[str, Value]) -> None:
    """See that no more persons use it than it can take; raises RecordError.

    A place that is open several times a month takes others each time: capacity × times ÷ what the kind counts.
    """
    capacity, users, times = (_amount(told.get(name)) for name in ("capacity", "users", "times_month"))
    if capacity is None or users is None:
        return
    first = str(told.get("kinds") or "").partition(SEPARATOR)[0]
    one = next((each for each in categories() if each.kind == first), None)
    most = capacity
    if one is not None and one.capacity_rule == "per_visit" and one.capacity_divisor and times is not None:
        most = max(most, capacity * times / one.capacity_divisor)
    if users > most:
        raise RecordError("registry.error.over_capacity", "users", users=int(users), most=int(most))


def _amount(value: Value) -> float | None:
    """Give an amount; None where it isn't known."""
    return float(value) if isinstance(value, int | float) else None
