"""A roster and nothing else: no survey, no boundaries, no coordinates. What a city has after its first ten minutes."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from shiensys import answers, gathering
from shiensys.__main__ import main
from shiensys.store import cities
from tests.intake.test_address_points import BLOCKS

CITY = "36201"
HALLS = (
    "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,住所,緯度,経度,利用可能曜日,POIコード,備考\n"
    "362018,1,徳島県,徳島市,八万公民館,徳島県徳島市八万町大坪1,34.030000,134.550000,月火水,1301,公民館\n"
    "362018,2,徳島県,徳島市,加茂コミュニティセンター,徳島県徳島市北田宮1-1,34.090000,134.540000,月火水,1301,公民館\n"
)
ROSTER = [
    ["令和8年度 支え合い活動の一覧"],
    [None],
    ["団体・活動名", "支え合いの種類", "活動場所", "所在地", "開催日時", "定員", "電話番号", "最終確認日"],
    ["八万いきいきサロン", "サロン", "八万公民館 2階和室", None, "毎週火曜", 20, "088-000-0001", "令和8年9月1日"],
    ["八万 いきいきサロン", "サロン", "徳島市立八万公民館", None, None, None, None, None],
    ["佐古買い物の会", "買物支援", None, "徳島市佐古一番町５番１号", "第2・4土曜", None, "088-000-0002", "R5.4.1"],
    ["国府ごみ出し隊", "ごみ出し", None, "国府町府中100番地の2 井上ビル1階", None, None, None, None],
    ["どこかの会", "見守り", "会長宅", None, "不定期", None, "088-000-0003", None],
]  # fmt: skip


def block(town: str, number: object, longitude: float, latitude: float) -> str:
    return f"徳島県,徳島市,{town},,{number},4,118000.0,96000.0,{latitude:.6f},{longitude:.6f},1,1,0,0\n"


@pytest.fixture
def desk(tmp_path, monkeypatch, empty_store):
    """A folder with three files, as they lie on a coordinator's desk."""
    monkeypatch.chdir(tmp_path)
    Path("公共施設一覧.csv").write_text(HALLS, encoding="cp932")
    many = [block(f"町{n // 100}", n % 100, 134.5 + n % 100 / 1000, 34.0 + n // 100 / 5000) for n in range(20_000)]
    known = block("佐古一番町", 5, 134.536, 34.076) + block("国府町府中", 100, 134.49, 34.07)
    Path("36201_2023.csv").write_text(BLOCKS + known + "".join(many), encoding="cp932")
    book = openpyxl.Workbook()
    for row in ROSTER:
        book.worksheets[0].append(row)
    book.save("支え合いの一覧.xlsx")
    return tmp_path


def load(kind: str, file: str) -> int:
    return main(["load", kind, file, "--city", CITY, "--name", "徳島市"])


def test_a_roster_alone_gives_pins_doubles_blanks_and_whom_to_call(desk):
    assert load("resources", "公共施設一覧.csv") == 0
    assert load("address-points", "36201_2023.csv") == 0
    assert load("resources", "支え合いの一覧.xlsx") == 0
    city = gathering.current(CITY)
    found = answers.roster(city, internal=True)
    assert cities.find(CITY).name == "徳島市"
    assert dict(zip(found.table["name"], found.table["point_text"], strict=True)) == {
        "八万いきいきサロン": "施設「八万公民館」の位置から",
        "八万 いきいきサロン": "施設「八万公民館」の位置から",
        "佐古買い物の会": "住所の街区(佐古一番町5)から",
        "国府ごみ出し隊": "住所の街区(国府町府中100)から",
        "どこかの会": "まだわかりません",
    }
    assert found.headline[0] == "台帳の5件のうち4件が地図に出ています。残りの1件は、まだ場所がわかりません"
    assert found.duplicates.table["name"].tolist() == ["八万いきいきサロン", "八万 いきいきサロン"]
    assert set(found.unconfirmed.table["name"]) == {row[0] for row in ROSTER[4:]}
    (calls,) = found.calls
    asked = calls.answer.table.set_index("name")
    assert asked.loc["どこかの会", "contact"] == "088-000-0003"
    assert "どこで活動しているか" in asked.loc["どこかの会", "asked"]
    assert len(answers.pins(city, "shopping").table.query("supports")) == 1
    assert "「位置参照情報(街区レベル)」(国土交通省)を加工して作成" in {one.source for one in found.evidence}


def test_a_list_of_names_and_telephones_is_taken_for_a_desks_own(desk):
    bare = pd.DataFrame([["助け合いの会", "徳島市佐古一番町5", "088-000-0009"]], columns=["名称", "住所", "電話番号"])
    bare.to_csv("名簿.csv", index=False)
    assert load("resources", "名簿.csv") == 0
    found = answers.roster(gathering.current(CITY))
    assert found.table["name"].tolist() == ["助け合いの会"]
    assert "088-000-0009" not in found.calls[0].answer.table.to_csv()
