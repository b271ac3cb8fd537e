"""What is changed in the page: laid over the lists, counted everywhere, kept when a newer list comes."""

import datetime as dt

import pandas as pd
import pytest

from shiensys import answers, gathering, loading, placing, recording
from shiensys.answers import registry
from shiensys.gathering.edits import laid_over
from shiensys.intake.request import Said
from shiensys.intake.upload import Upload
from shiensys.store import records
from shiensys.store.cities import CityRecord
from shiensys.store.records import ChangedError
from shiensys.tables.programme import Edit, Kept, Pair
from tests.city_of import registry as listed
from tests.city_of import resource

CITY = "36201"
RECORD = CityRecord(CITY, "徳島市", False, dt.date(2026, 10, 31))
ANY = registry.Wanted()
HEAD = "資源番号,名称,支え合いの種類,会場,住所,緯度,経度,定員,利用者数,月の回数,連絡先,連絡先の公開,状態\n"
SALON = "R1,八万サロン,サロン,,八万町1,34.05,134.55,20,5,4,090-1111-2222,内部,活動中\n"
CAR = "R2,買い物の車,買い物の手助け,,川内町1,34.06,134.56,8,4,4,088-000-0000,公開,活動中\n"
HALL = "施設番号,名称,所在地,緯度,経度\n1,川内公民館,徳島市川内町9,34.11,134.58\n"


def load(text: str, kind: str = "resources") -> None:
    said, upload = Said(), Upload.of("一覧.csv", text.encode())
    checked = loading.check(kind, upload, CITY, said)
    loading.store(kind, upload, checked, RECORD, said, who="a", accepted={})


@pytest.fixture
def stored(empty_store):
    load(HEAD + SALON + CAR)
    return gathering.current(CITY)


def change(city, resource_id, *, revision=None, **cells: str):
    return recording.save(city, registry.edited(city, resource_id, cells), who="調整役", revision=revision)


def row(city, resource_id):
    return city.resources.set_index("resource_id").loc[resource_id]


def test_an_edit_counts_wherever_the_registry_does(stored):
    before = answers.resources(stored).table.set_index("name").loc["八万サロン", "capacity"]
    change(stored, "registry/R1", capacity="30", status="inactive")
    city = gathering.current(CITY)
    assert (before, row(city, "registry/R1")["capacity"]) == (20, 30)
    assert "八万サロン" not in answers.placed(city).table["name"].tolist()
    assert "この画面での追加・変更1件" in answers.resources(city).evidence[0].source


def test_the_city_is_another_one_after_each_edit_and_pair_and_only_then(stored):
    assert gathering.version_of(CITY) == stored.version
    change(stored, "registry/R1", capacity="30")
    second = gathering.current(CITY)
    assert second.version == gathering.version_of(CITY) != stored.version
    pair = Pair(first="registry/R1", second="registry/R2", verdict="same", kept="registry/R1")
    recording.save(second, pair, who="b")
    third = gathering.current(CITY)
    assert third.version == gathering.version_of(CITY) != second.version
    assert third.resources["resource_id"].tolist() == ["registry/R1"]


def test_a_new_entry_is_a_resource_like_any_other(stored):
    change(stored, None, name="体操の会", kinds="salon", contact="090-3333-4444")
    city = gathering.current(CITY)
    new = city.resources[city.resources["part"] == "page"].iloc[0]
    assert (new["resource_id"], new["name"], new["status"]) == (f"page/{new['own_id']}", "体操の会", "active")
    placing.put(city, new["resource_id"], longitude=134.54, latitude=34.04, who="b")
    assert row(gathering.current(CITY), new["resource_id"])["point_from"] == "hand"
    assert registry.search(city, registry.Wanted(text="体操")).n == 1


def test_a_city_without_any_list_can_begin_in_the_page(empty_store):
    load("施設番号,名称,所在地,緯度,経度\n1,川内公民館,徳島市川内町9,34.11,134.58\n")
    change(gathering.current(CITY), None, name="川内体操", kinds="salon", venue="川内公民館")
    assert registry.search(gathering.current(CITY), ANY).n == 1


def test_an_edited_address_or_hall_is_looked_for_anew(stored):
    load(HALL)
    change(gathering.current(CITY), "registry/R1", venue="川内公民館", address="徳島市川内町9")
    found = row(gathering.current(CITY), "registry/R1")
    assert (found["point_from"], found["latitude"], found["longitude"]) == ("facility", 34.11, 134.58)
    change(gathering.current(CITY), "registry/R2", revision=None, fee="100円")
    assert row(gathering.current(CITY), "registry/R2")["point_from"] == "stated"


