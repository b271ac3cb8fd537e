"""From the public registry to the rows of HSDS tables: each with an id that stays the same from export to export."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping

import pandas as pd

from shiensys.answers.registry.public import Public, served
from shiensys.answers.registry.reaching import reached
from shiensys.show.hsds import times
from shiensys.show.hsds.layout import TABLES
from shiensys.tables.categories import categories
from shiensys.tables.resources import NOT_KNOWN, SEPARATOR
from shiensys.text import language, say

Row = dict[str, object]
Rows = dict[str, list[Row]]  # by table
Cells = Mapping[str, object]  # one entry of the public registry; what isn't known is left out

COUNTRY, CURRENCY, CHARACTERS = "JP", "JPY", "UTF-8"
UPDATED = "T00:00:00.000+09:00"  # the beginning of the day on which somebody confirmed it
_POSTAL = re.compile(r"〒?\s*(\d{3}-\d{4})")
_TOLD_BY = {"phone": "number", "service_area": "name"}  # of which a service may have several: what tells them apart
_ABOUT = ("source", "date", "licence", "fiction")


def rows(public: Public, *, licence: str = "") -> Rows:
    """Give the rows of all tables; each row once, in the order of the registry.

    ``licence``: on what terms the city publishes, in its own words; blank: it didn't say.
    """
    found: dict[str, dict[object, Row]] = {name: {} for name in TABLES}
    about = _about(public, licence)
    kinds = pd.Series([kind for cell in public.table["kinds"].dropna() for kind in str(cell).split(SEPARATOR)])
    for name, row in (*_terms(public, set(kinds), about), *_described(public)):
        found[name][row["id"]] = row
    for record in public.table.to_dict("records"):
        cells = {str(name): cell for name, cell in record.items() if not pd.isna(cell) and cell != ""}
        for name, row in _entry(public, cells, about):
            found[name].setdefault(row["id"], row)
    return {name: list(table.values()) for name, table in found.items()}


def identifier(public: Public, table: str, *key: object) -> str:
    """Give the id of a row: the same for the same city, table and key, whenever it is exported."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, ":".join(("urn:shiensys", public.city.code, table, *map(str, key)))))


def _entry(public: Public, cells: Cells, about: Mapping[str, str]) -> Iterator[tuple[str, Row]]:
    """Give all rows that one entry of the registry makes."""
    key = cells["resource_id"]
    body = _body(public, cells)
    service = identifier(public, "service", key)
    yield "organization", body
    yield "service", {"id": service, "organization_id": body["id"], **_service(public, cells)}
    yield from _place(public, cells, service)
    for name, row in _of_service(public, cells):
        told = row.get(_TOLD_BY.get(name, ""), "")
        yield name, {"id": identifier(public, name, key, told), "service_id": service, **row}
    terms = [("kinds", kind, None) for kind in str(cells.get("kinds", "")).split(SEPARATOR) if kind]
    for scheme, term, value in (*terms, *(("about", each, text) for each, text in about.items())):
        yield (
            "attribute",
            {
                "id": identifier(public, "attribute", key, scheme, term),
                "link_id": service,
                "taxonomy_term_id": identifier(public, "taxonomy_term", scheme, term),
                "link_type": scheme,
                "link_entity": "service",
                "value": value,
                "label": say("exchange.hsds.kinds") if scheme == "kinds" else say(f"exchange.hsds.about.{term}"),
            },
        )


def _body(public: Public, cells: Cells) -> Row:
    """Give the organization: what the registry calls the provider, which often is a kind of body and no name."""
    name = str(cells.get("provider_kind", say("exchange.hsds.no_body")))
    told = say("exchange.hsds.body", city=public.city.name)
    return {
        "id": identifier(public, "organization", cells.get("provider_kind", "")),
        "name": name,
        "description": _sentences(told, *public.notes),
    }


