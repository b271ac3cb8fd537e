"""How a column of a table is declared: its meaning, unit and where the convention comes from."""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa


def column(meaning: str, *, unit: str = "", source: str = "", **checks: Any) -> Any:
    """Declare a pandera column with its documentation.

    ``checks`` go to ``pandera.Field`` as they are (``nullable``, ``ge``, ``isin`` ...).
    """
    return pa.Field(description=meaning, metadata={"unit": unit, "source": source}, **checks)
