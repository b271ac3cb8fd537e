"""What Open Referral HSDS 3.1 asks of the objects that we write, in our own words: fields, types, enumerations.

Written from the published schema (github.com/openreferral/specification, schema/*.json, read 2026-11-22). Nothing but
the standard's own fields may stand in an object: the standard itself lets others pass.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import uuid
import zipfile
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

TEXT, NUMBER, TRUTH, COUNT = {"type": "string"}, {"type": "number"}, {"type": "boolean"}, {"type": "integer"}
ID = {"type": "string", "format": "uuid"}
URI, MAIL, DAY, MOMENT = ({"type": "string", "format": name} for name in ("uri", "email", "day", "moment"))
PLACE = {"type": "string", "enum": ["physical", "postal", "virtual"]}
WEEKDAY = {"type": "string", "enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]}


def fields(kind: dict[str, Any], names: str) -> dict[str, dict[str, Any]]:
    return dict.fromkeys(names.split(), kind)


def inside(table: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{table}"}


def several(**lists: str) -> dict[str, dict[str, Any]]:
    return {name: {"type": "array", "items": inside(table)} for name, table in lists.items()}


COMMON = several(attributes="attribute", metadata="metadata")
# table: (its fields, those that must be there, those that must be there in a table besides)
OBJECTS: dict[str, tuple[dict[str, dict[str, Any]], str, str]] = {
    "organization": (
        fields(ID, "id parent_organization_id")
        | fields(TEXT, "name alternate_name description tax_status tax_id legal_status logo")
        | {"email": MAIL, "website": URI, "uri": URI, "year_incorporated": NUMBER}
        | several(phones="phone", locations="location"),
        "id name description",
        "",
    ),
    "service": (
        fields(ID, "id organization_id program_id")
        | fields(
            TEXT,
            "name alternate_name description interpretation_services application_process fees_description wait_time"
            " fees accreditations eligibility_description licenses alert",
        )
        | fields(NUMBER, "minimum_age maximum_age")
        | {
            "url": URI,
            "email": MAIL,
            "assurer_email": MAIL,
            "assured_date": DAY,
            "last_modified": MOMENT,
            "status": {"type": "string", "enum": ["active", "inactive", "defunct", "temporarily closed"]},
            "organization": inside("organization"),
        }
        | several(
            phones="phone",
            schedules="schedule",
            service_areas="service_area",
            service_at_locations="service_at_location",
            languages="language",
            cost_options="cost_option",
            capacities="service_capacity",
        ),
        "id name status",
        "organization_id",
    ),
    "service_at_location": (
        fields(ID, "id service_id location_id")
        | {"description": TEXT, "location": inside("location")}
        | several(service_areas="service_area", phones="phone", schedules="schedule"),
        "id",
        "service_id location_id",
    ),
    "location": (
        fields(ID, "id organization_id")
        | fields(
            TEXT, "name alternate_name description transportation external_identifier external_identifier_type"
        )
        | fields(NUMBER, "latitude longitude")
        | {"location_type": PLACE, "url": URI}
        | several(
            languages="language", addresses="address", accessibility="accessibility", phones="phone",
            schedules="schedule",
        ),
        "id location_type",
        "",
    ),
    "address": (
        fields(ID, "id location_id")
        | fields(TEXT, "attention address_1 address_2 city region state_province postal_code country")
        | {"address_type": PLACE},
        "id address_1 city state_province postal_code country address_type",
        "",
    ),
    "phone": (
        fields(ID, "id location_id service_id organization_id contact_id service_at_location_id")
        | fields(TEXT, "number type description")
        | {"extension": NUMBER}
        | several(languages="language"),
        "id number",
        "",
    ),
    "schedule": (
        fields(ID, "id service_id location_id service_at_location_id")
        | fields(DAY, "valid_from valid_to dtstart until")
        | fields(NUMBER, "timezone count interval")
        | fields(TEXT, "byday byweekno bymonthday byyearday description attending_type notes")
        | fields({"type": "string", "format": "clock"}, "opens_at closes_at")
        | {"wkst": WEEKDAY, "freq": {"type": "string", "enum": ["WEEKLY", "MONTHLY"]}, "schedule_link": URI},
        "id",
        "",
    ),
    "service_area": (
        fields(ID, "id service_id service_at_location_id") | fields(TEXT, "name description extent extent_type uri"),
        "id",
        "",
    ),
    "cost_option": (
        fields(ID, "id service_id")
        | fields(DAY, "valid_from valid_to")
        | fields(TEXT, "option currency amount_description")
        | {"amount": NUMBER},
        "id",
        "service_id",
    ),
    "service_capacity": (
        fields(ID, "id service_id unit_id")
        | fields(NUMBER, "available maximum")
        | {"description": TEXT, "updated": MOMENT, "unit": inside("unit")},
        "id available updated",
        "unit_id service_id",
    ),
    "unit": (fields(ID, "id") | fields(TEXT, "name scheme identifier") | {"uri": URI}, "id name", ""),
    "attribute": (
        fields(ID, "id link_id taxonomy_term_id")
        | fields(TEXT, "link_type link_entity value label")
        | {"taxonomy_term": inside("taxonomy_term")},
        "id",
        "link_id taxonomy_term_id link_entity",
    ),
    "taxonomy_term": (
        fields(ID, "id parent_id taxonomy_id")
        | fields(TEXT, "code name description taxonomy language")
        | {"term_uri": URI, "taxonomy_detail": inside("taxonomy")},
        "id name description",
        "",
    ),
    "taxonomy": (
        fields(ID, "id") | fields(TEXT, "name description version") | {"uri": URI},
        "id name description",
        "",
    ),
    "language": (fields(ID, "id service_id location_id phone_id") | fields(TEXT, "name code note"), "id", ""),
    "accessibility": (fields(ID, "id location_id") | fields(TEXT, "description details") | {"url": URI}, "id", ""),
    "metadata": (
        fields(ID, "id resource_id")
        | fields(TEXT, "resource_type last_action_type field_name previous_value replacement_value updated_by")
        | {"last_action_date": DAY},
        "id last_action_date last_action_type field_name previous_value replacement_value updated_by",
        "resource_id resource_type",
    ),
    "meta_table_description": (fields(ID, "id") | fields(TEXT, "name language character_set"), "id", ""),
}  # fmt: skip
PATHS = {  # the standard's names of files
    "organization": "organizations.csv", "service": "services.csv", "attribute": "attributes.csv",
    "service_at_location": "service_at_location.csv", "location": "locations.csv", "phone": "phones.csv",
    "address": "addresses.csv", "schedule": "schedules.csv", "service_area": "service_areas.csv",
    "taxonomy_term": "taxonomy_terms.csv", "taxonomy": "taxonomies.csv", "cost_option": "cost_options.csv",
    "service_capacity": "service_capacity.csv", "unit": "units.csv",
    "meta_table_description": "meta_table_descriptions.csv",
}  # fmt: skip
PAGE = {
    "type": "object",
    "properties": fields(COUNT, "total_items total_pages page_number size")
    | fields(TRUTH, "first_page last_page empty")
    | {"contents": {"type": "array", "items": inside("service")}},
    "additionalProperties": False,
}
PAGE["required"] = list(PAGE["properties"])


NUMBERS = {(table, name) for table, (own, _, _) in OBJECTS.items() for name, kind in own.items() if kind == NUMBER}


def opened(package: bytes) -> dict[str, str]:
    """Give the files of a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows_of(files: dict[str, str], table: str) -> list[dict[str, str]]:
    """Give the rows of one table of a package."""
    return list(csv.DictReader(io.StringIO(files[PATHS[table]])))


