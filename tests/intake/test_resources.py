"""Lists of places and activities: the city's own, and those that are published."""

import datetime as dt

import geopandas as gpd
import pytest
from shapely.geometry import box

from shiensys.intake.request import Request
from shiensys.intake.roster.resources import read_resources
from tests.intake.sheets_made import TODAY, TOKUSHIMA, codes, read, refusal, text_file, workbook_file

OWN = "名称,支え合いの種類,対象地区,定員,利用者数,緯度,経度,状態,連絡先,連絡先の公開,確認日\n"
CLEAN = "八万サロン,通いの場・サロン,八万,20,12,34.05,134.54,活動中,088-000-0000,公開,令和8年9月1日\n"
DISTRICTS = gpd.GeoDataFrame(
    {"district_id": ["1", "2"], "name": ["八万", "加茂"], "area": ["南", "西"]},
    geometry=[box(134.5, 34.0, 134.6, 34.1), box(134.4, 34.0, 134.5, 34.1)],
    crs=6668,
)
PLACES = "名称,住所,緯度,経度\n"


def own(tmp_path, *rows: str, head: str = OWN, **said):
    return read(read_resources, tmp_path, head + "".join(rows), **said)


def test_a_clean_registry_passes_without_a_word(tmp_path):
    found = own(tmp_path, CLEAN, districts=DISTRICTS)
    row = found.table.iloc[0]
    assert found.findings == ()
    assert found.part == "registry"
    assert (row["name"], row["kinds"], row["serves"]) == ("八万サロン", "salon", "八万")
    assert (row["capacity"], row["users"], row["status"]) == (20, 12, "active")
    assert row["assured_date"].date() == dt.date(2026, 9, 1)
    assert row["contact_public"]
    assert row["resource_id"] == "registry-1"


def test_a_contact_is_internal_unless_somebody_says_public(tmp_path):
    silent = CLEAN.replace("公開,", ",")
    inside = CLEAN.replace("公開,", "内部,")
    assert own(tmp_path, CLEAN, silent, inside).table["contact_public"].tolist() == [True, False, False]


def test_several_kinds_share_one_capacity_by_the_citys_shares(tmp_path):
    head = "名称,支え合いの種類,種類の配分,定員\n"
    table = own(tmp_path, "助け隊,買い物の手助け;ごみ出し,60%;40%,10\n", head=head).table
    assert table.loc[0, ["kinds", "kind_shares", "capacity"]].tolist() == ["shopping;rubbish", "0.6;0.4", 10]
    assert "同じ個数" in refusal(lambda: own(tmp_path, "助け隊,ごみ出し,0.6;0.4,10\n", head=head))[0]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            "通いの場・サロン",
            "カラオケ",
            "a.csv 3行目 「支え合いの種類」列: 「カラオケ」という支え合いの種類はありません。",
        ),
        ("令和8年9月1日", "2027-01-01", "a.csv 3行目 「確認日」列: 今日(令和8年11月21日)より先の日付です。"),
        ("活動中", "たぶん", "a.csv 3行目 「状態」列: 決められた言葉ではありません。"),
        ("34.05,134.54", "134.54,34.05", "a.csv 3行目: 緯度と経度が入れ替わっています。"),
        ("34.05,134.54", "5,134.54", "a.csv 3行目: 位置が日本の外にあります。"),
        ("34.05,134.54", "34.05,", "a.csv 3行目: 緯度と経度の一方しかありません。"),
        ("34.05,134.54", "北緯34度,134.54", "a.csv 3行目 「緯度」列: 緯度・経度として読めません。"),
        ("20,12", "-20,12", "a.csv 3行目 「定員」列: マイナスの数が入っています。"),
        ("20,12", "20,十人", "a.csv 3行目 「利用者数」列: 数字として読めません。"),
    ],
)
def test_a_faulty_row_is_refused_by_its_number(tmp_path, before, after, sentence):
    said = refusal(lambda: own(tmp_path, CLEAN, CLEAN.replace(before, after)))
    assert said[0].startswith(sentence)


def test_unknown_districts_are_named_and_kept(tmp_path):
    found = own(tmp_path, CLEAN, CLEAN.replace(",八万,", ",八満；加茂,"), districts=DISTRICTS)
    assert codes(found.findings) == ["unknown_districts"]
    assert "八満" in str(found.findings[0])
    assert found.table["serves"].tolist() == ["八万", "八満;加茂"]


def test_the_whole_city_and_beyond_are_no_unknown_districts(tmp_path):
    rows = [CLEAN.replace(",八万,", f",{words},") for words in ("全市", "市外;八万", "不明")]
    found = own(tmp_path, *rows, districts=DISTRICTS)
    assert found.findings == ()
    assert found.table["serves"].tolist() == ["市全域", "市外;八万", "不明"]


