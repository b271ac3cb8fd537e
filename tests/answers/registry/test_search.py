"""The registry searched: what fits, what can't be told, and what viewers never see."""

import math

import pytest

from shiensys.answers.registry import MOST_POINTS, Wanted, search
from tests.city_of import city, districts, registry, resource

SALON = resource(
    "八万サロン", kinds="salon", schedule="毎週火曜 10時〜12時", fee="無料", eligibility="どなたでも", transport="送迎",
    contact="090-1111-2222", longitude=138.305, latitude=34.805, capacity=20.0, users=5.0,
)  # fmt: skip
CAR = resource(
    "買い物の車", schedule="月2回", fee="実費", eligibility="65歳以上", contact="054-000-0000", contact_public=True,
    longitude=138.315, latitude=34.805,
)  # fmt: skip
CLOSED = resource("休止の会", status="inactive", longitude=138.305, latitude=34.806)
NOWHERE = resource("場所のない会", serves="小川", users=None)
HALL = resource("港公民館", kinds=None, place_type="公民館", longitude=138.306, latitude=34.806)
CITY = city(districts=districts(), resources=registry(SALON, CAR, CLOSED, NOWHERE, HALL))


def names(found) -> list[str]:
    return found.table["name"].tolist()


def test_without_a_wish_all_that_goes_on_is_found_and_halls_are_no_entries():
    found = search(CITY, Wanted())
    assert sorted(names(found)) == ["八万サロン", "場所のない会", "買い物の車"]
    assert (found.n, found.placed, found.pages) == (3, 2, 1)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(text="さろん"), ["八万サロン"]),
        (Wanted(text="買い物の手助け 車"), ["買い物の車"]),
        (Wanted(kinds=("salon",)), ["八万サロン"]),
        (Wanted(days=("TU", "SU")), ["八万サロン"]),
        (Wanted(free_only=True), ["八万サロン"]),
        (Wanted(fee_most=100), ["八万サロン"]),
        (Wanted(transport=True), ["八万サロン"]),
        (Wanted(who="65歳"), ["八万サロン", "買い物の車"]),
        (Wanted(status=("inactive",)), ["休止の会"]),
        (Wanted(text="サロン", days=("WE",)), []),
    ],
)
def test_each_wish_must_fit(wanted, expected):
    assert names(search(CITY, wanted)) == expected


def test_what_cant_be_told_is_left_out_and_counted():
    found = search(CITY, Wanted(days=("TU",)))
    assert "曜日が読み取れない2件は、入っていません。" in found.notes
    assert "費用がわからない2件は、入っていません。" in search(CITY, Wanted(free_only=True)).notes


def test_a_district_has_what_stands_in_it_and_what_serves_it():
    ids = dict(zip(CITY.districts["name"], CITY.districts["district_id"], strict=True))
    assert "場所のない会" in names(search(CITY, Wanted(districts=(ids["小川"],))))
    assert search(CITY, Wanted(districts=("nowhere",))).n == 0


def test_the_nearest_comes_first_and_the_way_of_measuring_is_said():
    near = str(CITY.districts["district_id"].iloc[0])
    found = search(CITY, Wanted(near=near))
    metres = found.table["distance_m"].tolist()
    assert metres[0] < metres[1]
    assert math.isnan(metres[2])
    assert any("まっすぐに測った" in note for note in found.notes)
    assert names(search(CITY, Wanted(near=near, within_m=int(metres[0]) + 1))) == [found.table["name"].iloc[0]]


def test_an_internal_contact_is_only_for_those_who_may_see_it():
    found = search(CITY, Wanted())
    whole = found.table.to_csv() + found.points.to_csv() + repr(found)
    assert "090-1111-2222" not in whole
    assert "054-000-0000" in whole
    assert "090-1111-2222" in search(CITY, Wanted(), internal=True).table.to_csv()
    assert search(CITY, Wanted(text="090-1111-2222"), internal=True).n == 0


def test_pages_hold_fifty_and_a_page_beyond_the_last_is_the_last():
    many = city(districts=districts(), resources=registry(*[resource(f"会{n:03}") for n in range(120)]))
    found = search(many, Wanted(page=9))
    assert (found.n, found.pages, names(found)) == (120, 3, [f"会{n:03}" for n in range(100, 120)])


def test_of_too_many_places_a_map_gets_counts_by_district():
    at = {"longitude": 138.305, "latitude": 34.805}
    rows = [resource(f"会{n}", **at) for n in range(MOST_POINTS + 1)]
    found = search(city(districts=districts(), resources=registry(*rows)), Wanted())
    assert found.points.empty
    assert found.by_district["n"].sum() == MOST_POINTS + 1
    assert search(CITY, Wanted()).by_district.empty


def test_a_city_without_anything_gives_an_empty_list_and_a_sentence():
    found = search(
        city(districts=districts()), Wanted(text="会", days=("MO",), free_only=True, who="人", transport=True)
    )
    assert (found.n, found.points.empty) == (0, True)
    assert search(city(districts=districts()), Wanted()).headline == ("この市の資源はまだ登録されていません。",)


def test_a_kind_of_another_day_keeps_its_key_marked():
    old = city(districts=districts(), resources=registry(resource("昔の会", kinds="kagura")))
    assert search(old, Wanted()).table["kinds_text"].tolist() == ["kagura(今はない種類)"]


def test_free_places_are_capacity_less_users_and_never_guessed():
    table = search(CITY, Wanted()).table.set_index("name")
    assert table.loc["八万サロン", ["free_places", "places_words"]].tolist() == [15.0, "空き15人"]  # 20 × 4 ÷ 4 − 5
    assert table.loc["買い物の車", "places_words"] == "空き4人"  # 8 × 4 ÷ 4 − 4
    assert table.loc["場所のない会", "places_words"] == "定員8人"
