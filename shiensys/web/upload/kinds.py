"""The kinds of file that the page takes, in words."""

from __future__ import annotations

from shiensys.intake.readers import KINDS
from shiensys.text import say

SET_ON_THE_MAP = ("hand-points",)  # no office keeps such a file: the page of the roster makes these points
BESIDE_EACH_OTHER = ("districts",)  # a shapefile is several files


def offered() -> tuple[str, ...]:
    """List the kinds that the page takes, in the order in which a city is best loaded."""
    return tuple(kind for kind in KINDS if kind not in SET_ON_THE_MAP)


def name(kind: str) -> str:
    """Name a kind of file.

    >>> name("survey")
    'ニーズ調査の回答'
    """
    return say(f"common.kind.{kind}")


def purpose(kind: str) -> str:
    """Say in one line what a kind of file is for."""
    return say(f"upload.purpose.{kind}")
