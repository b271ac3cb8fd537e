"""The demonstration cities: published totals are met, every mark is there to be seen, and nobody's data is."""

import filecmp
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

DATA = Path(__file__).parents[2] / "data"
CITIES = ("tokushima", "shunan")
YOUNG = ["0～4歳", "5～9歳", "10～14歳"]
OLD = ["65～69歳", "70～74歳", "75～79歳", "80～84歳", "85～89歳", "90～94歳", "95～99歳", "100歳以上"]


def population(city: str, day: str) -> pd.Series:
    rows = pd.read_csv(DATA / city / "population.csv")
    return rows[rows["調査年月日"] == day].select_dtypes("number").sum()


def districts(city: str) -> gpd.GeoDataFrame:
    return gpd.read_file(DATA / city / "districts.geojson")


def answers(city: str) -> pd.Series:
    return pd.read_csv(DATA / city / "survey.csv", dtype=str)["地区名"].value_counts()


def resources(city: str) -> pd.DataFrame:
    return pd.read_csv(DATA / city / "resources.csv", parse_dates=["確認日"])


def test_the_script_writes_the_same_bytes_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(DATA / "make_demo.py"), "--to", str(tmp_path)], check=True)
    for city in CITIES:
        names = sorted(path.name for path in (DATA / city).iterdir())
        assert names == sorted(path.name for path in (tmp_path / city).iterdir())
        same, differing, unreadable = filecmp.cmpfiles(DATA / city, tmp_path / city, names, shallow=False)
        assert (sorted(same), differing, unreadable) == (names, [], [])


@pytest.mark.parametrize(
    ("day", "everybody", "young", "old"),
    [("2018-01-01", 257_492, 29_560, 72_084), ("2020-01-01", 255_237, 29_152, 73_538)],
)
def test_tokushima_meets_the_published_totals(day: str, everybody: int, young: int, old: int) -> None:
    total = population("tokushima", day)
    assert total["総数"] == everybody
    assert total[YOUNG].sum() == young
    assert total[OLD].sum() == old
    assert total["不詳"] == 7_549  # 257,492 - 29,560 - 148,299 - 72,084, and the same in 2020


def test_tokushima_has_the_published_share_of_older_people_in_2021() -> None:
    total = population("tokushima", "2021-01-01")
    assert round(100 * total[OLD].sum() / total["総数"], 1) == 29.4  # over all residents, published for 2021-02-01


def test_shunan_passes_the_census_of_2020() -> None:
    before, after = (population("shunan", day)["総数"] for day in ("2020-01-01", "2021-01-01"))
    assert before + (after - before) * 274 / 366 == pytest.approx(137_607, abs=5)  # 2020-10-01


@pytest.mark.parametrize("city", CITIES)
def test_ages_add_up_to_the_stated_total_in_every_row(city: str) -> None:
    rows = pd.read_csv(DATA / city / "population.csv")
    ages = rows.drop(columns=["地区名", "調査年月日", "性別", "総数"])
    assert (ages.sum(axis=1) == rows["総数"]).all()
    assert (ages >= 0).all(axis=None)
    assert rows["調査年月日"].nunique() == 11


@pytest.mark.parametrize(("city", "count", "made_up"), [("tokushima", 23, 0), ("shunan", 31, 2)])
def test_districts_fit_together_without_gaps_or_overlaps(city: str, count: int, made_up: int) -> None:
    shapes = districts(city)
    assert len(shapes) == count
    assert shapes["例示の名称"].sum() == made_up
    assert shapes.crs.to_epsg() == 6668
    assert shapes.geometry.is_valid_coverage()
    united = shapes.union_all()
    pieces = getattr(united, "geoms", [united])
    assert sum(len(piece.interiors) for piece in pieces) == 0
    assert len(pieces) == {"tokushima": 1, "shunan": 2}[city]  # 大津島 is an island


def test_each_organisation_has_its_districts_in_tokushima() -> None:
    charge = districts("tokushima").set_index("地区名")["担当"]
    assert charge.value_counts().to_dict() == {"徳島市社会福祉協議会": 12, "徳島市地域包括支援センター": 11}
    assert charge["八万"] == "徳島市社会福祉協議会"
    assert charge["津田"] == "徳島市地域包括支援センター"


@pytest.mark.parametrize("city", CITIES)
def test_every_mark_of_few_answers_is_there_to_be_seen(city: str) -> None:
    n = answers(city)
    assert (n < 10).sum() == 2
    assert ((n >= 10) & (n < 30)).sum() == 3
    assert n[n >= 30].min() >= 60


@pytest.mark.parametrize("city", CITIES)
def test_answers_are_those_that_the_returns_state(city: str) -> None:
    returns = pd.read_csv(DATA / city / "returns.csv").set_index("地区名")
    assert returns["回収数"].to_dict() == answers(city).to_dict()
    assert (returns["回収数"] <= returns["発送数"]).all()
    assert (returns["発送数"] <= returns["標本数"]).all()


