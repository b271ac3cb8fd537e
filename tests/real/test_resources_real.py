"""Published lists of two real cities, as they are."""

import datetime as dt
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import box

from shiensys.intake.findings import Severity
from shiensys.intake.request import Checked, Request
from shiensys.intake.roster.resources import read_resources

pytestmark = pytest.mark.real

TODAY = dt.date(2026, 11, 21)
YAIZU = {  # rows by file, counted in the files
    "AED設置箇所一覧__222127_aed": 82,
    "あかちゃんえき一覧__222127_baby_station": 71,
    "まちなか涼みどころ__machinakasuzumidokoro": 108,
    "スポーツ施設__222127_facilities_sports": 16,
    "地域交流センター__222127_community_center": 9,
    "市役所・センター__222127_facilities_smartmap": 28,
    "救護病院一覧__222127_kyuugobyouinn": 3,
    "文化会館・資料館__222127_facilities_culture": 6,
    "福祉会館__222127_facilities_welfare": 2,
    "避難所一覧__222127_hinannjo": 56,
}


def yaizu(folder: Path, stem: str) -> Checked:
    return read_resources(Request(folder / "yaizu" / "resources" / f"{stem}.csv", "22212", TODAY))


def shunan(folder: Path, **known: object) -> Checked:
    path = folder / "shunan_care" / "350001_care_service_pref.shunan_excerpt.csv"
    return read_resources(Request(path, "35215", TODAY, **known))


@pytest.mark.parametrize("stem", YAIZU)
def test_every_list_of_yaizu_loads_whole_as_places_on_the_map(real_data, stem):
    found = yaizu(real_data, stem)
    assert len(found.table) == YAIZU[stem]
    assert found.table["kinds"].isna().all()
    assert found.table[["longitude", "latitude", "address", "place_type"]].notna().all(axis=None)
    assert all(finding.severity is Severity.NOTED for finding in found.findings)


def test_the_lists_of_yaizu_stand_beside_each_other(real_data):
    assert len({yaizu(real_data, stem).part for stem in YAIZU}) == len(YAIZU)


def test_places_are_what_yaizu_says_they_are(real_data):
    assert set(yaizu(real_data, "AED設置箇所一覧__222127_aed").table["place_type"]) == {"AED"}
    assert set(yaizu(real_data, "地域交流センター__222127_community_center").table["place_type"]) == {"公民館"}
    cool = yaizu(real_data, "まちなか涼みどころ__machinakasuzumidokoro").table
    assert cool.loc[0, ["name", "capacity"]].tolist() == ["焼津市役所　本庁舎", 10]


def test_the_care_offices_of_shunan_keep_their_capacity(real_data):
    found = shunan(real_data)
    table = found.table.set_index("name")
    assert len(table) == 33
    assert table["place_type"].value_counts().to_dict() == {"通所介護": 26, "通所リハビリテーション": 7}
    assert table.loc["やすらぎ苑デイサービスセンター", "capacity"] == 23
    assert table.loc["ＪＡデイサービスとんだ", "capacity"] == 45 + 20 + 20
    assert sum(finding.code == "capacity_read" for finding in found.findings) == 5


def test_the_faults_of_the_source_are_said(real_data):
    said = {finding.code: str(finding) for finding in shunan(real_data).findings}
    assert "市区町村コードがない" in said["no_codes"]
    assert "住所の違う4か所が、2つの同じ位置に重なっています(行: 2、10、13、14)" in said["shared_points"]


def test_offices_outside_made_up_districts_are_kept_and_named(real_data):
    districts = gpd.GeoDataFrame(
        {"district_id": ["1"], "name": ["中央"], "area": ["中"]}, geometry=[box(131.76, 34.0, 131.86, 34.1)], crs=6668
    )
    found = shunan(real_data, districts=districts)
    said = [str(finding) for finding in found.findings if finding.code == "outside_districts"]
    assert len(found.table) == 33
    assert "33か所のうち13か所は、どの地区の中にもありません" in said[0]
    assert "やすらぎ苑デイサービスセンター" in said[0]
