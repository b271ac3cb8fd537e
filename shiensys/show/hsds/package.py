"""The package as a file: tables with their description, the same as documents, and a page to read."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pandas as pd

from shiensys.answers.registry.public import Public
from shiensys.show.export import source_line
from shiensys.show.hsds.documents import documents, page
from shiensys.show.hsds.layout import HSDS_VERSION, TABLES, Layout
from shiensys.show.hsds.rows import Row, Rows, identifier, rows
from shiensys.tables import formulas
from shiensys.text import language, say

STANDARD = "https://docs.openreferral.org/"
SERVICES, DESCRIPTION, ABOUT = "services.json", "datapackage.json", "README.txt"


def package(public: Public, *, licence: str = "") -> bytes:
    """Write the package (ZIP): a tabular data package, ``services.json`` with the same as documents, ``README.txt``.

    ``licence``: on what terms the city publishes, in its own words. The same registry gives the same bytes.
    """
    told = rows(public, licence=licence)
    files = {layout.path: _csv(told[name], layout) for name, layout in TABLES.items()}
    files[SERVICES] = _json(page(documents(told)))
    files[DESCRIPTION] = _json(_datapackage(public, licence))
    files[ABOUT] = _readme(public, told, licence).encode()
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, (public.date.year, public.date.month, public.date.day, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()


def file_name(public: Public) -> str:
    """Name the file by city and day."""
    return f"hsds_{public.city.code}_{public.date:%Y%m%d}.zip"


def _csv(table: list[Row], layout: Layout) -> bytes:
    """Write a table in the standard's columns: UTF-8 without a mark in front, text kept from running as a formula."""
    frame = pd.DataFrame([[row.get(name) for name in layout.fields] for row in table], columns=list(layout.fields))
    return formulas.csv_bytes(frame.astype(object)).decode("utf-8-sig").encode()


def _json(value: object) -> bytes:
    """Write JSON, Japanese as it is."""
    return f"{json.dumps(value, ensure_ascii=False, allow_nan=False)}\n".encode()


def _datapackage(public: Public, licence: str) -> Row:
    """Describe the tables: fields, what may not be blank, and which field leads where."""
    return {
        "profile": "tabular-data-package",
        "name": f"hsds-{public.city.code}",
        "id": identifier(public, "package"),
        "title": public.title,
        "description": " ".join((*public.notes, say("exchange.hsds.package"))),
        "version": f"{public.date:%Y-%m-%d}",
        "homepage": STANDARD,
        "created": f"{public.date:%Y-%m-%d}T00:00:00+09:00",
        "sources": [{"title": source_line(each)} for each in public.evidence],
        **({"licenses": [{"name": "other", "title": licence}]} if licence else {}),
        "hsds_version": HSDS_VERSION,
        "language": language(),
        "resources": [_resource(name, layout) for name, layout in TABLES.items()],
    }


def _resource(name: str, layout: Layout) -> Row:
    """Describe one table."""
    links = [{"fields": each, "reference": {"resource": other, "fields": "id"}} for each, other in layout.links.items()]
    return {
        "name": name,
        "path": layout.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "primaryKey": "id",
            "fields": [_field(layout, each) for each in layout.fields],
            **({"foreignKeys": links} if links else {}),
        },
    }


def _field(layout: Layout, name: str) -> Row:
    """Describe one field."""
    kind = "number" if name in layout.numbers else "date" if name in layout.days else "string"
    uuid = {"format": "uuid"} if name == "id" or name in layout.links or name == "link_id" else {}
    constraints = {"required": name in layout.required, "unique": name == "id"}
    return {"name": name, "type": kind, **uuid, "constraints": constraints}


def _readme(public: Public, told: Rows, licence: str) -> str:
    """Say what the package is, for whoever opens it."""
    lines = [
        public.title,
        *public.notes,
        say("exchange.hsds.package"),
        say("exchange.hsds.readme", version=HSDS_VERSION, address=STANDARD),
        say("exchange.hsds.counted", services=len(told["service"]), places=len(told["location"])),
        say("exchange.hsds.left_out"),
        say("exchange.hsds.bodies"),
        say("exchange.hsds.postal"),
        *(source_line(each) for each in public.evidence),
        say("exchange.hsds.licence", licence=licence) if licence else say("exchange.hsds.no_licence"),
    ]
    return "\r\n".join(lines) + "\r\n"
