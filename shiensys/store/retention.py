"""How long respondents' answers are kept, and which have been there longer. Nothing is deleted by itself."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.errors import ShiensysError
from shiensys.store import audit, settings
from shiensys.store.database import reading, transaction
from shiensys.store.schema import PERSONAL
from shiensys.store.versions import Version, history
from shiensys.text import JAPAN

NAME = "retention_months"
DEFAULT_MONTHS = 60  # as long as municipal papers are often kept; each city sets its own
MOST_MONTHS = 600


class RetentionError(ShiensysError, ValueError):
    """No such period can be set."""


def months() -> int:
    """Give the months for which answers are kept."""
    with reading() as connection:
        return int(settings.get(connection, NAME) or DEFAULT_MONTHS)


def set_months(n: int, *, who: str) -> None:
    """Set the months for which answers are kept; raises RetentionError."""
    if not 1 <= n <= MOST_MONTHS:
        raise RetentionError("store.retention_range", most=MOST_MONTHS)
    with transaction() as connection:
        settings.put(connection, NAME, n)
        audit.record_with(connection, "retention", who=who, months=n)


def due(city: str, today: dt.date) -> tuple[Version, ...]:
    """List the versions of a city whose answers have been kept for that long, oldest first."""
    last = pd.Timestamp(today) - pd.DateOffset(months=months())
    kept = (one for one in reversed(history(city)) if one.kind in PERSONAL and one.purged_at is None)
    return tuple(one for one in kept if pd.Timestamp(one.loaded_at.astimezone(JAPAN).date()) <= last)
