"""What changes, on the map: which districts come, which say something else, which stay."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.changes import STATES, Changes, State
from shiensys.show import labels
from shiensys.show.classes import MapClass, Pattern
from shiensys.text import say

MOST_LINES = 6  # of what changes in a district, in its hover text
_FILLS: dict[State, tuple[str, Pattern]] = {
    "new": ("#8fc0ea", "dots"),
    "changed": ("#c9e1f5", "plain"),
    "same": ("#ffffff", "plain"),
}  # neither amber nor teal: this map says nothing of need or of help


def classes(changes: Changes) -> tuple[MapClass, ...]:
    """Give the classes of the map that have districts in them."""
    found = [MapClass(state, *_FILLS[state], say(f"changes.state.{state}"), _ids(changes, state)) for state in STATES]
    return tuple(each for each in found if each.unit_ids)


def _ids(changes: Changes, state: State) -> tuple[str, ...]:
    """List the districts in one state."""
    return tuple(unit_id for unit_id, each in changes.states.items() if each == state)


def paint(changes: Changes, names: dict[str, str]) -> dict[str, object]:
    """Say how each district is drawn and what its hover text is. ``names``: of the districts that are drawn, by id."""
    said = {name: _lines(rows) for name, rows in changes.table.groupby("name", sort=False)}
    return {
        "units": {
            unit_id: {
                "class": changes.states[unit_id],
                "lines": [name, *said.get(name, [say(f"changes.state.{changes.states[unit_id]}")])],
            }
            for unit_id, name in names.items()
        },
        "classes": {
            each.key: {"fill": each.fill, "pattern": each.pattern, "mark": each.mark} for each in classes(changes)
        },
    }


def _lines(rows: pd.DataFrame) -> list[str]:
    """Write what changes in one district."""
    lines = [
        say("changes.total_other", what=row["what"], before=row["before"], after=row["after"])
        for row in labels.rows(rows.head(MOST_LINES))
    ]
    rest = len(rows) - MOST_LINES
    return [*lines, say("changes.more", n=rest)] if rest > 0 else lines
