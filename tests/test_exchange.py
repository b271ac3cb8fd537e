"""What a city takes along it can bring back: exported files go through the upload and come out the same."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO

import openpyxl
import pandas as pd
import pytest

from shiensys import loading
from shiensys.answers.registry.opendata import opendata
from shiensys.answers.registry.own import own
from shiensys.answers.registry.public import public
from shiensys.intake import templates
from shiensys.intake.request import Said
from shiensys.intake.upload import Upload
from shiensys.show import hsds
from shiensys.show import opendata as standard
from shiensys.tables.resources import Resources
from tests import city_of
from tests.city_of import registry, resource

PRIVATE = "054-000-0001"
ROWS = (
    resource(
        "=小川サロン", kinds="salon;talk", kind_shares="0.7;0.3", resource_id="R001", provider_kind="地区社協",
        channel="一般介護予防", venue="小川公民館", address="小川町1-2", longitude=138.315, latitude=34.805,
        schedule="毎週火曜 10時〜12時", fee="100円", eligibility="65歳以上", transport="徒歩", contact="054-000-0002",
        contact_public=True, hours_month=2.5, place_type="公民館", assurer="第2層コーディネーター",
    ),
    resource("買い物の会", serves="港;小川", resource_id="R002", contact=PRIVATE, schedule="予約制", users=None),
    resource("昔の会", status="temporarily closed", resource_id="R003", assured_date=pd.NaT, capacity=None),
)  # fmt: skip
MORE = ("channel", "venue", "eligibility", "transport", "assurer")


@pytest.fixture
def city():
    table = registry(*ROWS).assign(part="registry", own_id=[row["resource_id"] for row in ROWS])
    for name in MORE:
        table[name] = pd.Series([row.get(name) for row in ROWS], dtype="str")
    return city_of.city(resources=table, districts=city_of.districts())


def read(name, content):
    """Read a file as the upload does; nothing in it had to be mended."""
    checked = loading.check("resources", Upload.of(name, content), "22212", Said())
    assert checked.mended == ()
    return checked.table


def held(city):
    table = city.resources.reindex(columns=list(Resources.to_schema().columns)).reset_index(drop=True)
    days = table["assured_date"].astype("datetime64[ns]")
    return table.assign(resource_id=city.resources["own_id"].to_numpy(), assured_date=days)


def filled(city, *, internal):
    told = own(city, internal=internal)
    return templates.template("resources", tuple(city.districts["name"]), table=told.table, notes=told.notes)


def test_the_template_brings_every_cell_back(city, empty_store):
    back = read("daicho.xlsx", filled(city, internal=True))
    pd.testing.assert_frame_equal(back, held(city), check_dtype=False)


def test_without_internal_contacts_the_template_says_what_it_lacks(city):
    book = openpyxl.load_workbook(BytesIO(filled(city, internal=False)))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(PRIVATE in cell for cell in cells)
    assert "054-000-0002" in cells
    assert any("庁内だけの連絡先" in cell for cell in cells)


def test_no_text_becomes_a_formula_in_any_file(city):
    book = openpyxl.load_workbook(BytesIO(filled(city, internal=True)))
    assert {cell.data_type for row in book["入力"].iter_rows() for cell in row} <= {"s", "n", "d"}
    assert ",'=小川サロン," in standard.csv_bytes(opendata(city)).decode("utf-8-sig")


def test_the_standard_layout_comes_back_as_the_places_that_it_holds(city, empty_store):
    back = read("222127_support.csv", standard.csv_bytes(opendata(city)))
    before = held(city).query("status == 'active'").reset_index(drop=True)
    same = ["resource_id", "name", "longitude", "latitude"]
    pd.testing.assert_frame_equal(back[same], before[same], check_dtype=False)
    assert back["address"].fillna("").tolist() == ["小川町1-2 小川公民館", ""]
    assert back["place_type"].tolist() == ["公民館", "公共施設"]  # what the layout says of a place without a word
    assert back["contact"].fillna("").tolist() == ["054-000-0002", ""]
    assert back["schedule"].tolist() == ["火 10:00〜12:00 毎週火曜 10時〜12時", "予約制"]


def test_the_standard_layout_has_its_56_columns_and_no_word_that_is_internal(city):
    text = standard.csv_bytes(opendata(city)).decode("utf-8-sig")
    head, first, *_ = csv.reader(StringIO(text))
    assert len(head) == 56
    row = dict(zip(head, first, strict=True))
    assert row["全国地方公共団体コード"] == "222127"
    assert row["地方公共団体名"] == "静岡県焼津市"
    assert (row["利用可能曜日"], row["開始時間"], row["終了時間"]) == ("火", "10:00", "12:00")
    assert "支え合いの種類: 通いの場・サロン、" in row["説明"]
    assert "出典: resources.csv(令和8年10月31日時点)" in row["説明"]
    assert PRIVATE not in text
    assert "昔の会" not in text


def test_a_fictional_city_says_so_in_each_row_of_the_standard_layout(city):
    made_up = replace(city, record=replace(city.record, fictional=True))
    rows = list(csv.DictReader(StringIO(standard.csv_bytes(opendata(made_up)).decode("utf-8-sig"))))
    assert all("架空" in row["説明"] for row in rows)
    assert any("架空" in note for note in own(made_up).notes)


@pytest.mark.parametrize("what", ["hsds", "opendata", "template"])
def test_a_city_without_a_registry_gives_an_empty_file(what):
    empty = city_of.city(districts=city_of.districts())
    made = {
        "hsds": lambda: hsds.package(public(empty)),
        "opendata": lambda: standard.csv_bytes(opendata(empty)),
        "template": lambda: templates.template("resources", (), table=own(empty).table),
    }
    assert made[what]()
