"""The rows of HSDS tables put into each other: one document a service, as the standard's interface gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from shiensys.show.hsds.layout import TABLES
from shiensys.show.hsds.rows import Row, Rows

_LISTS = {  # table -> what its rows are called inside a service
    "phone": "phones",
    "schedule": "schedules",
    "service_area": "service_areas",
    "cost_option": "cost_options",
    "service_capacity": "capacities",
    "service_at_location": "service_at_locations",
}


def documents(rows: Rows) -> list[Row]:
    """Give one document a service, with all that belongs to it inside."""
    by_id = {name: {str(row["id"]): row for row in table} for name, table in rows.items()}
    of_service = {name: _by(rows[name], "service_id") for name in _LISTS}
    attributes, addresses = _by(rows["attribute"], "link_id"), _by(rows["address"], "location_id")
    return [_service(row, by_id, of_service, attributes, addresses) for row in rows["service"]]


def page(services: Sequence[Row]) -> Row:
    """Put documents into the one page that the standard's list of services is."""
    n = len(services)
    return {
        "total_items": n, "total_pages": 1, "page_number": 1, "size": n, "first_page": True, "last_page": True,
        "empty": not n, "contents": list(services),
    }  # fmt: skip


def _service(
    row: Row,
    by_id: Mapping[str, Mapping[str, Row]],
    of_service: Mapping[str, Mapping[str, Sequence[Row]]],
    attributes: Mapping[str, Sequence[Row]],
    addresses: Mapping[str, Sequence[Row]],
) -> Row:
    """Put one service together."""
    key = str(row["id"])
    document = _bare("service", row) | {"organization": by_id["organization"][str(row["organization_id"])]}
    for table, name in _LISTS.items():
        inside = [_bare(table, each) for each in of_service[table].get(key, ())]
        if inside:
            document[name] = inside
    for link, whole in zip(_list(document, "service_at_locations"), _of(of_service, key), strict=True):
        location = by_id["location"][str(whole["location_id"])]
        inside = [_bare("address", each) for each in addresses.get(str(location["id"]), ())]
        link["location"] = location | ({"addresses": inside} if inside else {})
    for capacity, whole in zip(_list(document, "capacities"), of_service["service_capacity"].get(key, ()), strict=True):
        capacity["unit"] = by_id["unit"][str(whole["unit_id"])]
    told = [_bare("attribute", each) | {"taxonomy_term": _term(each, by_id)} for each in attributes.get(key, ())]
    return document | ({"attributes": told} if told else {})


def _term(attribute: Row, by_id: Mapping[str, Mapping[str, Row]]) -> Row:
    """Give the term of an attribute with its taxonomy."""
    term = by_id["taxonomy_term"][str(attribute["taxonomy_term_id"])]
    return _bare("taxonomy_term", term) | {"taxonomy_detail": by_id["taxonomy"][str(term["taxonomy_id"])]}


def _of(of_service: Mapping[str, Mapping[str, Sequence[Row]]], key: str) -> Sequence[Row]:
    """Give the links to locations of a service."""
    return of_service["service_at_location"].get(key, ())


def _list(document: Row, name: str) -> list[Row]:
    """Give a list inside a document; empty where there is none."""
    inside = document.get(name, [])
    assert isinstance(inside, list)
    return inside


def _bare(table: str, row: Row) -> Row:
    """Take the links off: what they lead to stands inside, or around."""
    return {name: value for name, value in row.items() if name not in TABLES[table].links and value is not None}


def _by(table: Sequence[Row], field: str) -> dict[str, list[Row]]:
    """Sort rows by what they belong to."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table:
        found[str(row[field])].append(row)
    return found
