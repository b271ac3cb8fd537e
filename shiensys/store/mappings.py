"""Which heading is which column, remembered for the next file of the same shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from shiensys.store.database import reading, transaction
from shiensys.store.schema import mappings


def remembered(kind: str, shape: str) -> dict[str, str]:
    """Give heading by column as somebody said for the last file of this shape; empty where nobody did."""
    query = select(mappings.c.mapping).where(mappings.c.kind == kind, mappings.c.shape == shape)
    with reading() as connection:
        return dict(connection.execute(query).scalar() or {})


def remember(kind: str, shape: str, mapping: Mapping[str, str], *, who: str) -> None:
    """Remember heading by column for files of this shape, instead of what was said before."""
    row = {"kind": kind, "shape": shape, "mapping": dict(mapping), "saved_at": dt.datetime.now(dt.UTC), "saved_by": who}
    with transaction() as connection:
        connection.execute(delete(mappings).where(mappings.c.kind == kind, mappings.c.shape == shape))
        connection.execute(insert(mappings).values(row))
