"""Names put into one sentence: a few of many."""

from __future__ import annotations

from collections.abc import Iterable

from shiensys.text import say

MOST = 8  # names that a reader takes in at once


def listed(names: Iterable[object], most: int = MOST) -> str:
    """Name a few, and show by an ellipsis that there are more.

    >>> listed(["八万", "加茂", "佐古"], most=2)
    '八万、加茂…'
    """
    words = [str(name) for name in names]
    return say("intake.where.listed").join(words[:most]) + ("…" if len(words) > most else "")
