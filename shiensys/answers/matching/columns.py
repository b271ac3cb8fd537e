"""How the columns of matching are headed and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shiensys.answers.answer import Column, ColumnStyle
from shiensys.text import say


def columns(
    keys: Iterable[str], styles: Mapping[str, ColumnStyle], heads: Mapping[str, str] | None = None
) -> tuple[Column, ...]:
    """Head columns in the order of ``keys``; those without a style are text.

    ``heads``: which column's heading a column takes instead of its own.
    """
    named = heads or {}
    return tuple(Column(key, say(f"matching.column.{named.get(key, key)}"), styles.get(key, "text")) for key in keys)
