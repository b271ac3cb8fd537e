"""From the areas that files speak of to the city's districts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from shiensys.tables.crosswalk import in_force, periods
from shiensys.tables.names import Unmatched, match, normalised
from shiensys.tables.resources import ALL_DISTRICTS, NOT_KNOWN, OUTSIDE_CITY, SEPARATOR


@dataclass(frozen=True)
class Placed:
    """A table with ``district_id`` and ``share`` (0..1) a row, and the names that belong to no district.

    ``short``: days on which some of the table's areas belong to none, so that districts don't add up to the city.
    """

    table: pd.DataFrame
    unmatched: tuple[Unmatched, ...]
    short: frozenset[pd.Timestamp] = frozenset()


def gazetteer(
    names: pd.Series, districts: pd.DataFrame, crosswalk: pd.DataFrame | None, day: pd.Timestamp | None = None
) -> Placed:
    """Find the districts of areas as they were on a day (None: today): table of ``area``, ``district_id``, ``share``.

    ``districts``: ``district_id``, ``name``. The crosswalk goes before the likeness of names: a school district may
    bear the name of a district that it is only part of, and a former district that of one of today.
    """
    ways = _ways(crosswalk, districts, day)
    by_name = names.dropna().drop_duplicates()
    across = by_name[by_name.isin(ways["area"])]
    found = match(by_name[~by_name.isin(ways["area"])], districts)
    direct = pd.DataFrame({"area": list(found.ids), "district_id": list(found.ids.values()), "share": 1.0})
    table = pd.concat([ways[ways["area"].isin(across)], direct.astype({"share": float})], ignore_index=True)
    return Placed(table, found.unmatched)


def _ways(crosswalk: pd.DataFrame | None, districts: pd.DataFrame, day: pd.Timestamp | None) -> pd.DataFrame:
    """Read the crosswalk as ``area``, ``district_id``, ``share``, without districts that the city doesn't have.

    A former district that became one which is gone too is followed to what that became.
    """
    if crosswalk is None:
        return pd.DataFrame({"area": [], "district_id": [], "share": []}).astype({"area": "str", "district_id": "str"})
    rows = in_force(crosswalk, day)
    ways = rows.assign(area=rows["source"], district_id=rows["district"].map(match(rows["district"], districts).ids))
    parts = [ways.dropna(subset="district_id")]
    for end, gone in ways[ways["district_id"].isna()].groupby("until"):
        after = _ways(crosswalk, districts, pd.Timestamp(str(end)) + pd.Timedelta(days=1))
        on = gone[["area", "district", "share"]].merge(after, left_on="district", right_on="area", suffixes=("", "_on"))
        parts.append(on.assign(share=on["share"] * on["share_on"]))
    return pd.concat([part[["area", "district_id", "share"]] for part in parts], ignore_index=True)


def placed(
    table: pd.DataFrame, districts: pd.DataFrame, crosswalk: pd.DataFrame | None, amounts: Sequence[str]
) -> Placed:
    """Give each row of a table with ``area`` and ``date`` its districts as they were then, ``amounts`` split.

    ``table`` of the answer has ``district_id``; an area that lay in several districts has a row for each.
    """
    time = periods(crosswalk, table["date"])
    parts: list[pd.DataFrame] = []
    unmatched: dict[str, Unmatched] = {}
    short: set[pd.Timestamp] = set()
    for rows in [table] if time.nunique() == 1 else [part for _, part in table.groupby(time.to_numpy())]:
        found = gazetteer(rows["area"], districts, crosswalk, rows["date"].max())
        parts.append(apportioned(rows, found.table, *amounts))
        unmatched |= {one.name: one for one in found.unmatched}
        if found.unmatched:
            short |= set(rows.loc[~rows["area"].isin(found.table["area"]), "date"].unique())
    whole = pd.concat(parts, ignore_index=True) if parts else table.assign(district_id=table["area"])
    return Placed(whole, tuple(unmatched.values()), frozenset(short))


def apportioned(table: pd.DataFrame, places: pd.DataFrame, *amounts: str) -> pd.DataFrame:
    """Give each row to its districts, ``amounts`` split by the share of the area that lives there."""
    rows = table.merge(places, on="area", how="inner")
    return rows.assign(**{amount: rows[amount] * rows["share"] for amount in amounts}).drop(columns="share")


def stratified(answers: pd.DataFrame, places: pd.DataFrame, districts: pd.DataFrame) -> pd.DataFrame:
    """Give each answer its ``stratum``: the district where most of its area lives, else ``area:`` and its 圏域.

    Blank where neither is known. ``districts``: ``area`` holds the 圏域.
    """
    mostly = places.sort_values("share", kind="stable").drop_duplicates("area", keep="last")
    district = answers["area"].map(mostly.set_index("area")["district_id"]).astype("str")
    wider = {normalised(name): name for name in districts["area"].dropna().unique()}
    by_area = answers["area"].map(lambda name: wider.get(normalised(name)), na_action="ignore")
    return answers.assign(stratum=district.fillna("area:" + by_area.astype("str")))


def service_areas(resources: pd.DataFrame, districts: pd.DataFrame) -> Placed:
    """List the districts that each resource serves: ``resource_id``, ``district_id`` (NA: beyond the city).

    ``resources``: ``serves`` as the file has it, ``located`` the district of the point. Without districts of its own a
    resource serves where it stands; with neither it has no row.
    """
    lists = resources.assign(area=resources["serves"].fillna("").str.split(SEPARATOR)).explode("area")
    lists = lists[["resource_id", "located", "area"]].astype({"area": "str"})
    found = match(lists["area"], districts)
    meant = _service_names(districts, found.ids)
    named = lists.merge(meant, on="area")
    here = lists[lists["area"].eq("") & lists["located"].notna()].assign(district_id=lambda rows: rows["located"])
    rows = pd.concat([named, here])[["resource_id", "district_id"]]
    unmatched = tuple(one for one in found.unmatched if one.name not in {"", NOT_KNOWN, *meant["area"]})
    return Placed(rows.drop_duplicates(ignore_index=True), unmatched)


def _service_names(districts: pd.DataFrame, ids: dict[str, str]) -> pd.DataFrame:
    """List what a name in ``serves`` means: ``area``, ``district_id``, several rows a name, NA beyond the city."""
    names = pd.DataFrame({"area": list(ids), "district_id": list(ids.values())}, dtype="str")
    every = districts[["district_id"]].assign(area=ALL_DISTRICTS)
    beyond = pd.DataFrame({"area": [OUTSIDE_CITY], "district_id": [None]}, dtype="str")
    wider = districts.loc[districts["area"].notna() & ~districts["area"].isin(names["area"]), ["area", "district_id"]]
    return pd.concat([names, pd.DataFrame(every), beyond, pd.DataFrame(wider)], ignore_index=True)


def by_district(completeness: pd.DataFrame, districts: pd.DataFrame) -> pd.DataFrame:
    """Spread the marks of completeness over districts: ``district_id``, ``kind``, ``status``.

    A mark for one district wins over one for the whole city.
    """
    everywhere = completeness[completeness["area"] == ALL_DISTRICTS].merge(districts[["district_id"]], how="cross")
    rest = completeness[completeness["area"] != ALL_DISTRICTS]
    ids = match(rest["area"], districts).ids
    single = rest.assign(district_id=rest["area"].map(ids)).dropna(subset="district_id")
    rows = pd.concat([everywhere, single]).drop_duplicates(["district_id", "kind"], keep="last")
    return rows[["district_id", "kind", "status"]].reset_index(drop=True)
