"""Real cities, loaded by the documented commands and answered for."""

from pathlib import Path

import pytest

from shiensys import answers, gathering
from shiensys.__main__ import main

pytestmark = [pytest.mark.real, pytest.mark.usefixtures("empty_store")]


def load(kind: str, file: Path, city: str, *options: str) -> int:
    return main(["load", kind, str(file), "--city", city, *options])


def test_yaizu_from_its_catalogue_to_its_map(real_data, capsys):
    folder = real_data / "yaizu"
    polygons = folder / "districts" / "小学校区" / "小学校区.shp"
    assert load("districts", polygons, "22212", "--name-column", "SAFIELD001") == 0
    files = [f for f in sorted((folder / "resources").glob("*.csv")) if not f.name.endswith("__attributes.csv")]
    assert len(files) == 10
    assert [load("resources", file, "22212") for file in files] == [0] * 10
    city = gathering.current("22212")
    assert (city.record.name, len(city.districts), city.has_boundaries) == ("焼津市", 13, True)
    assert len(answers.boundaries(city)) == 13
    pins = answers.pins(city, "shopping")
    assert len(pins.table) > 350  # halls, AED, shelters ...: places, none of them a support
    assert not pins.table["supports"].any()
    balance = answers.balance(city, "shopping")
    assert balance.counts["unknown"] == 13
    assert "調査のデータがありません" in balance.table["reasons_text"].iloc[0]
    assert not any("架空" in note for note in balance.notes)


def test_yokosuka_is_cut_out_of_its_prefecture(real_data, capsys):
    file = real_data / "kanagawa_a27_2010" / "A27-10_12-g_SchoolDistrict.shp"
    assert load("districts", file, "14201") == 2  # no coordinate system
    assert "--crs" in capsys.readouterr().err
    assert load("districts", file, "14201", "--crs", "EPSG:4612", "--accept") == 0
    assert len(gathering.current("14201").districts) == 47


def test_shizuoka_has_people_and_no_polygons(real_data, capsys):
    file = real_data / "shizuoka" / "221007_population_2009_2018.csv"
    assert load("population", file, "22100") == 1
    assert "10,682人" in capsys.readouterr().out
    assert load("population", file, "22100", "--accept") == 0
    city = gathering.current("22100")
    people = answers.population(city)
    assert len(people.table) == 75
    assert people.table.set_index("name").loc["葵", "residents"] > 10_000
    overview = answers.overview(city)
    assert any("境界のデータがない" in sentence for sentence in overview.cannot_say)
    assert "5年前より" in overview.sentences[1].text


def test_shunans_care_offices_beside_its_made_up_districts(real_data, capsys):
    """The districts are the demonstration's: a real city may be looked at beside them only by its officer."""
    demonstration = Path(__file__).parents[2] / "data" / "shunan" / "districts.geojson"
    assert load("districts", demonstration, "35215", "--name", "周南市") == 0
    file = real_data / "shunan_care" / "350001_care_service_pref.shunan_excerpt.csv"
    assert load("resources", file, "35215", "--accept") == 0
    city = gathering.current("35215")
    assert len(city.resources) == 33
    outside = int(city.resources["located"].isna().sum())
    assert any(f"{outside}か所は、どの地区にも入っていません" in note for note in answers.pins(city, "salon").notes)
    assert outside > 0


@pytest.mark.parametrize(
    ("name", "city", "code", "said"),
    [
        ("koriyama_empty_Elementary.geojson", "07203", 2, "1つも入っていません"),
        ("kumagaya_mojibake_Elementary.geojson", "11202", 1, "文字化け"),
    ],
)
def test_broken_files_are_refused_or_mended_and_said(real_data, capsys, name, city, code, said):
    words = ["check", "districts", str(real_data / "broken" / name), "--city", city, "--name-column", "コース"]
    assert main(words) == code
    out, error = capsys.readouterr()
    assert said in out + error