def test_a_registry_that_serves_another_citys_districts_is_refused(tmp_path):
    said = refusal(lambda: own(tmp_path, CLEAN.replace(",八万,", ",焼津東,"), districts=DISTRICTS))
    assert "一致する名前が1つもありません" in said[0]


def test_a_capacity_in_words_is_worked_out_and_said(tmp_path):
    rows = (CLEAN.replace(",20,", ',"(1) 45名、(2) 20名",'), CLEAN.replace(",20,", ",応相談,"))
    found = own(tmp_path, *rows)
    assert found.table["capacity"].fillna(-1).tolist() == [65, -1]
    said = [str(finding) for finding in found.findings if finding.code.startswith("capacity")]
    assert said[0].startswith("a.csv 2行目 「定員」列: 「(1) 45名、(2) 20名」を65人と読みました。")
    assert said[1].startswith("a.csv 3行目 「定員」列: 人数として読めないので、不明としました。")


def test_a_row_without_a_name_is_left_out_and_said(tmp_path):
    found = own(tmp_path, CLEAN, CLEAN.replace("八万サロン", ""), districts=DISTRICTS)
    assert codes(found.findings) == ["rows_without_name"]
    assert len(found.table) == 1


def test_numbers_that_stand_twice_are_replaced_and_said(tmp_path):
    head = "資源番号,名称,支え合いの種類\n"
    assert own(tmp_path, "R1,甲,除雪\nR2,乙,除雪\n", head=head).table["resource_id"].tolist() == ["R1", "R2"]
    found = own(tmp_path, "R1,甲,除雪\nR1,乙,除雪\n", head=head)
    assert found.table["resource_id"].tolist() == ["registry-1", "registry-2"]
    assert "keys_replaced" in codes(found.findings)


def test_a_row_added_without_a_number_leaves_the_others_theirs(tmp_path):
    head = "資源番号,名称,支え合いの種類\n"
    rows = "registry-1,甲,除雪\n,乙,除雪\nR7,丙,除雪\nR8,丁,除雪\nR8,戊,除雪\n"
    found = own(tmp_path, rows, head=head)
    assert found.table["resource_id"].tolist() == ["registry-1", "registry-2", "R7", "registry-3", "registry-4"]
    assert [each.rows for each in found.findings if each.code == "keys_replaced"] == [(3, 5, 6)]


def test_a_roster_without_kinds_loads_as_places_and_says_so(tmp_path):
    found = own(tmp_path, "体操の会,八万,12\n", head="活動名,活動地区,参加者数\n", districts=DISTRICTS)
    assert "kinds_missing" in codes(found.findings)
    assert found.table.loc[0, ["name", "serves", "users"]].tolist() == ["体操の会", "八万", 12]
    assert not found.table.loc[0, "contact_public"]


def test_names_of_persons_are_never_read(tmp_path):
    head = "名称,支え合いの種類,代表者氏名\n"
    assert "個人が分かる列" in refusal(lambda: own(tmp_path, "甲,除雪,山田\n", head=head))[0]


def test_a_workbook_is_read_like_a_text(tmp_path):
    rows = [["資源番号", "名称", "支え合いの種類", "定員", "確認日"], [1, "甲", "除雪", 20, dt.date(2026, 9, 1)]]
    path = workbook_file(tmp_path / "a.xlsx", 台帳=rows)
    row = read_resources(Request(path, TOKUSHIMA, TODAY)).table.iloc[0]
    assert (row["resource_id"], row["capacity"], str(row["assured_date"].date())) == ("1", 20, "2026-09-01")


def test_a_list_of_names_and_points_loads_as_places_and_says_so(tmp_path):
    found = read(read_resources, tmp_path, PLACES + "公民館,八万町1,34.05,134.54\n")
    assert codes(found.findings) == ["unknown_layout"]
    assert found.table["kinds"].isna().all()
    assert found.table["contact_public"].all()


def test_a_list_without_addresses_and_points_is_refused(tmp_path):
    assert "場所の一覧として読めません" in refusal(lambda: read(read_resources, tmp_path, "名称,電話番号\n甲,1\n"))[0]


def test_a_mapping_names_the_headings_of_an_unknown_list(tmp_path):
    text = "よびな,ところ,住所\n甲,34.05,八万町\n"
    found = read(read_resources, tmp_path, text, mapping={"name": "よびな"})
    assert found.table["name"].tolist() == ["甲"]