def test_an_address_written_otherwise_keeps_its_point(stored):
    change(stored, "registry/R1", address="八万町１番地")
    assert row(gathering.current(CITY), "registry/R1")["point_from"] == "stated"


def test_a_point_of_somebodys_hand_stays_with_another_name(stored):
    placing.put(stored, "registry/R1", longitude=134.54, latitude=34.04, who="b")
    change(gathering.current(CITY), "registry/R1", name="八万いきいきサロン")
    city = gathering.current(CITY)
    assert row(city, "registry/R1")["point_from"] == "hand"
    placing.put(city, "registry/R1", longitude=134.5, latitude=34.0, who="b")
    assert row(gathering.current(CITY), "registry/R1")["longitude"] == 134.5


def test_a_newer_list_doesnt_win_silently(stored):
    change(stored, "registry/R1", capacity="30")
    load(HEAD + SALON.replace(",20,5,", ",25,5,") + CAR)
    city = gathering.current(CITY)
    assert row(city, "registry/R1")["capacity"] == 30
    told = registry.sheet(city, "registry/R1").conflicts
    assert told == ("「定員」は、新しい一覧では「25」です。この画面で直した「30」を使っています。",)
    assert any("1件は、新しい一覧と違います" in note for note in registry.search(city, ANY, internal=True).notes)
    change(city, "registry/R1", revision=1, capacity="25")  # as the list says: no change any more
    assert registry.sheet(gathering.current(CITY), "registry/R1").conflicts == ()
    assert row(gathering.current(CITY), "registry/R1")["capacity"] == 25


def test_a_list_that_comes_to_say_the_same_is_no_conflict(stored):
    change(stored, "registry/R1", capacity="30")
    load(HEAD + SALON.replace(",20,5,", ",30,5,") + CAR)
    assert registry.sheet(gathering.current(CITY), "registry/R1").conflicts == ()


def test_an_edit_whose_resource_left_the_list_is_kept_and_told(stored):
    change(stored, "registry/R1", capacity="30")
    load(HEAD + CAR)
    city = gathering.current(CITY)
    assert city.resources["resource_id"].tolist() == ["registry/R2"]
    left = registry.left_over(city)
    assert left.table[["name", "columns"]].to_numpy().tolist() == [["八万サロン", "定員"]]
    assert "1件が、新しい一覧にありません" in left.headline[0]
    assert left.headline[0] in registry.search(city, ANY, internal=True).notes
    assert left.headline[0] not in registry.search(city, ANY).notes
    load(HEAD + SALON + CAR)
    assert row(gathering.current(CITY), "registry/R1")["capacity"] == 30


def kept(edit: Edit) -> Kept[Edit]:
    return Kept(edit, 1, dt.datetime(2026, 10, 31, tzinfo=dt.UTC), "a")


def test_a_row_that_is_known_by_its_place_alone_is_another_one_by_another_name():
    table = listed(resource("新しい会", resource_id="registry/registry-1", capacity=8.0))
    table = table.assign(part="registry", own_id="registry-1")
    edit = Edit(id="registry/registry-1", cells={"capacity": 99}, was={"name": "前からの会", "capacity": 5})
    changed, info = laid_over(table, [kept(edit)])
    assert (changed["capacity"].tolist(), info.gone) == ([8.0], ("registry/registry-1",))


def test_columns_keep_their_types_and_other_rows_their_cells(stored):
    change(stored, "registry/R1", users="6", contact_public="1", schedule="毎週火曜")
    recording.save(
        gathering.current(CITY), registry.confirmed(gathering.current(CITY), "registry/R2", "地区社協"), who="b"
    )
    before, after = stored.resources, gathering.current(CITY).resources
    assert after[list(before)].dtypes.to_dict() == before.dtypes.to_dict()
    assert after.loc[1, "assured_date"] == pd.Timestamp(2026, 10, 31)
    untouched = [name for name in before if name not in ("assured_date", "assurer")]
    pd.testing.assert_series_equal(after.loc[1, untouched], before.loc[1, untouched])


def test_taking_an_edit_back_brings_the_list_back(stored):
    saved = change(stored, "registry/R1", capacity="30")
    records.remove(CITY, Edit, "registry/R1", revision=saved.revision, who="b")
    assert row(gathering.current(CITY), "registry/R1")["capacity"] == 20


def test_the_second_of_two_who_edit_one_row_is_told(stored):
    change(stored, "registry/R1", capacity="30")
    with pytest.raises(ChangedError) as error:
        change(stored, "registry/R1", capacity="40")
    assert error.value.theirs.record.cells == {"capacity": 30}
