"""The parts of the page of records, one below the other."""

from shiensys.web.records.entered import entered
from shiensys.web.records.entrance import entrance
from shiensys.web.records.erasing import erasing
from shiensys.web.records.keeping import keeping, reminder
from shiensys.web.records.listing import history, in_use
from shiensys.web.records.trail import trail

__all__ = ["entered", "entrance", "erasing", "history", "in_use", "keeping", "reminder", "trail"]
