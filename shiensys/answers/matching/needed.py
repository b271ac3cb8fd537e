"""What the survey says of need by district and kind, worked out once: no request or match changes it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from shiensys.answers.balance import figures
from shiensys.answers.estimate import surveyed
from shiensys.answers.release import answered
from shiensys.city import City
from shiensys.tables.categories import categories

Gaps = Mapping[str, pd.DataFrame]  # by kind of support: the table of balance.figures, by unit_id


def gaps(city: City) -> Gaps:
    """Set need against places for every kind, by district; nothing without a survey."""
    if not surveyed(city):
        return {}
    found = answered(city)
    return {one.kind: figures(city, one, "district", found).table for one in categories()}
