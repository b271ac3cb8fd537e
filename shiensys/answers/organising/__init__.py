"""Who carries the programme and how far it has come: coordinators, councils, contact points, steps, events."""

from shiensys.answers.organising.contacts import contacts
from shiensys.answers.organising.councils import councils
from shiensys.answers.organising.coverage import Coverage, coverage
from shiensys.answers.organising.events import events
from shiensys.answers.organising.people import people
from shiensys.answers.organising.steps import Steps, steps

__all__ = ["Coverage", "Steps", "contacts", "councils", "coverage", "events", "people", "steps"]
