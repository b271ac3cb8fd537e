"""What a city takes along it can bring back: exported files go through the upload and come out the same."""

import csv
import datetime as dt
from dataclasses import replace
from io import BytesIO, StringIO

import openpyxl
import pandas as pd
import pytest

from shiensys import answers, gathering, loading, recording
from shiensys.answers.registry import editing
from shiensys.answers.registry.opendata import opendata
from shiensys.answers.registry.own import own
from shiensys.answers.registry.public import public
from shiensys.intake import templates
from shiensys.intake.request import Said
from shiensys.intake.upload import Upload
from shiensys.show import hsds
from shiensys.show import opendata as standard
from shiensys.store.cities import CityRecord
from shiensys.tables.resources import Resources
from shiensys.tables.values import plain
from tests import city_of
from tests.city_of import registry, resource

PRIVATE = "054-000-0001"
RECORD = CityRecord("36201", "徳島市", False, dt.date(2026, 10, 31))
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


HEAD = "資源番号,名称,支え合いの種類,定員,利用者数,連絡先,連絡先の公開,状態\n"
LISTED = "R1,八万サロン,サロン,20,5,090-1111-2222,内部,活動中\n"
TAKEN_AWAY = {
    "name": "体操の会 第２班", "kinds": "salon;talk", "capacity": "12", "users": "8", "schedule": "毎週火曜 １０時〜",
    "contact": PRIVATE, "serves": "", "assured_date": "2026-10-01", "fee": "100円",
}  # fmt: skip


def loaded(name, content):
    said, upload = Said(), Upload.of(name, content)
    checked = loading.check("resources", upload, RECORD.code, said)
    reasons = {finding.code: "確かめた" for finding in checked.mended}
    loading.store("resources", upload, checked, RECORD, said, who="a", accepted=reasons)
    return gathering.current(RECORD.code)


def kept_in_page(city, place, **cells):
    kept = city.edits.kept.get(place)
    edit = editing.edited(city, place, cells)
    recording.save(city, edit, who="調整役", revision=kept.revision if kept else None)
    return gathering.current(RECORD.code), edit.id


def brought_back(city, *, internal=True, **cells):
    """Take the registry along in the template, write something into the last row there, and load it again."""
    book = openpyxl.load_workbook(BytesIO(filled(city, internal=internal)))
    sheet = book["入力"]
    heads = next(row for row in sheet.iter_rows() if "名称" in [cell.value for cell in row])
    last = max(row[0].row for row in sheet.iter_rows() if row[0].value)
    for head, value in cells.items():
        sheet.cell(last, next(cell.column for cell in heads if cell.value == head), value)
    whole = BytesIO()
    book.save(whole)
    return loaded("台帳.xlsx", whole.getvalue())


@pytest.fixture
def begun(empty_store):
    return loaded("一覧.csv", (HEAD + LISTED).encode())


def test_what_was_added_in_the_page_comes_back_as_the_same_entry(begun):
    city, place = kept_in_page(begun, None, **TAKEN_AWAY)
    before = answers.registry.sheet(city, place, internal=True)
    city = brought_back(city)
    after = answers.registry.sheet(city, place, internal=True)
    assert city.resources["resource_id"].tolist() == ["registry/R1", place]  # links, matches and history stay with it
    assert (city.edits.held, city.edits.conflicts, city.edits.gone) == ((place,), {}, ())
    assert after.facts[:-1] == before.facts[:-1]
    assert after.facts[-1][1].endswith("読み込んだ一覧にも同じ内容であります")
    assert any("1件は、読み込んだ一覧にも同じ" in note for note in search(city).notes)
    assert "この画面での追加" not in evidence_of(city)


def test_what_a_file_says_otherwise_of_such_an_entry_is_told_and_can_be_taken(begun):
    city, place = kept_in_page(begun, None, **TAKEN_AWAY)
    city = brought_back(city, internal=False, 定員=15)  # without the contact, which stays
    assert set(city.edits.conflicts[place]) == {"capacity", "contact"}
    told = answers.registry.sheet(city, place, internal=True).conflicts
    assert "「定員」は、新しい一覧では「15」です。この画面で直した「12」を使っています。" in told
    assert city.resources["contact"].tolist()[-1] == PRIVATE
    recording.save(city, editing.as_listed(city, place), who="調整役", revision=1)
    city = gathering.current(RECORD.code)
    assert city.resources[["capacity", "contact"]].iloc[-1].fillna("").tolist() == [15, ""]
    assert (city.edits.held, city.edits.conflicts) == ((place,), {})


def test_such_an_entry_is_still_mended_in_the_page(begun):
    city, place = kept_in_page(begun, None, **TAKEN_AWAY)
    city, _ = kept_in_page(brought_back(city), place, capacity="14", fee="")
    mended = city.resources.set_index("resource_id").loc[place]
    assert (mended["capacity"], plain(mended["fee"])) == (14, None)
    assert len(city.resources) == 2
    city = loaded("一覧.csv", (HEAD + LISTED).encode())  # a list that never heard of it takes nothing away
    assert city.resources.set_index("resource_id").loc[place, "capacity"] == 14


def test_an_edit_that_a_list_took_over_falls_away(begun):
    city, _ = kept_in_page(begun, "registry/R1", capacity="30")
    city = brought_back(city)
    assert (city.edits.held, city.edits.conflicts) == (("registry/R1",), {})
    assert answers.registry.sheet(city, "registry/R1").facts[-1][1].endswith("読み込んだ一覧も同じ内容になりました")
    assert city.resources["capacity"].tolist() == [30]


def search(city):
    return answers.registry.search(city, answers.registry.Wanted(), internal=True)


def evidence_of(city):
    return answers.resources(city).evidence[0].source
