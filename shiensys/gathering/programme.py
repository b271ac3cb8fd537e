"""A city's programme read from the store."""

from __future__ import annotations

from shiensys.programme import Programme
from shiensys.store import records


def number_of(code: str) -> int:
    """Give the number of the last change of a city's records without reading them."""
    return records.latest(code)


def programme(code: str) -> Programme:
    """Gather the records of a city as they are at this moment."""
    number, kept = records.everything(code)
    return Programme(code, number, kept)
