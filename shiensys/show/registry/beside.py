"""Two entries side by side as a table of text: what differs is marked by a sign, not by colour alone."""

from __future__ import annotations

import pandas as pd

from shiensys.answers.registry.pairs import Beside
from shiensys.show import labels
from shiensys.text import say


def readable(found: Beside) -> pd.DataFrame:
    """Write both entries, a row a cell; the headings are those of the answer."""
    heading, first, second = (column.heading for column in found.columns)
    rows = [
        (
            say("resources.pairs.differs", heading=row["heading"]) if row["differs"] else row["heading"],
            row["first"] or say("resources.field.blank"),
            row["second"] or say("resources.field.blank"),
        )
        for row in labels.rows(found.table)
    ]
    names = [heading, first, second if second != first else say("resources.pairs.other", name=second)]
    return pd.DataFrame(rows, columns=names)
