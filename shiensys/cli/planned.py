"""Tables for the plan: what ageing does to need, and targets beside results."""

from __future__ import annotations

from argparse import Namespace

from shiensys.answers import ageing
from shiensys.answers.answer import Answer
from shiensys.city import City


def outlook(city: City, said: Namespace) -> Answer:
    """Tell need today and to come, of one kind of support (``--kind``) or of all."""
    return ageing.outlook(city, said.level, kind=said.kind)


def targets(city: City, _said: Namespace) -> Answer:
    """Set the plan's targets beside results."""
    return ageing.aims(city)
