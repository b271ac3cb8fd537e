"""The cells of one resource as a form holds them: text in, values out, each checked by itself."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping

import pandas as pd

from shiensys.city import City
from shiensys.measures import schedules
from shiensys.tables.categories import categories
from shiensys.tables.names import match, nearest
from shiensys.tables.programme.checks import RecordError
from shiensys.tables.resources import ALL_DISTRICTS, NOT_KNOWN, OUTSIDE_CITY, SEPARATOR, STATUSES
from shiensys.text import say

Value = str | int | float | bool | None

WORDS = (
    "name", "place_type", "provider_kind", "channel", "venue", "address", "schedule", "fee", "eligibility", "transport",
    "contact", "assurer",
)  # fmt: skip
COUNTS = ("capacity", "users", "helpers")  # whole
AMOUNTS = ("times_month", "hours_month")
COLUMNS = ("kinds", "serves", *WORDS, *COUNTS, *AMOUNTS, "contact_public", "status", "assured_date")
LINE, PAGE = 200, 1_000  # characters: of a name, of every other cell
MOST = 1_000_000  # of anything that is counted
YES = "1"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")  # and what turns the direction of writing
_UNIT = re.compile(r"(?:人|名|世帯|件|回|時間|h)$")


def text_of(value: Value) -> str:
    """Write a value as the form shows it.

    >>> text_of(8.0), text_of(2.5), text_of(True), text_of(None)
    ('8', '2.5', '1', '')
    """
    if value is None or value is False:
        return ""
    if value is True:
        return YES
    return f"{value:g}" if isinstance(value, float) else str(value)


def values_of(city: City, cells: Mapping[str, str]) -> dict[str, Value]:
    """Read the cells of a form, those of COLUMNS that it has; raises RecordError with the first that is wrong."""
    return {
        column: READERS[column](city, column, _plain(column, cells[column])) for column in COLUMNS if column in cells
    }


def _plain(column: str, cell: str) -> str:
    """Take out what nobody sees; raises RecordError where a cell is too long."""
    text = _CONTROL.sub("", str(cell)).strip()
    most = LINE if column == "name" else PAGE
    if len(text) > most:
        raise RecordError("programme.error.long", column, field=heading(column), n=len(text), most=most)
    return text


def heading(column: str) -> str:
    """Say how a column is called."""
    return say(f"registry.column.{column}")


def _text(_city: City, _column: str, cell: str) -> Value:
    """Read words."""
    return cell or None


def _name(_city: City, column: str, cell: str) -> Value:
    """Read the name, which must be there."""
    if not cell:
        raise RecordError("programme.error.blank", column, field=heading(column))
    return cell


def _schedule(city: City, column: str, cell: str) -> Value:
    """Read when it is; words that can't be read stay as they are."""
    try:
        schedules.rule(cell, on=city.today)
    except schedules.NeverOccursError as error:
        raise RecordError(error.key, column, **error.values) from error
    return cell or None


def _number(_city: City, column: str, cell: str) -> Value:
    """Read an amount; raises RecordError where it is none."""
    plain = unicodedata.normalize("NFKC", cell).replace(",", "").replace(" ", "")
    plain = _UNIT.sub("", plain)
    if not plain:
        return None
    whole = column in COUNTS
    if not re.fullmatch(r"\d{1,7}" if whole else r"\d{1,7}(?:\.\d{1,3})?", plain) or float(plain) > MOST:
        key = "registry.error.whole" if whole else "registry.error.number"
        raise RecordError(key, column, field=heading(column), cell=cell[:LINE])
    return int(plain) if whole or float(plain).is_integer() else float(plain)


def _kinds(_city: City, column: str, cell: str) -> Value:
    """Read kinds, by key or by name; one that the city no longer has is to be chosen again."""
    known = {name: one.kind for one in categories() for name in (one.kind, one.name_ja, one.name_en)}
    named = [part.strip() for part in cell.split(SEPARATOR) if part.strip()]
    gone = [part for part in named if part not in known]
    if gone:
        raise RecordError("registry.error.kind", column, kind=gone[0])
    return SEPARATOR.join(dict.fromkeys(known[part] for part in named)) or None


def _serves(city: City, column: str, cell: str) -> Value:
    """Read the districts served, by name or id."""
    parts = list(dict.fromkeys(part.strip() for part in cell.split(SEPARATOR) if part.strip()))
    areas = set(city.districts["area"].dropna()) if "area" in city.districts else set()
    beyond = {ALL_DISTRICTS, OUTSIDE_CITY, NOT_KNOWN, *areas}
    names = dict(zip(city.districts["district_id"], city.districts["name"], strict=True))
    found = match(pd.Series([part for part in parts if part not in beyond], dtype="str"), city.districts)
    if found.unmatched:
        wrong = found.unmatched[0].name
        like = say("answers.reason_joint").join(nearest(wrong, city.districts))
        key = "registry.error.district_like" if like else "registry.error.district"
        raise RecordError(key, column, name=wrong, like=like)
    return SEPARATOR.join(str(names[found.ids[part]]) if part in found.ids else part for part in parts) or None


def _public(_city: City, _column: str, cell: str) -> Value:
    """Read whether a contact is public: only where somebody says so."""
    return cell == YES


def _status(_city: City, column: str, cell: str) -> Value:
    """Read the status."""
    if cell not in STATUSES:
        raise RecordError("programme.error.option", column, field=heading(column))
    return cell


def _day(city: City, column: str, cell: str) -> Value:
    """Read a day, not after today."""
    if not cell:
        return None
    try:
        day = dt.date.fromisoformat(cell)
    except ValueError as error:
        raise RecordError("registry.error.day", column, field=heading(column)) from error
    if day > city.today:
        raise RecordError("registry.error.future", column, field=heading(column))
    return day.isoformat()


READERS: dict[str, Callable[[City, str, str], Value]] = {
    **dict.fromkeys(WORDS, _text), **dict.fromkeys((*COUNTS, *AMOUNTS), _number),
    "name": _name, "schedule": _schedule, "kinds": _kinds, "serves": _serves, "contact_public": _public,
    "status": _status, "assured_date": _day,
}  # fmt: skip
