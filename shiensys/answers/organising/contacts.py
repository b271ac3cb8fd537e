"""Whom to ask: contact points with telephone, fax and hours."""

from __future__ import annotations

from shiensys.answers.answer import Answer
from shiensys.answers.organising.listed import listed, mark
from shiensys.city import City
from shiensys.programme import Programme
from shiensys.tables.programme import Body, Contact
from shiensys.text import say

KEYS = ("body", "office", "purpose", "phone", "fax", "email", "web", "hours", "address", "mark")


def contacts(city: City, programme: Programme, *, internal: bool = False) -> Answer:
    """List contact points; those that aren't public only where ``internal``: whoever looks may see them."""
    bodies = {body.id: body.name for body in programme.of(Body)}
    shown = [each for each in programme.of(Contact) if each.public or internal]
    rows = [
        {
            "id": each.id,
            "body": bodies.get(each.body_id, ""),
            "office": each.name,
            "purpose": each.purpose,
            "phone": each.phone,
            "fax": each.fax,
            "email": each.email,
            "web": each.web,
            "hours": each.hours,
            "address": say("organising.address", postal=each.postal_code, address=each.address).strip()
            if each.postal_code
            else each.address,
            "mark": say("organising.internal") if not each.public else mark(each),
        }
        for each in shown
    ]
    headline = say("organising.headline.contacts", n=len(rows)) if rows else say("organising.headline.no_contacts")
    return listed(city, programme, "organising.title.contacts", rows, KEYS, (Contact,), headline=(headline,))
