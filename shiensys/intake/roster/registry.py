"""The city's own registry of activities, by our template."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

import pandas as pd

from shiensys.intake.areas.places import placed
from shiensys.intake.findings import Finding, noted
from shiensys.intake.request import Checked, Request
from shiensys.intake.roster import kindwords, resource_table
from shiensys.intake.sheets import words
from shiensys.intake.sheets.dates import days
from shiensys.intake.sheets.facts import of_table
from shiensys.intake.sheets.headings import matched
from shiensys.intake.sheets.sheet import Sheet
from shiensys.intake.sheets.values import persons, refuse_rows, texts
from shiensys.tables.resources import SEPARATOR
from shiensys.text import say

PART = "registry"
OWN_COLUMNS = frozenset(("kinds", "serves", "helpers", "times_month", "assured_date", "contact_public"))
_WORDS = (
    "name", "place_type", "provider_kind", "channel", "venue", "address", "schedule", "fee", "eligibility", "transport",
    "contact", "assurer",
)  # fmt: skip
_COUNTS = ("users", "times_month", "helpers", "hours_month")
_PARTS = re.compile(r"[;；、,，\n]")

Columns = dict[str, pd.Series]
Section = tuple[Columns, list[Finding]]


def read(sheet: Sheet, request: Request) -> Checked:
    """Read a registry. Refuses a word that is no kind, a share that doesn't fit, a date to come, and more by row."""
    headings = matched(sheet, "resources", request.mapping, required=("name",))
    sheet, nameless = resource_table.named_rows(sheet, headings["name"])
    part = request.part or PART
    table: Columns = {column: texts(sheet.cells[headings[column]]) for column in _WORDS if column in headings}
    table |= {column: persons(sheet, headings[column]).values for column in _COUNTS if column in headings}
    table |= _kinds(sheet, headings)
    findings = [*sheet.findings, *nameless]
    if "kinds" not in headings:
        findings.append(noted("kinds_missing", sheet.where(sheet.heading_row)))
    sections = (
        _ids(sheet, headings.get("resource_id"), part),
        _capacity(sheet, headings.get("capacity")),
        _state(sheet, headings, request),
        _place(sheet, headings, request),
        _serves(sheet, headings.get("serves"), request),
    )
    for columns, found in sections:
        table |= columns
        findings += found
    facts = {"layout": say("intake.layout.registry"), "rows": len(sheet.cells)}
    finished = resource_table.finished(table, sheet.cells.index)
    return Checked(finished, part=part, findings=tuple(findings), facts=facts | of_table(finished))


def _ids(sheet: Sheet, heading: str | None, part: str) -> Section:
    """Take the city's own keys; rows whose key is blank or stands twice get others, and that is said by row.

    The rest keep theirs: by them the page knows which of its changes, matches and points are whose.
    """
    numbered = resource_table.keys(sheet, (), part)
    if heading is None:
        return {"resource_id": numbered}, []
    written = texts(sheet.cells[heading])
    without = written.isna() | written.duplicated(keep=False)
    own = written.mask(without)
    taken = set(own.dropna())
    free = (key for at in itertools.count(1) if (key := f"{part}-{at}") not in taken)
    given = [next(free) if lacks else key for lacks, key in zip(without, own, strict=True)]
    keys = pd.Series(given, index=written.index, dtype="str")
    if not without.any():
        return {"resource_id": keys}, []
    return {"resource_id": keys}, [noted("keys_replaced", sheet.where(column=heading)).about(without.index[without])]


def _capacity(sheet: Sheet, heading: str | None) -> Section:
    """Read how many may come."""
    if heading is None:
        return {}, []
    values, findings = resource_table.capacities(sheet, heading)
    return {"capacity": values}, findings


def _kinds(sheet: Sheet, headings: Mapping[str, str]) -> Columns:
    """Read kinds and how the one capacity is split over them."""
    if "kinds" not in headings:
        return {}
    kinds = kindwords.keys(sheet, headings["kinds"])
    if "kind_shares" not in headings:
        return {"kinds": kinds}
    written = texts(sheet.cells[headings["kind_shares"]])
    wanted = kinds.str.count(SEPARATOR).fillna(-1) + 1
    shares = [_shares(text, int(n)) if isinstance(text, str) else None for text, n in zip(written, wanted, strict=True)]
    read = pd.Series(shares, index=written.index, dtype="str")
    refuse_rows("kind_shares", written.notna() & read.isna(), sheet, headings["kind_shares"])
    return {"kinds": kinds, "kind_shares": read}


def _shares(text: str, n: int) -> str | None:
    """Read ``n`` shares, brought to a sum of 1; None where they don't fit.

    >>> _shares("70%;30%", 2), _shares("1；1", 2), _shares("1", 2)
    ('0.7;0.3', '0.5;0.5', None)
    """
    parts = [part.strip().removesuffix("%") for part in _PARTS.split(text.replace("％", "%"))]
    try:
        numbers = [float(part) for part in parts]
    except ValueError:  # no number
        return None
    if len(numbers) != n or min(numbers) < 0 or not 0 < sum(numbers) < float("inf"):
        return None
    return SEPARATOR.join(f"{number / sum(numbers):g}" for number in numbers)


def _state(sheet: Sheet, headings: Mapping[str, str], request: Request) -> Section:
    """Read status, when it was confirmed, and whether the contact may be shown: only where somebody says so."""
    index, findings = sheet.cells.index, []
    status = pd.Series(pd.NA, index=index, dtype="str")
    if "status" in headings:
        status = words.checked(sheet, headings["status"], "status")
        if status.isna().any():
            findings.append(noted("status_blank", sheet.where(column=headings["status"]), n=int(status.isna().sum())))
    public = pd.Series(False, index=index)
    if "contact_public" in headings:
        public = words.checked(sheet, headings["contact_public"], "contact_public") == "1"
    columns = {"status": status.fillna("active"), "contact_public": public}
    if "assured_date" in headings:
        columns["assured_date"] = days(sheet, headings["assured_date"], today=request.today)
    return columns, findings


def _place(sheet: Sheet, headings: Mapping[str, str], request: Request) -> Section:
    """Read the points."""
    degrees, findings = resource_table.located(
        sheet,
        request,
        name=headings["name"],
        longitude=headings.get("longitude"),
        latitude=headings.get("latitude"),
        address=headings.get("address"),
    )
    return {"longitude": degrees["longitude"], "latitude": degrees["latitude"]}, findings


def _serves(sheet: Sheet, heading: str | None, request: Request) -> Section:
    """Read the districts served, and hold them against the city's."""
    if heading is None:
        return {}, []
    cells = texts(sheet.cells[heading])
    beyond = words.codes("serves")
    served = {text: [beyond.get(name, name) for name in _names(text)] for text in cells.dropna().unique()}
    joined = cells.map({text: SEPARATOR.join(names) or None for text, names in served.items()}).astype("str")
    areas = {name for names in served.values() for name in names} - set(beyond.values())
    if not areas:
        return {"serves": joined}, []
    found = placed(pd.Series(sorted(areas), dtype="str"), request, sheet.where(column=heading))
    return {"serves": joined}, list(found)


def _names(text: str) -> list[str]:
    """Part the names in one cell, each once."""
    return list(dict.fromkeys(part.strip() for part in _PARTS.split(text) if part.strip()))