@pytest.mark.parametrize("city", CITIES)
def test_the_survey_before_is_there_with_its_own_returns(city: str) -> None:
    before = pd.read_csv(DATA / city / "survey_2022.csv", dtype=str)
    returns = pd.read_csv(DATA / city / "returns_2022.csv").set_index("地区名")["回収数"]
    assert before["地区名"].value_counts().to_dict() == returns[returns > 0].to_dict()
    assert 0.5 < len(before) / answers(city).sum() < 0.8


def test_one_city_heads_its_answers_by_words_and_the_other_by_the_numbers_of_the_form() -> None:
    words, numbers = (set(pd.read_csv(DATA / city / "survey.csv", nrows=0).columns) for city in CITIES)
    assert {"転倒の経験", "もの忘れ", "聞いてくれる人_いない"} <= words
    assert {"問2(4)", "問4(1)", "問5(1)⑤", "問6(1)"} <= numbers
    assert not any(heading.startswith("問") for heading in words)


@pytest.mark.parametrize("city", CITIES)
def test_population_is_there_by_age_and_sex(city: str) -> None:
    newest = pd.read_csv(DATA / city / "population.csv").query("調査年月日 == '2026-01-01'")
    assert newest.groupby("地区名")["性別"].agg(set).map(len).eq(2).all()
    assert newest[OLD].sum().gt(0).all()


@pytest.mark.parametrize("city", CITIES)
def test_nobody_can_be_found_in_the_answers_or_rung_up(city: str) -> None:
    for file in ("survey.csv", "survey_2022.csv"):
        headings = " ".join(pd.read_csv(DATA / city / file, nrows=0).columns)
        assert not re.search("氏名|名前|電話|住所|番地|生年月日|被保険者|年齢(?!階級)", headings)
    assert set(resources(city)["連絡先"].dropna()) == {"000-0000-0000"}


@pytest.mark.parametrize("city", CITIES)
def test_every_resource_says_that_it_is_made_up(city: str) -> None:
    names = resources(city)["名称"]
    assert names.str.endswith("(架空)").all()
    assert names.is_unique


@pytest.mark.parametrize("city", CITIES)
def test_places_stand_in_the_district_that_they_serve(city: str) -> None:
    table = resources(city)
    local = table[table["対象地区"].isin(districts(city)["地区名"]) & table["緯度"].notna()]
    points = gpd.GeoDataFrame(local, geometry=gpd.points_from_xy(local["経度"], local["緯度"]), crs=6668)
    found = points.sjoin(districts(city)[["地区名", "geometry"]], predicate="within")
    assert len(found) == len(local) > 150
    assert (found["対象地区"] == found["地区名"]).all()


@pytest.mark.parametrize("city", CITIES)
def test_the_registry_is_as_untidy_as_real_ones(city: str) -> None:
    table = resources(city)
    activities = table[table["支え合いの種類"].notna()]
    assert 230 <= len(activities) <= 290
    assert len(table) - len(activities) == 15  # halls
    assert set(activities["状態"]) == {"活動中", "休止", "終了", "一時休止"}
    stale = activities["確認日"] < "2025-10-31"
    assert 0.12 < stale.mean() < 0.28
    assert 0.08 < activities["支え合いの種類"].str.contains(";").mean() < 0.16
    blank = activities[["定員", "利用者数", "月の回数"]].isna().any(axis=1)
    assert blank.mean() > 0.35
    assert {"市全域", "不明"} <= set(activities["対象地区"])
    assert activities["対象地区"].str.contains("市外", na=False).any()


@pytest.mark.parametrize("city", CITIES)
def test_certified_persons_are_about_a_fifth_of_older_people(city: str) -> None:
    table = pd.read_csv(DATA / city / "certified.csv")
    persons = table[table["調査年月日"] == "2026-03-31"].groupby("要介護度")["人数"].sum()
    assert 0.17 < persons.sum() / population(city, "2026-01-01")[OLD].sum() < 0.21
    assert persons.filter(like="要介護").sum() / persons.sum() == pytest.approx(2 / 3, abs=0.03)


@pytest.mark.parametrize("city", CITIES)
def test_every_file_to_load_is_there_in_order(city: str) -> None:
    told = tomllib.loads((DATA / city / "city.toml").read_text(encoding="utf-8"))
    assert told["fictional"] is True
    assert told["as_of"].isoformat() == "2026-10-31"
    assert [entry["kind"] for entry in told["load"]][:2] == ["districts", "population"]
    files = {entry["file"] for entry in told["load"]}
    assert files | {"city.toml", "SOURCE.txt"} == {path.name for path in (DATA / city).iterdir()}


@pytest.mark.parametrize("city", CITIES)
def test_the_source_says_what_is_made_up(city: str) -> None:
    words = (DATA / city / "SOURCE.txt").read_text(encoding="utf-8")
    assert "架空のデータ(地区別の値・境界は実在しません)" in words
    assert "CC0" in words


def test_the_cities_are_small_enough_for_a_repository() -> None:
    sizes = [path.stat().st_size for city in CITIES for path in (DATA / city).iterdir()]
    assert np.sum(sizes) < 4_000_000