def wrong(files: dict[str, str]) -> list[str]:
    """Name what doesn't keep to the standard, in documents and in tables."""
    found = [error.message for error in validator().iter_errors(json.loads(files["services.json"]))]
    for table in PATHS:
        check = validator(of=table, tabular=True)
        for row in rows_of(files, table):
            cells = {name: float(cell) if (table, name) in NUMBERS else cell for name, cell in row.items() if cell}
            found += [f"{table}: {error.message}" for error in check.iter_errors(cells)]
    return found


def validator(*, of: str = "page", tabular: bool = False) -> Draft202012Validator:
    """Make a validator of a page of services, or of rows of one table."""
    schema = PAGE if of == "page" else inside(of)
    return Draft202012Validator({**schema, "$defs": _objects(tabular)}, format_checker=FORMATS)


def _objects(tabular: bool) -> dict[str, Any]:
    """Describe all objects; in a table the links stand in their fields, in a document inside."""
    told = {}
    for name, (own, required, besides) in OBJECTS.items():
        nested = {"unit"} & set(own) if not tabular else set()
        told[name] = {
            "type": "object",
            "properties": own | COMMON,
            "required": [*required.split(), *(besides.split() if tabular else nested)],
            "additionalProperties": False,
        }
    return told


FORMATS = FormatChecker(formats=())


@FORMATS.checks("uuid", raises=ValueError)
def _uuid(value: str) -> bool:
    return str(uuid.UUID(value)) == value


@FORMATS.checks("email")
def _mail(value: str) -> bool:
    return bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value))


@FORMATS.checks("uri")
def _uri(value: str) -> bool:
    return bool(re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", value))


@FORMATS.checks("day", raises=ValueError)
def _day(value: str) -> bool:
    return bool(dt.date.fromisoformat(value))


@FORMATS.checks("moment", raises=ValueError)
def _moment(value: str) -> bool:
    return dt.datetime.fromisoformat(value).tzinfo is not None


@FORMATS.checks("clock", raises=ValueError)
def _clock(value: str) -> bool:
    return bool(re.fullmatch(r"\d\d:\d\d(Z|[+-]\d\d:\d\d)", value)) and dt.time.fromisoformat(value) is not None
