"""「自分の市を10分で」: what the READMEs tell people to type, typed word for word with files of those names."""

import json
import shutil
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from shiensys.__main__ import main
from shiensys.store import database
from tests.intake.test_address_points import BLOCKS, HACHIMAN, SAKO
from tests.test_readme import ROOT, blocks, commands_of

DEMONSTRATION = ROOT / "data" / "tokushima"
CITY = "36201"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with a city's files, made from the demonstration's, and an empty store."""
    monkeypatch.setenv(database.VARIABLE, f"sqlite:///{tmp_path / 'store' / 'test.sqlite3'}")
    monkeypatch.chdir(tmp_path)
    districts = gpd.read_file(DEMONSTRATION / "districts.geojson")
    school_districts(districts, tmp_path)
    listed = pd.DataFrame(districts[["地区名", "よみ", "圏域", "順番"]])
    listed.to_csv("地区一覧.csv", index=False)
    part = {"区分": "町丁", "元の名称": "八万町大坪", "地区名": ["八万", "上八万"], "割合": [0.4, 0.6]}
    pd.DataFrame(part).to_csv("町丁と地区の対応.csv", index=False, encoding="cp932")
    for made, asked in {
        "population": "地域・年齢別人口",
        "households": "高齢者世帯",
        "certified": "要介護認定者数",
        "returns": "回収状況",
        "completeness": "台帳の状態",
    }.items():
        shutil.copy(DEMONSTRATION / f"{made}.csv", f"{asked}.csv")
    way = {
        "列の見出し": "買い物の手段",
        "質問文": "買い物の方法",
        "答え方": "1つだけ",
        "回答の番号と言葉": "1=自分で;2=困っている",
    }
    pd.DataFrame([way]).to_csv("市で足した質問.csv", index=False)
    ahead = {
        "年": [2025, 2025, 2030, 2030],
        "年齢": ["0～64歳", "65歳以上"] * 2,
        "人口": [172_000, 74_000, 165_000, 75_000],
    }
    pd.DataFrame(ahead).to_csv("市の将来人口.csv", index=False, encoding="cp932")
    rates = {"年齢": ["0～4歳", "5歳以上"], "生残率": [0.998, 0.94], "純移動率": [0.01, -0.02]}
    pd.DataFrame(rates).to_csv("生残率と移動率.csv", index=False)
    beside = {"地域": ["徳島県", "全国"], "指標": "高齢化率", "調査日": "2020-10-01", "値": [34.2, 28.6], "単位": "%"}
    pd.DataFrame(beside).to_csv("県と全国の高齢化率.csv", index=False)
    aim = {"指標": "通いの場参加率", "地区または圏域": "市全域", "年度": "令和8年度", "目標": "8", "単位": "%"}
    pd.DataFrame([aim]).to_csv("計画の目標.csv", index=False)
    workbook("survey", "ニーズ調査", rows=400)
    workbook("resources", "支え合いの台帳", rows=100)
    hall = {"名称": "八万公民館", "住所": "徳島市八万町", "緯度": 34.03, "経度": 134.55, "利用可能曜日": "月火水木金"}
    pd.DataFrame([{"都道府県コード又は市区町村コード": "362018", "NO": "1", "POIコード": "1301", **hall}]).to_csv(
        "公共施設一覧.csv", index=False, encoding="utf-8-sig"
    )
    (tmp_path / "36201_2024.csv").write_text(BLOCKS + HACHIMAN + SAKO, encoding="cp932")
    yield tmp_path
    database.engine(database.url()).dispose()
    database.engine.cache_clear()


def school_districts(districts: gpd.GeoDataFrame, folder: Path) -> None:
    """Write A27 of 2021 as it is downloaded: a zipped shapefile of the whole prefecture in cp932."""
    names = districts["地区名"] + "小学校"
    layer = districts.assign(
        A27_001=[CITY] * (len(districts) - 1) + ["36202"],
        A27_002="徳島市",
        A27_003=[f"B1362{number:08}" for number in range(len(districts))],
        A27_004=names,
        A27_005="徳島県",
    )
    (folder / "A27").mkdir()
    layer[["A27_001", "A27_002", "A27_003", "A27_004", "A27_005", "geometry"]].to_file(
        folder / "A27" / "A27-21_36.shp", encoding="cp932"
    )
    shutil.make_archive(str(folder / "A27-21_36_GML"), "zip", folder / "A27")


def workbook(made: str, asked: str, *, rows: int) -> None:
    """Write the first rows of a CSV file as a workbook."""
    table = pd.read_csv(DEMONSTRATION / f"{made}.csv", dtype=str, keep_default_na=False).head(rows)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in [list(table), *table.to_numpy().tolist()]:
        sheet.append([cell or None for cell in cells])
    book.save(f"{asked}.xlsx")


def block_with(phrase: str) -> list[list[str]]:
    (block,) = [block for block in blocks("ja") if phrase in block]
    return commands_of(block)


def test_a_city_is_loaded_looked_at_and_removed_word_for_word(desk, capsys):
    for words in block_with("demo --put-away"):
        code = main(words)
        said = capsys.readouterr()
        # the last of the prefecture's school districts was given to another city: its name is known no more
        if code == 1 and words[0] == "load":
            assert "--accept" in said.err
            assert main([*words, "--accept"]) == 0
            said = capsys.readouterr()
        elif words[0] == "check":
            assert code in (0, 1)
        else:
            assert code == 0, (words, said.err)
    assert "通いの場・サロン" in said.out
    for words in block_with("table gap"):
        assert main(words) == 0, words
        said = capsys.readouterr().out
        if "json" in words:
            assert json.loads(said)["city"] == {"code": CITY, "name": "徳島市", "fictional": False}
    assert main(["cities"]) == 0
    assert "36201" not in capsys.readouterr().out
