"""Who helps whom: requests, providers brought together with needs, and objections to a figure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from shiensys.tables.programme.record import Record, choice, count, line, link, page, several

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # as RFC 5545 names them
CONDITIONS = ("wheelchair", "pick_up", "step_free", "same_sex", "once", "regular")
REQUEST_STATES = ("received", "met", "refused", "withdrawn")
REASONS = ("no_provider", "full", "far", "day", "fee", "condition", "not_eligible", "other")
MATCH_STATES = ("proposed", "agreed", "running", "ended")
END_REASONS = ("done", "moved", "provider", "person", "other")
VOICE_STATES = ("open", "answered")


@dataclass(frozen=True, kw_only=True)
class Request(Record):
    """Somebody asked for help; no name, no address. ``district``: id. ``kind``: of support. ``fee_most``: yen a time.

    ``reason``: one of REASONS where it was refused. ``ended``: day on which it was met, refused or withdrawn.
    """

    received: dt.date = field()
    district: str = line(needed=True)
    kind: str = line(needed=True)
    persons: int = count(least=1, default=1)
    days: tuple[str, ...] = several(WEEKDAYS)
    conditions: tuple[str, ...] = several(CONDITIONS)
    fee_most: int | None = count()
    note: str = page()
    state: str = choice(REQUEST_STATES, "received")
    reason: str = choice(("", *REASONS), "")
    ended: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Match(Record):
    """A need and a provider brought together. ``resource_id``: as in City.resources. ``began``: day of the proposal."""

    request_id: str | None = link("requests", needed=False)
    district: str = line(needed=True)
    kind: str = line(needed=True)
    resource_id: str = line(needed=True)
    persons: int = count(least=1, default=1)
    state: str = choice(MATCH_STATES, "proposed")
    began: dt.date = field()
    agreed: dt.date | None = None
    running: dt.date | None = None
    ended: dt.date | None = None
    end_reason: str = choice(("", *END_REASONS), "")
    note: str = page()


@dataclass(frozen=True, kw_only=True)
class Voice(Record):
    """「うちの地区は違う」: somebody says that a figure isn't so. ``view``: the page; ``subject``: kind or indicator;

    ``figure``: the sentence that stood there. ``author``: seat or body, no name.
    """

    district: str = line(needed=True)
    view: str = line(needed=True)
    subject: str = line()
    figure: str = page()
    text: str = page(needed=True)
    author: str = line()
    said_at: dt.datetime = field()
    state: str = choice(VOICE_STATES, "open")
    answer: str = page()
    answered_by: str = line()
    answered_at: dt.datetime | None = None
