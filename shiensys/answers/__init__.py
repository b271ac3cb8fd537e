"""The one door: asks measures, protects small numbers, attaches source and date, hands out what may be seen."""

from shiensys.answers.balance import balance
from shiensys.answers.boundaries import boundaries
from shiensys.answers.card import card, card_of
from shiensys.answers.changes import changes
from shiensys.answers.overview import overview
from shiensys.answers.people import districts, population
from shiensys.answers.places import pins, placed, resources
from shiensys.answers.roster import roster
from shiensys.answers.standing import standing, touched

__all__ = [
    "balance",
    "boundaries",
    "card",
    "card_of",
    "changes",
    "districts",
    "overview",
    "pins",
    "placed",
    "population",
    "resources",
    "roster",
    "standing",
    "touched",
]
