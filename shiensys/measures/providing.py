"""What the registry tells of providers, taken for matching: places, days, fee and conditions in numbers."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache, partial

import numpy as np
import pandas as pd

from shiensys.measures import places
from shiensys.measures.distance import metres
from shiensys.measures.fees import yen
from shiensys.measures.matching import Flags, Numbers, Providers
from shiensys.measures.schedules import NeverOccursError, rule, weekdays
from shiensys.tables.categories import Category
from shiensys.tables.conditions import condition_words
from shiensys.tables.programme.helping import CONDITIONS, WEEKDAYS
from shiensys.tables.resources import SEPARATOR

SAID_IN = ("name", "place_type", "schedule", "fee", "eligibility", "transport")  # columns that tell of conditions
COMES = ("訪問", "配達", "送迎", "乗り合い")  # in ``transport``: nobody has to get there by themselves
DAYS_A_MONTH = 30.44
HELD_TEXTS = 100_000  # different cells of a registry that are read once only


def providers(
    resources: pd.DataFrame,
    served: pd.DataFrame,
    *,
    points: pd.DataFrame,
    kinds: Sequence[Category],
    today: dt.date,
    counted: Collection[str] | None = None,
) -> Providers:
    """Take the registry for matching.

    ``resources``: of City; ``served``: ``resource_id``, ``district_id``; ``points``: ``longitude``, ``latitude`` of
    each district by district_id, blank where not known; ``counted``: kinds of which free places are wanted, None: all.
    """
    known = [_days(text, today) for text in resources["schedule"]]
    return Providers(
        ids=tuple(map(str, resources["resource_id"])),
        kinds=_kinds(resources, kinds),
        active=resources["status"].eq("active").to_numpy(dtype=bool),
        serves=_serves(resources, served, points.index),
        stands=np.asarray(points.index.get_indexer(pd.Index(resources["located"])), dtype=np.intp),
        metres=_metres(resources, points),
        comes=_each(resources["transport"], lambda text: any(word in text for word in COMES)).astype(bool),
        free=free(resources, kinds, counted),
        days=np.array([[day in each for day in WEEKDAYS] for each in known], dtype=bool).reshape(-1, len(WEEKDAYS)),
        days_known=np.array([bool(each) for each in known], dtype=bool),
        fee=_each(resources["fee"], yen),
        conditions=conditions(resources),
        months=_months(resources["assured_date"], today),
    )


def _months(days: pd.Series, today: dt.date) -> Numbers:
    """Count the months since each day; NaN where there is none. A registry that is empty has no types."""
    since = pd.Timestamp(today) - pd.to_datetime(days)
    return np.asarray(since.dt.days.to_numpy(dtype=float) / DAYS_A_MONTH)


def _each(cells: pd.Series, read: Callable[[str], float]) -> Numbers:
    """Read every cell, equal ones once; blank as an empty text."""
    codes, texts = pd.factorize(cells.fillna("").astype("str"))
    return np.array([read(str(text)) for text in texts], dtype=float)[codes] if len(cells) else np.empty(0)


def _kinds(resources: pd.DataFrame, kinds: Sequence[Category]) -> Flags:
    """Mark the kinds of each resource."""
    several = resources["kinds"].fillna("").str.split(SEPARATOR)
    return np.array([[one.kind in each for one in kinds] for each in several], dtype=bool).reshape(-1, len(kinds))


def _serves(resources: pd.DataFrame, served: pd.DataFrame, districts: pd.Index) -> Flags:
    """Mark the districts that each resource serves."""
    found = np.zeros((len(resources), len(districts)), dtype=bool)
    rows = pd.Index(resources["resource_id"]).get_indexer(pd.Index(served["resource_id"]))
    columns = districts.get_indexer(pd.Index(served["district_id"]))
    there = (rows >= 0) & (columns >= 0)
    found[rows[there], columns[there]] = True
    return found


def _metres(resources: pd.DataFrame, points: pd.DataFrame) -> Numbers:
    """Measure from each resource to each district's point; NaN where either isn't known."""
    found = np.full((len(resources), len(points)), np.nan)
    there = (resources["longitude"].notna() & resources["latitude"].notna()).to_numpy()
    if there.any():
        here = resources.loc[there, ["longitude", "latitude"]]
        for place, (east, north) in enumerate(points[["longitude", "latitude"]].to_numpy(dtype=float)):
            if not np.isnan(east):
                found[there, place] = metres(here, float(east), float(north))
    return found


def free(resources: pd.DataFrame, kinds: Sequence[Category], counted: Collection[str] | None = None) -> Numbers:
    """Give free places (capacity less users) by resource and kind, in the kind's unit; NaN: unknown. See §5.

    ``counted``: the kinds that are wanted, None: all.
    """
    found = np.full((len(resources), len(kinds)), np.nan)
    row = pd.Series(range(len(resources)), index=resources.index)
    for place, one in enumerate(kinds):
        if resources.empty or (counted is not None and one.kind not in counted):
            continue
        chosen = places.of_kind(resources, one.kind)
        value = places.ranges(chosen, one, free=True)
        found[row[chosen.index], place] = value["places"].where(value["known"]).to_numpy(dtype=float)
    return found


@lru_cache(maxsize=HELD_TEXTS)
def _weekdays(text: str, today: dt.date) -> frozenset[str]:
    """Read the weekdays of a schedule; none where it doesn't tell them."""
    try:
        found = rule(text, on=today)
    except NeverOccursError:
        return frozenset()
    return frozenset() if found is None else weekdays(found)


def _days(text: object, today: dt.date) -> frozenset[str]:
    """Read the weekdays of a cell."""
    return _weekdays(text, today) if isinstance(text, str) else frozenset()


def conditions(resources: pd.DataFrame) -> Numbers:
    """Read by resource and condition whether it is met: 1, 0, NaN where the words don't tell."""
    cells = [resources[name].fillna("").astype("str") for name in SAID_IN]
    texts = pd.Series(["\n".join(told) for told in zip(*cells, strict=True)], dtype="str")
    found = [_each(texts, partial(met, condition=name)) for name in CONDITIONS]
    return np.array(found).T.reshape(-1, len(CONDITIONS))


def met(text: str, condition: str) -> float:
    """Tell whether words say that a condition is met: 1 or 0, NaN where they don't.

    >>> met("送迎あり", "pick_up"), met("送迎なし", "pick_up"), met("徒歩", "pick_up")
    (1.0, 0.0, nan)
    """
    words = condition_words()[condition]
    plain = unicodedata.normalize("NFKC", text)
    if any(word in plain for word in words.no):
        return 0.0
    return 1.0 if any(word in plain for word in words.yes) else float("nan")
