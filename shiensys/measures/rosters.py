"""What a roster lacks: entries that stand twice, blanks, and what nobody confirmed. docs/methods.md §10."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from shiensys.measures.addressing.addresses import same
from shiensys.measures.addressing.geocoding import COARSE
from shiensys.measures.addressing.halls import name_key
from shiensys.measures.distance import close_together
from shiensys.measures.places import CONFIRMED_MONTHS
from shiensys.tables.resources import SEPARATOR

SAME_PLACE_M = 100.0  # metres: two entries of one name that are no farther apart are one
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


def twice(listed: pd.DataFrame) -> pd.Series:
    """Number the entries that seem to be one and the same, from 1; NA for all others.

    The same name, and nothing that tells them apart: another address, or points over 100 m from each other.
    """
    groups = pd.Series(pd.NA, index=listed.index, dtype="Int32")
    keys = listed["name"].map(name_key)
    count = 0
    for _, rows in listed[keys.duplicated(keep=False)].groupby(keys, sort=False):
        rest = rows
        while len(rest) > 1:
            first = rest.iloc[[0]]
            alike = [_alike(pd.concat([first, rest.iloc[[at]]])) for at in range(len(rest))]
            if sum(alike) > 1:
                count += 1
                groups[rest.index[alike]] = count
            rest = rest[[not each for each in alike]]
    return groups


def _alike(pair: pd.DataFrame) -> bool:
    """Tell whether two entries of one name may stand at one place; what isn't known tells nothing apart."""
    written = pair["address"].dropna().tolist()
    if len(written) == 2 and same(*written):
        return True
    points = pair.loc[~pair["point_from"].isin(COARSE), ["longitude", "latitude"]].dropna()
    if len(points) == 2:
        return close_together(points, SAME_PLACE_M)
    return len(written) < 2


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
