"""A made-up balance of six districts, one for each thing that can be said of a district."""

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from shiensys.answers.answer import VERDICTS, Answer, Balance, CityCard, Column, Evidence
from shiensys.tables.categories import category
from shiensys.text import say

CARD = CityCard(code="99999", name="見本市", fictional=True)
RESIDENTS = 1000.0
REASONS = {"few_answers": "回答が少ないため", "places_unknown": "定員がわからないため"}
UNITS = (  # id, name, n, need (low, high), places (low, high), verdict, reason
    ("a", "東町", 120, (300, 240, 370), (80, 60, 100), "short", ""),
    ("b", "西町", 90, (150, 100, 210), (60, 50, 70), "short", ""),
    ("c", "南町", 80, (100, 60, 150), (95, 80, 110), "between", ""),
    ("d", "北町", 110, (60, 30, 100), (150, 140, 170), "enough", ""),
    ("e", "川辺", None, None, (20, 20, 20), "unknown", "few_answers"),
    ("f", "山手", 24, (90, 40, 170), None, "unknown", "places_unknown"),
)


def build_balance(*, names=None):
    """Build the balance; ``names`` replace the districts' names."""
    table = pd.DataFrame([_row(place, *unit) for place, unit in enumerate(UNITS, start=1)])
    if names is not None:
        table["name"] = names
    counts = {verdict: int((table["verdict"] == verdict).sum()) for verdict in VERDICTS}
    return Balance(
        city=CARD,
        title="買い物の手助け",
        table=table,
        columns=(
            Column("name", "地区"),
            Column("need", "困っていて、解決できていない人(推計)", "persons"),
            Column("need_share", "割合", "share"),
            Column("places", "あと受け入れられる人数", "persons"),
            Column("gap", "足りない見込み(人)", "persons"),
            Column("verdict_text", "見立て"),
            Column("answered", "回答した人", "persons"),
        ),
        evidence=(
            Evidence("困っている人", "ニーズ調査", dt.date(2025, 11, 1), "人", 424, "65歳以上", "推計"),
            Evidence("あと受け入れられる人数", "支え合い資源台帳", dt.date(2026, 10, 31), "人"),
        ),
        headline=("買い物の手助け:6地区のうち2地区で手が足りていません", "2地区はまだわかりません。"),
        notes=("架空のデータ(地区別の値・境界は実在しません)",),
        category=category("shopping"),
        level="district",
        basis="unsolved",
        counts=counts,
        everywhere={"need": 700.0, "need_low": 600.0, "need_high": 800.0},
        nouns={"need": "困っていて、解決できていない人(推計)", "places": "あと受け入れられる人数"},
    )


def _row(order, unit_id, name, answered, need, places, verdict, reason):
    row = {
        "unit_id": unit_id, "name": name, "area": "中部", "order": order, "residents": RESIDENTS,
        "answered": np.nan if answered is None else answered,
        "need_state": "shown" if need else "protected",
        "places_state": "shown" if places else "capacities_unknown",
        "verdict": verdict, "verdict_text": say(f"show.verdict.{verdict}"),
        "reasons": reason,
        "reasons_text": REASONS.get(reason, ""),
        "resources": 3, "confirmed": 2,
    }  # fmt: skip
    row |= _figures("need", need) | _figures("places", places)
    gap = None
    if verdict != "unknown":
        gap = (need[0] - places[0], need[1] - places[2], need[2] - places[1])
    row |= _figures("gap", gap)
    row |= dict.fromkeys(("coverage", "coverage_low", "coverage_high"), np.nan)
    return row


def _figures(metric, values):
    values = values or (np.nan,) * 3
    ends = ("", "_low", "_high")
    counts = {f"{metric}{end}": value for end, value in zip(ends, values, strict=True)}
    return counts | {f"{metric}_share{end}": value / RESIDENTS for end, value in zip(ends, values, strict=True)}


def build_boundaries():
    """Six squares in two rows, sharing edges, near Tokushima."""
    corners = [(134.5 + 0.02 * (place % 3), 34.05 + 0.02 * (place // 3)) for place in range(len(UNITS))]
    squares = [box(west, south, west + 0.02, south + 0.02) for west, south in corners]
    return gpd.GeoDataFrame(
        {"unit_id": [unit[0] for unit in UNITS], "name": [unit[1] for unit in UNITS]},
        geometry=squares,
        crs="EPSG:6668",
    )


def build_pins():
    """A salon, a hall that gives nothing by itself, and a service without a point."""
    table = pd.DataFrame(
        {
            "name": ["買い物バス", "東公民館", "宅配の会"],
            "place_type": [None, "公民館", None],
            "kinds_text": ["買い物の手助け", None, "買い物の手助け"],
            "longitude": [134.51, 134.53, np.nan],
            "latitude": [34.06, 34.08, np.nan],
            "schedule": ["毎週火曜", None, None],
            "fee": ["200円", None, None],
            "eligibility": [None, None, None],
            "contact": ["088-000-0000", None, None],
            "confirmed_text": ["令和8年9月1日に確認", "確認の記録がありません", None],
            "unit_id": ["a", "e", "b"],
            "supports": [True, False, True],
            "point_text": ["手で置いた位置", None, None],
            "coarse": [True, False, False],
        }
    )
    return Answer(city=CARD, title="場所", table=table, columns=(Column("name", "名前"),), evidence=(), notes=())


@pytest.fixture
def balance():
    return build_balance()


@pytest.fixture
def boundaries():
    return build_boundaries()


@pytest.fixture
def place_pins():
    return build_pins()
