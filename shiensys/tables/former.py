"""Tables as they were once stored, brought to the columns that they have today."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

RENAMED: Mapping[str, Mapping[str, str]] = MappingProxyType({"survey": {"nobody_listens": "listens_nobody"}})
_DESCRIBED = {"reading": "str", "area": "str", "coordinator": "str"}
ADDED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"districts": _DESCRIBED, "district-list": _DESCRIBED, "crosswalk": {"until": "datetime64[ns]"}}
)  # columns that came later, with their types; blank in older tables


def as_today(kind: str, table: pd.DataFrame) -> pd.DataFrame:
    """Give a table of a kind the names and columns of today, new columns blank; one that has them comes back itself.

    >>> list(as_today("survey", pd.DataFrame({"area": ["八万"], "nobody_listens": [1]})))
    ['area', 'listens_nobody']
    >>> as_today("crosswalk", pd.DataFrame({"source": ["大坪町"]}))["until"].tolist()
    [NaT]
    """
    old = {before: now for before, now in RENAMED.get(kind, {}).items() if before in table}
    lacking = {name: dtype for name, dtype in ADDED.get(kind, {}).items() if name not in table}
    if old:
        table = table.rename(columns=old)
    blank = {name: pd.Series(None, index=table.index, dtype=dtype) for name, dtype in lacking.items()}
    return table.assign(**blank) if blank else table
