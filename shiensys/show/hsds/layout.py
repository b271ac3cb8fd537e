"""The tables of an HSDS package that are written: their files, fields and keys, as the standard (3.1) names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

HSDS_VERSION = "3.1"


@dataclass(frozen=True)
class Layout:
    """One table. ``path``: its file; ``fields``: in order, ``id`` first; ``required``: those that are never blank.

    ``numbers``: fields that hold numbers; ``days``: fields that hold a day; ``links``: field -> table whose id it is.
    """

    path: str
    fields: tuple[str, ...]
    required: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)


TABLES: Mapping[str, Layout] = MappingProxyType(
    {
        "organization": Layout("organizations.csv", ("id", "name", "description"), ("id", "name", "description")),
        "service": Layout(
            "services.csv",
            (
                "id", "organization_id", "name", "description", "email", "status", "application_process",
                "fees_description", "eligibility_description", "assured_date", "alert",
            ),
            ("id", "organization_id", "name", "status"),
            days=("assured_date",),
            links={"organization_id": "organization"},
        ),
        "location": Layout(
            "locations.csv",
            ("id", "location_type", "name", "description", "latitude", "longitude"),
            ("id", "location_type"),
            numbers=("latitude", "longitude"),
        ),
        "address": Layout(
            "addresses.csv",
            ("id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
            ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
            links={"location_id": "location"},
        ),
        "service_at_location": Layout(
            "service_at_location.csv",
            ("id", "service_id", "location_id", "description"),
            ("id", "service_id", "location_id"),
            links={"service_id": "service", "location_id": "location"},
        ),
        "phone": Layout(
            "phones.csv", ("id", "service_id", "number", "type"), ("id", "number"), links={"service_id": "service"}
        ),
        "schedule": Layout(
            "schedules.csv",
            (
                "id", "service_id", "dtstart", "timezone", "freq", "interval", "byday", "bymonthday", "description",
                "opens_at", "closes_at",
            ),
            ("id",),
            numbers=("timezone", "interval"),
            days=("dtstart",),
            links={"service_id": "service"},
        ),
        "service_area": Layout(
            "service_areas.csv", ("id", "service_id", "name"), ("id",), links={"service_id": "service"}
        ),
        "cost_option": Layout(
            "cost_options.csv",
            ("id", "service_id", "currency", "amount", "amount_description"),
            ("id", "service_id"),
            numbers=("amount",),
            links={"service_id": "service"},
        ),
        "unit": Layout("units.csv", ("id", "name"), ("id", "name")),
        "service_capacity": Layout(
            "service_capacity.csv",
            ("id", "service_id", "unit_id", "available", "maximum", "description", "updated"),
            ("id", "service_id", "unit_id", "available", "updated"),
            numbers=("available", "maximum"),
            links={"service_id": "service", "unit_id": "unit"},
        ),
        "taxonomy": Layout(
            "taxonomies.csv", ("id", "name", "description", "version"), ("id", "name", "description")
        ),
        "taxonomy_term": Layout(
            "taxonomy_terms.csv",
            ("id", "code", "name", "description", "taxonomy", "language", "taxonomy_id"),
            ("id", "name", "description"),
            links={"taxonomy_id": "taxonomy"},
        ),
        "attribute": Layout(
            "attributes.csv",
            ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value", "label"),
            ("id", "link_id", "taxonomy_term_id", "link_entity"),
            links={"taxonomy_term_id": "taxonomy_term"},
        ),
        "meta_table_description": Layout(
            "meta_table_descriptions.csv", ("id", "name", "language", "character_set"), ("id",)
        ),
    }
)  # fmt: skip
