"""Lists of places and activities: the city's own registry, or a list that somebody publishes."""

from __future__ import annotations

from shiensys.intake import published, registry
from shiensys.intake.headings import known, matched
from shiensys.intake.layouts import known_headings
from shiensys.intake.personal import refuse_names
from shiensys.intake.request import Checked, Request
from shiensys.intake.sheets import read_sheet


def read_resources(request: Request) -> Checked:
    """Read a list as ``tables.resources.Resources``.

    Our own template is told by the columns that only it has; all else is looked for among the published layouts,
    and what is no support loads as a place, without kinds. Raises RefusedError.
    """
    headings = [*known("resources", request.mapping), *known_headings()]
    sheet = read_sheet(request.path, known=headings)
    refuse_names(sheet)
    columns = matched(sheet, "resources", request.mapping)
    if registry.OWN_COLUMNS.isdisjoint(columns):
        return published.read(sheet, request)
    return registry.read(sheet, request)
