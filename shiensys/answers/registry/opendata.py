"""The public registry in the columns of the open-data standard: as a list of places, which is nearest to it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from shiensys.answers.answer import Answer, Column
from shiensys.answers.registry.public import Public, public
from shiensys.answers.registry.reaching import reached
from shiensys.answers.registry.typed import heading
from shiensys.city import City
from shiensys.tables.categories import REFERENCE_FOLDER
from shiensys.tables.municipality import check_digit
from shiensys.text import say

LONGEST_TYPE = 12  # characters of a remark that is read as a kind of place
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def opendata(city: City) -> Answer:
    """Give the public registry in the standard's columns, a row an entry; what the registry doesn't know is blank.

    ``columns``: keys c1, c2 …, headed as the standard heads them: one thing may stand in two columns.
    """
    told = public(city)
    filled = [_cells(told, row) for row in told.table.to_dict("records")]
    named = list(enumerate(_standard().itertuples(index=False), start=1))
    table = pd.DataFrame({f"c{at}": [cells.get(str(ours)) for cells in filled] for at, (_, ours) in named})
    columns = tuple(Column(f"c{at}", str(head)) for at, (head, _) in named)
    title = say("exchange.opendata.title", name=city.record.name)
    return Answer(told.city, title, table, columns, told.evidence, notes=told.notes)


def _cells(told: Public, row: Mapping[Hashable, Any]) -> dict[str, object]:
    """Give the cells of one entry by our names; text throughout, but for degrees."""
    known = {str(name): cell for name, cell in row.items() if not pd.isna(cell) and cell != ""}
    contact, kind = reached(str(known.get("contact", ""))), str(known.get("place_type", ""))
    weekly = _weekly(str(known.get("rrule", "")))
    code = told.city.code + check_digit(told.city.code)
    return {
        **{name: known.get(name) for name in ("resource_id", "name", "address", "venue", "provider_kind")},
        **{name: known.get(name) for name in ("latitude", "longitude")},
        **({"begins": known.get("begins"), "ends": known.get("ends")} if weekly else {}),
        "code": code,
        "city_name": f"{told.prefecture}{told.city.name}",
        "prefecture": told.prefecture or None,
        "municipality": told.city.name,
        "phone": next((phone.number for phone in contact.phones if phone.kind == "voice"), None),
        "email": contact.mail or None,
        "other_contact": contact.words or None,
        "days": weekly or None,
        "schedule": known.get("schedule"),
        "description": _description(told, known),
        "place_type": kind if 0 < len(kind) <= LONGEST_TYPE else None,
    }


def _weekly(rrule: str) -> str:
    """Write the weekdays of a rule that holds every week; blank for every other rule.

    >>> _weekly("FREQ=WEEKLY;BYDAY=TU,FR"), _weekly("FREQ=MONTHLY;BYDAY=1WE")
    ('火金', '')
    """
    parts = dict(part.split("=", 1) for part in rrule.split(";") if "=" in part)
    if set(parts) != {"FREQ", "BYDAY"} or parts["FREQ"] != "WEEKLY":
        return ""
    return "".join(say(f"registry.day.{day.lower()}") for day in _WEEKDAYS if day in parts["BYDAY"].split(","))


def _description(told: Public, known: Mapping[str, object]) -> str:
    """Say what the standard has no column for, where it is from, and that it is made up where it is."""
    named = ("kinds_text", "capacity", "fee", "eligibility", "transport", "serves")
    cells = {name: f"{known[name]:g}" if name == "capacity" else str(known[name]) for name in named if name in known}
    heads = {name: heading("kinds" if name == "kinds_text" else name) for name in cells}
    parts = [say("exchange.opendata.cell", heading=heads[name], cell=cell) for name, cell in cells.items()]
    source = say("answers.joint").join(each.source for each in told.evidence if each.source)
    parts.append(say("exchange.opendata.source", source=source, day=told.date))
    return say("exchange.opendata.joint").join((*parts, *told.notes))


@lru_cache
def _standard() -> pd.DataFrame:
    """Read the standard's columns. Kept for the life of the process: they are part of the program."""
    return pd.read_csv(REFERENCE_FOLDER / "opendata_columns.csv", dtype=str, keep_default_na=False)
