"""Councils with their members, and contact points."""

from __future__ import annotations

from shiensys.answers import organising
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Contact, Council, Member
from shiensys.web import evidence
from shiensys.web.people import keeping, laid
from shiensys.web.visitor import visitor


def show(city: City, programme: Programme) -> None:
    """Show the councils of both tiers, their members by body, and when they met."""
    found = organising.councils(city, programme)
    evidence.headline(found)
    laid.listed(found)
    laid.below(found, city.version)
    keeping.keep(city, programme, Council)
    keeping.keep(city, programme, Member)


def contacts(city: City, programme: Programme) -> None:
    """Show contact points with telephone, fax and hours."""
    found = organising.contacts(city, programme, internal=visitor().may_load)
    evidence.headline(found)
    laid.listed(found)
    laid.below(found, city.version)
    keeping.keep(city, programme, Contact)
