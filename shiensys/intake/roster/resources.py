"""Lists of places and activities: the city's own registry, or a list that somebody publishes."""

from __future__ import annotations

from shiensys.intake.privacy.personal import refuse_names
from shiensys.intake.request import Checked, Request
from shiensys.intake.roster import published, registry
from shiensys.intake.roster.layouts import known_headings, recognised
from shiensys.intake.seeing import by_heading_of, opened
from shiensys.intake.sheets.headings import likely, matched
from shiensys.intake.sheets.sheet import Sheet

KIND = "resources"


def read_resources(request: Request) -> Checked:
    """Read a list as ``tables.resources.Resources``.

    Our own template is told by the columns that only it has; all else is looked for among the published layouts,
    and what is no support loads as a place, without kinds. Raises RefusedError.
    """
    sheet = opened(request, KIND, more=known_headings(), taken=lambda sheet: _taken(sheet, request))
    refuse_names(sheet)
    if registry.OWN_COLUMNS.isdisjoint(matched(sheet, KIND, request.mapping)):
        return published.read(sheet, request)
    return registry.read(sheet, request)


def _taken(sheet: Sheet, request: Request) -> dict[str, str]:
    """Say by heading which of our columns it is taken for, as whichever reader will read the list."""
    pairs = likely(sheet.cells.columns, KIND, request.mapping)
    layout = recognised(list(sheet.cells.columns), request.mapping)
    if layout is None or any(pairs.get(column) for column in registry.OWN_COLUMNS):
        return by_heading_of(pairs)
    return {heading: column for column, headings in reversed(layout.headings.items()) for heading in headings}
