"""Councils with their members, and contact points."""

from __future__ import annotations

from collections.abc import Callable

from shiensys.answers import organising
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Body, Contact, Council, Member
from shiensys.text import say
from shiensys.web import evidence
from shiensys.web.people import form, keeping, laid
from shiensys.web.visitor import visitor


def show(city: City, programme: Programme) -> None:
    """Show the councils of both tiers, their members by body, and when they met."""
    found = organising.councils(city, programme)
    evidence.headline(found)
    laid.listed(found)
    laid.below(found, city.version)
    keeping.keep(city, programme, Council)
    keeping.keep(city, programme, Member, _seat(programme))


def contacts(city: City, programme: Programme) -> None:
    """Show contact points with telephone, fax and hours."""
    found = organising.contacts(city, programme, internal=visitor().may_load)
    evidence.headline(found)
    laid.listed(found)
    laid.below(found, city.version)
    keeping.keep(city, programme, Contact, _office(programme))


def _seat(programme: Programme) -> Callable[[Member], str]:
    """Call a member by council and body."""
    names = {each.id: form.called(each) for kind in (Council, Body) for each in programme.of(kind)}
    return lambda member: say(
        "peoplepage.seat", council=names.get(member.council_id, ""), body=names.get(member.body_id, "")
    )


def _office(programme: Programme) -> Callable[[Contact], str]:
    """Call a contact point by body and office."""
    names = {each.id: each.name for each in programme.of(Body)}
    return lambda contact: say("peoplepage.seat", council=names.get(contact.body_id, ""), body=contact.name)
