"""The indicators that plans usually aim at: what they are called, whether more is better, what the product tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import pandas as pd

from shiensys.tables.categories import REFERENCE_FOLDER

_BEHIND = re.compile(r"\([^()]*\)$")  # a unit


@dataclass(frozen=True)
class Usual:
    """``key``: the indicator of the product that it is, blank for none; ``higher``: better, worse, neutral; blank: not
    known.
    """

    key: str = ""
    higher: str = ""


def usual(name: str) -> Usual:
    """Tell what is usual for an indicator by the name that a plan gives it.

    >>> usual("通いの場 参加率(%)"), usual("猫の数")
    (Usual(key='takes_part_kayoinoba', higher='better'), Usual(key='', higher=''))
    """
    return _table().get(folded(name), Usual())


def folded(name: str) -> str:
    """Bring a name to the form in which names of indicators are compared.

    >>> folded("要介護（要支援）認定率 （％）")
    '要介護要支援認定率'
    """
    text = "".join(unicodedata.normalize("NFKC", name).split())
    return re.sub("[()・、「」の]", "", _BEHIND.sub("", text)).casefold()


@lru_cache
def _table() -> Mapping[str, Usual]:
    """Read the reference table. Kept for the life of the process: it is part of the program."""
    rows = pd.read_csv(REFERENCE_FOLDER / "plan_indicators.csv", dtype=str, keep_default_na=False)
    known = {folded(row["name"]): Usual(row["key"], row["higher"]) for row in rows.to_dict("records")}
    return MappingProxyType(known)
