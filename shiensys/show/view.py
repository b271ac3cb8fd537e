"""What is looked at: need, free places or the gap between them, counted or as a share of residents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

Metric = Literal["gap", "need", "places"]
By = Literal["count", "share"]
METRICS: tuple[Metric, ...] = get_args(Metric)
BYS: tuple[By, ...] = get_args(By)


@dataclass(frozen=True)
class View:
    """A metric and how it is counted.

    >>> View("need", "share").column
    'need_share'
    """

    metric: Metric = "gap"
    by: By = "count"

    @property
    def column(self) -> str:
        """The column of a balance's table that holds it."""
        return name(self.metric, self.by)

    def of(self, table: pd.DataFrame) -> pd.Series:
        """Give the figures by ``unit_id``; blank where they can't be said.

        A gap without a verdict is blank even if a figure stands in the table: what can't be said is nowhere.
        """
        figures = table.set_index("unit_id")[self.column].astype(float)
        if self.metric != "gap":
            return figures
        return figures.where(table.set_index("unit_id")["verdict"] != "unknown")

    def states(self, table: pd.DataFrame) -> pd.Series:
        """Give the mark of each unit, few or protected, by ``unit_id``; places have none, they are no answers."""
        states = table.set_index("unit_id")["need_state"]
        return states.where(states.isin(["few", "protected"]) & (self.metric != "places"), "shown")


def name(metric: Metric, by: By, end: Literal["", "low", "high"] = "") -> str:
    """Name a column of a balance's table.

    >>> name("gap", "share", "low"), name("need", "count")
    ('gap_share_low', 'need')
    """
    return "_".join(filter(None, (metric, "share" if by == "share" else "", end)))
