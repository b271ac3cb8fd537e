"""What a roster lacks: blanks, and what nobody confirmed. docs/methods.md §10."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.measures.places import CONFIRMED_MONTHS
from shiensys.tables.resources import SEPARATOR

WANTED = (
    "kinds", "place", "schedule", "capacity", "users", "times_month", "contact", "assured_date",
)  # what a coordinator asks for; ``place``: a point on the map  # fmt: skip


def entries(resources: pd.DataFrame) -> pd.DataFrame:
    """Keep what a city's own rosters list and what goes on; plain places are no entries.

    A list is a roster where any row has a kind of support, or where it came without a single point. In a roster with
    kinds a row that has none but says what place it is (公民館) is a place.
    """
    part = resources["part"]
    supports = resources["kinds"].notna()
    with_kinds = supports.groupby(part).transform("any")
    with_points = resources["point_from"].eq("stated").groupby(part).transform("any")
    own = (with_kinds & (supports | resources["place_type"].isna())) | ~(with_kinds | with_points)
    return pd.DataFrame(resources[own & resources["status"].eq("active")])


def blank(listed: pd.DataFrame) -> pd.DataFrame:
    """Tell what is blank: a row an entry, a column for each of WANTED, True where blank."""
    columns = {name: listed[name].isna() for name in WANTED if name != "place"}
    columns["place"] = listed["point_from"].eq("none")
    return pd.DataFrame(columns, index=listed.index)[list(WANTED)]


def unconfirmed(listed: pd.DataFrame, today: dt.date) -> pd.Series:
    """Tell what nobody confirmed within 12 months, or ever; True by entry."""
    limit = pd.Timestamp(today) - pd.DateOffset(months=CONFIRMED_MONTHS)
    return ~(listed["assured_date"] >= limit)


def homes(listed: pd.DataFrame, served: pd.DataFrame | None) -> pd.Series:
    """Give each entry one district: where it stands, else the only one that it serves; NaN where neither is known."""
    if served is None:
        return listed["located"]
    inside = served.dropna(subset="district_id")
    alone = inside[~inside["resource_id"].duplicated(keep=False)].set_index("resource_id")["district_id"]
    return listed["located"].fillna(listed["resource_id"].map(alone).astype("str"))


def to_ask(listed: pd.DataFrame, today: dt.date) -> pd.Series:
    """Name what is to be asked of each entry, of WANTED, joined by ';'; blank where nothing is.

    An entry that nobody confirmed within 12 months is asked at least whether it still goes on (``assured_date``).
    """
    missing = blank(listed).assign(assured_date=unconfirmed(listed, today))
    rows = [
        SEPARATOR.join(name for name, lacks in zip(WANTED, row, strict=True) if lacks)
        for row in missing.itertuples(index=False, name=None)
    ]
    return pd.Series(rows, index=listed.index, dtype="str")
