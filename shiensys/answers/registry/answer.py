"""What is asked of the registry, and what comes back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pandas as pd

from shiensys.answers.answer import Answer

ACTIVE = ("active",)
PAGE = 50  # rows of one page of a list
MOST_POINTS = 500  # single places on a map; of more, a count by district tells more


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for. ``kinds``, ``districts``: ids, one of which must fit; ``days``: MO … SU, likewise.

    ``fee_most``: yen a time. ``near``: district_id from whose middle is measured; ``within_m``: metres from there.
    ``unconfirmed``: only what nobody confirmed for a year. ``page``: from 0.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    free_only: bool = False
    fee_most: int | None = None
    who: str = ""
    transport: bool = False
    near: str | None = None
    within_m: int | None = None
    status: tuple[str, ...] = ACTIVE
    unconfirmed: bool = False
    page: int = 0


@dataclass(frozen=True)
class Found(Answer):
    """What fits. ``table``: one row a resource of this page, with ``distance_m`` (NaN: unknown), ``free_places``,
    ``stale``, ``edited``, ``contact`` (public ones; internal ones only for those who may see them).

    ``n``: resources in all; ``placed``: those with a point; ``pages``: how many pages. ``points``: those with a point
    (``resource_id``, ``longitude``, ``latitude``, ``name``, ``kind``, ``coarse``), none where they are more than
    MOST_POINTS: then ``by_district`` (``district_id``, ``name``, ``n``) stands in for them.
    """

    n: int = field(kw_only=True)
    placed: int = field(kw_only=True)
    pages: int = field(kw_only=True)
    points: pd.DataFrame = field(kw_only=True)
    by_district: pd.DataFrame = field(kw_only=True)


@dataclass(frozen=True)
class Sheet(Answer):
    """All that is known of one resource. ``facts``: headings with what they say, none that is blank.

    ``table`` has the one row, as Found has it. ``next_days``: up to three, from the schedule; ``free_places``: NaN
    where not known. ``conflicts``: sentences about a list that says another thing by now. ``changes``: sentences,
    newest first. ``status_code``: one of tables.resources.STATUSES.
    """

    resource_id: str = field(kw_only=True)
    facts: tuple[tuple[str, str], ...] = field(kw_only=True)
    next_days: tuple[dt.date, ...] = field(kw_only=True)
    free_places: float = field(kw_only=True)
    stale: bool = field(kw_only=True)
    edited: bool = field(kw_only=True)
    status_code: str = field(kw_only=True)
    conflicts: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """What may be chosen or is often typed. ``kinds``: names by key."""

    districts: tuple[str, ...]
    kinds: dict[str, str]
    organisations: tuple[str, ...]
    venues: tuple[str, ...]
    assurers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """How a schedule is understood. ``words``, ``days`` (the next three): blank where it can't be read; ``wrong``: the
    sentence where it never takes place. ``times_month``: as worked out, None where not."""

    words: str = ""
    days: tuple[dt.date, ...] = ()
    times_month: float | None = None
    wrong: str = ""
