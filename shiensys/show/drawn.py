"""A chart that is finished: kept, and handed to everybody who looks at it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import plotly.graph_objects as go


class Drawn(go.Figure):  # type: ignore[misc]
    """A figure that nobody changes any more: what it is made of is written once.

    Plotly copies all of it at each look, which cost a sixth of a page's whole work.
    """

    @cached_property
    def _told(self) -> dict[str, Any]:
        written: dict[str, Any] = super().to_dict()
        return written

    def to_dict(self) -> dict[str, Any]:
        """Give the figure as a dictionary, which is not to be written into."""
        return self._told
