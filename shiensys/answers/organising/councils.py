"""Councils by tier, with their members by body and their meetings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from shiensys.answers.answer import Answer
from shiensys.answers.organising.listed import districts_of, listed, mark
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Body, Council, Meeting, Member
from shiensys.tables.programme.people import ROLES
from shiensys.text import JAPAN, date, say

KEYS = ("tier_words", "council", "districts_words", "meets_as", "members", "last", "next", "mark")


def councils(city: City, programme: Programme) -> Answer:
    """List the councils, first tier first, then in the order of the city's districts."""
    order = dict(zip(city.districts["district_id"], range(len(city.districts)), strict=True))
    known = sorted(
        programme.of(Council), key=lambda each: (each.tier, min((order.get(d, 0) for d in each.districts), default=-1))
    )
    rows = [_row(city, programme, council) for council in known]
    second = sum(council.tier == 2 for council in known)
    headline = (
        say("organising.headline.councils", first=len(known) - second, second=second)
        if known
        else say("organising.headline.no_councils")
    )
    kinds = (Council, Member)
    return listed(city, programme, "organising.title.councils", rows, KEYS, kinds, headline=(headline,))


def _row(city: City, programme: Programme, council: Council) -> dict[str, Any]:
    """Write one council."""
    days = [
        meeting.begins.astimezone(JAPAN).date()
        for meeting in programme.of(Meeting)
        if meeting.council_id == council.id and meeting.begins is not None and meeting.form != "cancelled"
    ]
    return {
        "id": council.id,
        "tier_words": say(f"organising.tier.{council.tier}"),
        "council": council.name,
        "districts_words": districts_of(city, council),
        "meets_as": council.meets_as,
        "members": members(programme, council.id),
        "last": _day([day for day in days if day <= city.today], last=True),
        "next": _day([day for day in days if day > city.today], last=False),
        "mark": mark(council),
    }


def members(programme: Programme, council_id: str) -> str:
    """Name the bodies of a council; the chair first, the secretariat last."""
    bodies = {body.id: body.name for body in programme.of(Body)}
    order = {role: place for place, role in enumerate(("chair", "vice_chair", "member", "secretariat"))}
    assert set(order) == set(ROLES)
    mine = sorted((m for m in programme.of(Member) if m.council_id == council_id), key=lambda m: order[m.role])
    words = [
        bodies.get(each.body_id, "")
        if each.role == "member"
        else say(
            "organising.member", name=bodies.get(each.body_id, ""), role=say(f"organising.option.role.{each.role}")
        )
        for each in mine
    ]
    return say("answers.reason_joint").join(words)


def _day(days: list[dt.date], *, last: bool) -> str:
    """Write the last day, or the first."""
    return date(max(days) if last else min(days)) if days else ""
