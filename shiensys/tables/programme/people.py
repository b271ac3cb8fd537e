"""Who carries the programme: bodies and their contact points, coordinators, councils, steps, events."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from shiensys.tables.programme.record import Record, choice, count, line, link, page

BODY_KINDS = (
    "city", "social_welfare_council", "support_center", "community_council", "residents_association",
    "district_welfare_council", "welfare_commissioners", "senior_club", "volunteers", "npo", "care_provider",
    "company", "cooperative", "silver_center", "council", "other",
)  # fmt: skip
POST_KINDS = ("support", "welfare")  # 生活支援コーディネーター, 地域福祉コーディネーター
ROLES = ("member", "chair", "vice_chair", "secretariat")
STEPS = ("state", "place", "help", "start", "add_up", "spread")  # 現状把握 → 話し合いの場 → … → 広がり
EVENT_SORTS = ("presentation", "forum", "study", "news", "report")


@dataclass(frozen=True, kw_only=True)
class Body(Record):
    """A body that takes part: an office, an association, a company. ``kind``: one of BODY_KINDS."""

    name: str = line(needed=True)
    kind: str = choice(BODY_KINDS)
    note: str = page()


@dataclass(frozen=True, kw_only=True)
class Contact(Record):
    """A contact point of a body. ``public``: it may be shown to everybody."""

    body_id: str = link("bodies")
    name: str = line()
    purpose: str = line()
    postal_code: str = line()
    address: str = line()
    phone: str = line()
    fax: str = line()
    email: str = line()
    web: str = line()
    hours: str = line()
    public: bool = True


@dataclass(frozen=True, kw_only=True)
class Post(Record):
    """Coordinators of one kind at one body: ``persons`` of them for ``districts`` (ids; none: the whole city).

    ``tier``: 1 or 2. ``title``: how the post is called, never a person's name.
    """

    tier: int = count(least=1, default=2)
    kind: str = choice(POST_KINDS, "support")
    body_id: str = link("bodies")
    title: str = line()
    persons: int | None = count(least=1, default=1)
    districts: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Council(Record):
    """A council (協議体). ``districts``: ids; none: the whole city. ``meets_as``: the existing meeting that it uses."""

    tier: int = count(least=1, default=2)
    name: str = line(needed=True)
    districts: tuple[str, ...] = ()
    meets_as: str = line()
    since: dt.date | None = None
    note: str = page()


@dataclass(frozen=True, kw_only=True)
class Member(Record):
    """A body's seat in a council; never a person's name."""

    council_id: str = link("councils")
    body_id: str = link("bodies")
    role: str = choice(ROLES, "member")
    since: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Step(Record):
    """A step that a district has reached. ``step``: one of STEPS."""

    district: str = line(needed=True)
    step: str = choice(STEPS)
    reached: dt.date = field()
    note: str = page()


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    """An event or news. ``when``: in words, where no day is known. ``access``: sign language, captions …

    ``districts``: ids; none: the whole city.
    """

    sort: str = choice(EVENT_SORTS)
    title: str = line(needed=True)
    begins: dt.datetime | None = None
    ends: dt.datetime | None = None
    when: str = line()
    place: str = line()
    capacity: int | None = count()
    fee: str = line()
    access: str = line()
    contents: str = page()
    link: str = line()
    districts: tuple[str, ...] = ()
