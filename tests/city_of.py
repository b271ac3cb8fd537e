"""A small city made by hand, for the tests of what is answered."""

import datetime as dt

import geopandas as gpd
import pandas as pd
from shapely.geometry import box

from shiensys.city import City
from shiensys.gathering import gathered
from shiensys.store.cities import CityRecord
from shiensys.store.versions import Version

TODAY = dt.date(2026, 10, 31)
RECORD = CityRecord("22212", "焼津市", fictional=False, as_of=TODAY)
AREAS = {"港": "東", "小川": "東", "和田": "西", "大富": "西"}  # district → 圏域
LOADED_AT = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)


def districts() -> gpd.GeoDataFrame:
    """Four squares in a row, a hundredth of a degree wide."""
    return gpd.GeoDataFrame(
        {
            "municipality_code": "22212",
            "district_id": [f"d{n}" for n in range(4)],
            "name": list(AREAS),
            "reading": pd.Series([None] * 4, dtype="str"),
            "area": list(AREAS.values()),
            "order": pd.array([1, 2, 3, 4], dtype="Int32"),
            "made_up": pd.array([False] * 4, dtype="boolean"),
        },
        geometry=[box(138.30 + n / 100, 34.80, 138.31 + n / 100, 34.81) for n in range(4)],
        crs=6668,
    )


def apart(ground: gpd.GeoDataFrame, name: str) -> gpd.GeoDataFrame:
    """Move a district away from all others, so that it has no neighbour."""
    moved = ground.geometry.where(ground["name"] != name, ground.geometry.translate(xoff=0.05))
    return ground.set_geometry(moved)


def population(older: dict[str, int], date: str = "2026-03-31") -> pd.DataFrame:
    """Residents: half of the older are 75+, three times as many are younger than 65."""
    rows = [
        (area, low, high, persons)
        for area, n in older.items()
        for low, high, persons in ((0, 64, 3 * n), (65, 74, n / 2), (75, None, n / 2))
    ]
    table = pd.DataFrame(rows, columns=["area", "age_from", "age_to", "persons"])
    table = table.assign(area_code=None, date=pd.Timestamp(date), sex="total", status="stated")
    return table.astype({"age_from": "Int16", "age_to": "Int16", "persons": float})


def survey(answers: dict[str, tuple[int, int]]) -> pd.DataFrame:
    """Answers on shopping: by area how many answered, and how many of them can't solve it. All live alone.

    Nobody told age or sex.
    """
    rows = [(area, int(i < unsolved)) for area, (n, unsolved) in answers.items() for i in range(n)]
    table = pd.DataFrame(rows, columns=["area", "trouble_shopping"])
    table = table.assign(solved_shopping=table["trouble_shopping"].map({1: 10, 0: None}), household=1, organise=2)
    table = table.assign(survey="R7", date=pd.Timestamp("2025-11-30"), weight=1.0, kayoinoba=6, listens_nobody=0)
    codes = ("trouble_shopping", "solved_shopping", "household", "organise", "kayoinoba", "listens_nobody")
    table = table.assign(age_from=None, age_to=None, sex=None)
    return table.astype(dict.fromkeys(codes, "Int8") | {"age_from": "Int16", "age_to": "Int16", "sex": "str"})


def resource(name: str, serves: str | None = None, **values: object) -> dict[str, object]:
    """A shopping trip for eight, four times a month, four of them taken."""
    usual = {
        "resource_id": name, "name": name, "kinds": "shopping", "kind_shares": None, "place_type": None,
        "provider_kind": None, "channel": None, "address": None, "longitude": None, "latitude": None, "serves": serves,
        "schedule": None, "capacity": 8.0, "users": 4.0, "times_month": 4.0, "helpers": None, "hours_month": None,
        "fee": None, "eligibility": None, "transport": None, "contact": None, "contact_public": False,
        "status": "active", "assured_date": pd.Timestamp("2026-09-01"), "assurer": None,
    }  # fmt: skip
    return usual | values


def registry(*rows: dict[str, object]) -> pd.DataFrame:
    """Put resources into a table."""
    table = pd.DataFrame(list(rows))
    amounts = ["capacity", "users", "times_month", "helpers", "hours_month", "longitude", "latitude"]
    texts = ["kinds", "kind_shares", "serves", "contact", "place_type", "schedule", "provider_kind", "address", "fee"]
    kinds = dict.fromkeys(amounts, float) | dict.fromkeys(texts, "str") | {"contact_public": "boolean"}
    return table.astype(kinds)


def complete(kind: str = "shopping") -> pd.DataFrame:
    """The registry is complete everywhere."""
    return pd.DataFrame(
        {"area": ["市全域"], "kind": [kind], "status": ["complete"], "since": [pd.Timestamp("2026-04-01")]}
    )


def city(record: CityRecord = RECORD, **tables: pd.DataFrame) -> City:
    """Gather a city from tables by kind (``survey_table`` for survey-table)."""
    kinds = {name.replace("_", "-"): table for name, table in tables.items()}
    loaded = tuple(
        Version(n, record.code, kind, "", f"{kind}.csv", "", len(table), f"{n}", LOADED_AT, "")
        for n, (kind, table) in enumerate(kinds.items())
    )
    return gathered(record, loaded, {kind: (table,) for kind, table in kinds.items()})