def _service(public: Public, cells: Cells) -> Row:
    """Give the cells of a service."""
    contact = reached(str(cells.get("contact", "")))
    told = {
        "name": cells["name"],
        "description": _description(public, cells),
        "email": contact.mail or None,
        "status": "active",
        "application_process": say("exchange.hsds.apply", contact=contact.words) if contact.words else None,
        "fees_description": cells.get("fee"),
        "eligibility_description": cells.get("eligibility"),
        "assured_date": _day(cells["assured_date"]) if "assured_date" in cells else None,
        "alert": _sentences(*public.notes) or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _description(public: Public, cells: Cells) -> str:
    """Say what a service is, and that it is made up where it is."""
    parts = [
        say("exchange.hsds.what", kinds=cells["kinds_text"]) if "kinds_text" in cells else "",
        say("exchange.hsds.where", place=cells["place_type"]) if "place_type" in cells else "",
        say("exchange.hsds.channel", channel=cells["channel"]) if "channel" in cells else "",
    ]
    return _sentences(*filter(None, parts), *public.notes)


def _sentences(*parts: str) -> str:
    """Put sentences after each other."""
    return say("exchange.hsds.joint").join(parts)


def _place(public: Public, cells: Cells, service: str) -> Iterator[tuple[str, Row]]:
    """Give location and address, once for all that takes place there; nothing where no place is known."""
    keys = [str(cells.get(name, "")) for name in ("venue", "address", "longitude", "latitude")]
    if not any(keys):
        return
    location = identifier(public, "location", *keys)
    named = cells.get("venue", cells.get("place_type"))
    points = {name: cells[name] for name in ("latitude", "longitude") if name in cells}
    yield "location", {
        "id": location, "location_type": "physical", **({"name": named} if named else {}),
        **({} if points else {"description": say("exchange.hsds.no_point")}), **points,
    }  # fmt: skip
    if "address" in cells:
        address = str(cells["address"])
        postal = _POSTAL.search(address)
        yield (
            "address",
            {
                "id": identifier(public, "address", *keys),
                "location_id": location,
                "address_1": _POSTAL.sub("", address).strip() or address,
                "city": public.city.name,
                "state_province": public.prefecture or NOT_KNOWN,
                "postal_code": postal[1] if postal else NOT_KNOWN,
                "country": COUNTRY,
                "address_type": "physical",
            },
        )
    going = {"description": say("exchange.hsds.transport", how=cells["transport"])} if "transport" in cells else {}
    link = identifier(public, "service_at_location", service, location)
    yield "service_at_location", {"id": link, "service_id": service, "location_id": location, **going}


def _of_service(public: Public, cells: Cells) -> Iterator[tuple[str, Row]]:
    """Give the rows that belong to a service, without their ids."""
    for phone in reached(str(cells.get("contact", ""))).phones:
        yield "phone", {"number": phone.number, "type": phone.kind}
    if "schedule" in cells:
        told = times.fields(*(_text(cells, name) for name in ("rrule", "begins", "ends", "starts")))
        yield "schedule", {"description": cells["schedule"], **told}
    for name in served(str(cells.get("serves", cells.get("district", "")))):
        yield "service_area", {"name": name}
    if "amount" in cells:
        yield "cost_option", {"currency": CURRENCY, "amount": cells["amount"], "amount_description": cells["fee"]}
    if {"capacity", "users", "assured_date"} <= set(cells):
        capacity, users = float(str(cells["capacity"])), float(str(cells["users"]))
        yield (
            "service_capacity",
            {
                "unit_id": identifier(public, "unit", "persons"),
                "available": max(capacity - users, 0.0),
                "maximum": capacity,
                "description": say("exchange.hsds.capacity"),
                "updated": f"{_day(cells['assured_date'])}{UPDATED}",
            },
        )


def _about(public: Public, licence: str) -> dict[str, str]:
    """Say of the data where they are from, of which day, on what terms, and whether they are made up; in order."""
    told = {
        "source": say("answers.joint").join(each.source for each in public.evidence if each.source),
        "date": f"{public.date:%Y-%m-%d}",
        "licence": licence,
        "fiction": _sentences(*public.notes),
    }
    return {name: told[name] for name in _ABOUT if told[name]}


def _terms(public: Public, kinds: set[str], about: Mapping[str, str]) -> Iterator[tuple[str, Row]]:
    """Give the two taxonomies with those of their terms that are used, and the unit of capacities."""
    version = f"{public.date:%Y-%m-%d}"
    names = {"kinds": say("exchange.hsds.kinds"), "about": say("exchange.hsds.about")}
    told = {"kinds": say("exchange.hsds.kinds_told"), "about": say("exchange.hsds.about_told")}
    for scheme, name in names.items():
        scheme_id = identifier(public, "taxonomy", scheme)
        yield "taxonomy", {"id": scheme_id, "name": name, "description": told[scheme], "version": version}
    used = [("kinds", each.kind, each.name, each.caveat) for each in categories() if each.kind in kinds]
    used += [("about", each, say(f"exchange.hsds.about.{each}"), say(f"exchange.hsds.about.{each}")) for each in about]
    for scheme, code, name, description in used:
        yield "taxonomy_term", {
            "id": identifier(public, "taxonomy_term", scheme, code), "code": code, "name": name,
            "description": description, "taxonomy": names[scheme], "language": language(),
            "taxonomy_id": identifier(public, "taxonomy", scheme),
        }  # fmt: skip
    yield "unit", {"id": identifier(public, "unit", "persons"), "name": say("exchange.hsds.persons")}


def _described(public: Public) -> Iterator[tuple[str, Row]]:
    """Say of each table in which language and signs it is written."""
    for name in TABLES:
        key = identifier(public, "meta_table_description", name)
        row: Row = {"id": key, "name": name, "language": language(), "character_set": CHARACTERS}
        yield "meta_table_description", row


def _text(cells: Cells, name: str) -> str | None:
    """Give a cell as text, None where it is blank."""
    return str(cells[name]) if name in cells else None


def _day(value: object) -> str:
    """Write a day."""
    return f"{pd.Timestamp(str(value)):%Y-%m-%d}"