def test_places_outside_every_district_are_kept_counted_and_listed(tmp_path):
    rows = "内,八万町1,34.05,134.54\n外,川内町1,34.20,134.54\n"
    found = read(read_resources, tmp_path, PLACES + rows, districts=DISTRICTS)
    assert len(found.table) == 2
    assert "2か所のうち1か所は、どの地区の中にもありません" in str(found.findings[-1])
    assert str(found.findings[-1]).endswith("外")


def test_another_citys_places_are_refused(tmp_path):
    text = PLACES + "甲,焼津,34.86,138.32\n乙,焼津,34.87,138.32\n丙,八万,34.05,134.54\n"
    assert (
        "3か所のうち2か所が、この市から50km以上"
        in refusal(lambda: read(read_resources, tmp_path, text, near=(134.4, 34.0, 134.6, 34.1)))[0]
    )


def test_blank_points_and_zeros_stay_in_the_list(tmp_path):
    found = read(read_resources, tmp_path, PLACES + "甲,八万,,\n乙,八万,0,0\n")
    assert found.table["longitude"].isna().all()
    assert "2か所あります(行: 2、3)" in str(found.findings[-1])


def test_one_point_for_two_addresses_is_said_but_not_for_two_spellings_of_one(tmp_path):
    same = "甲,八万町1丁目2番3号,34.05,134.54\n乙,八万町１－２－３,34.05,134.54\n"
    assert "shared_points" not in codes(read(read_resources, tmp_path, PLACES + same).findings)
    other = same + "丙,八万町9,34.05,134.54\n"
    assert codes(read(read_resources, tmp_path, PLACES + other).findings)[-1] == "shared_points"


def test_a_list_of_several_municipalities_is_cut_to_the_city(tmp_path):
    head = "全国地方公共団体コード,名称,所在地_連結表記,医療機関の種類\n"
    rows = "362018,甲医院,八万町,診療所\n362026,乙医院,鳴門,診療所\n"
    found = read(read_resources, tmp_path, head + rows)
    assert found.table["name"].tolist() == ["甲医院"]
    assert "1行を除き" in str(found.findings[0])
    assert "別の市区町村" in refusal(lambda: read(read_resources, tmp_path, head + "362026,乙医院,鳴門,診療所\n"))[0]


def test_a_code_column_that_holds_a_prefecture_is_the_sources_fault(tmp_path):
    head = "都道府県コード又は市区町村コード,介護サービス事業所名称,実施サービス,住所,定員\n"
    found = read(read_resources, tmp_path, head + "徳島県,甲,通所介護,八万町,23名\n")
    assert codes(found.findings) == ["no_codes", "without_point"]
    assert found.table.loc[0, ["place_type", "capacity"]].tolist() == ["通所介護", 23]


@pytest.mark.parametrize(
    ("headings", "row", "place_type"),
    [
        ("名称,住所,設置位置,小児対応設備の有無", "本館,八万町,2階,有", "AED"),
        ("名称,所在地,災害種別_洪水", "体育館,八万町,1", "指定緊急避難場所"),
        ("名称,住所,POIコード,利用可能曜日,備考", "会館,八万町,,月,公民館", "公民館"),
        ("名称,住所,POIコード,利用可能曜日,備考", "会館,八万町,,月,改修工事のため当面のあいだ休館します", "公共施設"),
        ("登録施設名,住所,業種", "薬局,八万町,ドラッグストア", "ドラッグストア"),
    ],
)
def test_what_kind_of_place_comes_from_the_list(tmp_path, headings, row, place_type):
    found = read(read_resources, tmp_path, f"{headings}\n{row}\n")
    assert found.table.loc[0, "place_type"] == place_type


def test_opening_hours_become_one_line(tmp_path):
    text = "名称,住所,POIコード,利用可能曜日,開始時間,終了時間\n会館,八万町,,月火,9:00,17:00\n"
    assert read(read_resources, tmp_path, text).table.loc[0, "schedule"] == "月火 9:00〜17:00"


def test_a_list_is_named_by_its_file_and_confirmed_on_the_day_that_the_user_gives(tmp_path):
    path = text_file(tmp_path / "362018_aed.csv", PLACES + "甲,八万,34.05,134.54\n")
    found = read_resources(Request(path, TOKUSHIMA, TODAY, date=dt.date(2026, 4, 1)))
    assert found.part == "aed"
    assert found.table.loc[0, "resource_id"] == "aed-1"
    assert found.table.loc[0, "assured_date"].date() == dt.date(2026, 4, 1)


def test_a_place_that_is_listed_twice_is_said(tmp_path):
    rows = "八万公民館,八万町1-2,,\n内町公民館,内町3,,\n八万 公民館,八万町１−２,,\n八万公民館,八万町9,,\n"
    (found,) = [one for one in read(read_resources, tmp_path, PLACES + rows).findings if one.code == "listed_twice"]
    assert found.rows == (2, 4)
