"""A roster of a small city: what it lacks in words, and who may see what."""

import pandas as pd
import pytest

from shiensys import answers
from tests import city_of
from tests.city_of import registry, resource

PRIVATE = "054-000-0001"
PUBLIC = "054-000-0002"
HALL = resource("小川公民館", kinds=None, place_type="公民館", longitude=138.315, latitude=34.805)
ENTRIES = (
    resource("小川サロン", venue="小川公民館", contact=PRIVATE, assured_date=pd.NaT),
    resource("小川　サロン", venue="小川公民館 2階", contact=PUBLIC, contact_public=True),
    resource("港の会", address="どこか1-2", capacity=None, assured_date=pd.Timestamp("2024-01-01")),
    resource("昔の会", status="defunct"),
)


def addresses() -> pd.DataFrame:
    return pd.DataFrame(
        {"level": ["town"], "municipality": "焼津市", "town": "中里", "longitude": 138.325, "latitude": 34.805}
    ).assign(hamlet=pd.Series([None], dtype="str"), block=pd.Series([None], dtype="str"), representative=True)


@pytest.fixture
def city():
    return of_rows(HALL, *ENTRIES, districts=city_of.districts())


def of_rows(*rows, **tables):
    table = registry(*rows).assign(part="", own_id=[row["resource_id"] for row in rows])
    table = table.assign(venue=pd.Series([row.get("venue") for row in rows], dtype="str"))
    return city_of.city(resources=table, **tables)


def test_the_headline_says_how_many_are_on_the_map_and_what_there_is_to_do(city):
    found = answers.roster(city)
    # the hall stands in the list with the others, as a place: nothing is asked of it
    assert found.headline == (
        "台帳の3件のうち2件が地図に出ています。残りの1件は、まだ場所がわかりません",
        "位置のもと: 施設の名前 2件。",
        "同じものらしい組が1組あります。",
        "1年以内に確認していないものが2件あります。",
        "連絡先のないものが1件あります。",
    )
    assert found.ways == {"stated": 0, "hand": 0, "facility": 2, "block": 0, "town": 0, "none": 1}


def test_each_list_names_its_entries(city):
    found = answers.roster(city)
    assert found.unplaced.table["name"].tolist() == ["港の会"]
    assert found.duplicates.table[["group", "name"]].values.tolist() == [[1, "小川サロン"], [1, "小川　サロン"]]
    assert found.unconfirmed.table["name"].tolist() == ["小川サロン", "港の会"]
    blanks = found.blanks.table.set_index("column")["n"]
    assert blanks["場所(地図に出せない)"] == 1
    assert blanks["定員"] == 1
    assert blanks["活動日"] == 3


def test_internal_contacts_are_for_those_who_may_see_them(city):
    def contacts(internal: bool) -> list[str]:
        lists = answers.roster(city, internal=internal).calls
        return [contact for each in lists for contact in each.answer.table["contact"]]

    assert PRIVATE not in contacts(internal=False)
    assert PUBLIC in contacts(internal=False)
    assert "庁内だけの連絡先です" in contacts(internal=False)
    assert PRIVATE in contacts(internal=True)


def test_an_internal_contact_stands_nowhere_but_in_the_calls(city):
    found = answers.roster(city, internal=True)
    for each in (found, found.unplaced, found.duplicates, found.unconfirmed):
        assert PRIVATE not in each.table.to_csv()


def test_calls_are_sorted_by_who_supports_the_district():
    listed = pd.DataFrame({"district": list(city_of.AREAS), "reading": "よみ", "area": "南"}, dtype="str")
    listed = listed.assign(coordinator=["社協", "社協", "包括", None], order=pd.array([1, 2, 3, 4], dtype="Int32"))
    bare = {"assured_date": pd.NaT}
    city = of_rows(
        resource("港の会", "港", **bare),
        resource("小川の会", "小川", **bare),
        resource("和田の会", "和田", **bare),
        resource("大富の会", "大富", **bare),
        resource("市の会", "市全域", **bare),
        districts=city_of.districts(),
        district_list=listed,
    )
    found = {each.who: each.answer.table["name"].tolist() for each in answers.roster(city).calls}
    assert found == {
        "社協": ["港の会", "小川の会"],
        "包括": ["和田の会"],
        "大富": ["大富の会"],
        "地区のわからないもの": ["市の会"],
    }


def test_what_to_ask_is_said_in_words(city):
    rows = pd.concat([each.answer.table for each in answers.roster(city).calls]).set_index("name")
    assert (
        rows.loc["港の会", "asked"]
        == "どこで活動しているか、いつ活動しているか、何人まで来られるか、連絡先、いまも続いているか"
    )
    assert rows.loc["小川サロン", "asked"] == "いつ活動しているか、いまも続いているか"


def test_a_point_for_a_town_says_so_and_is_credited():
    city = of_rows(resource("中里の会", address="中里5"), districts=city_of.districts(), address_points=addresses())
    found = answers.roster(city)
    assert found.table.loc[0, "point_text"] == "町(中里)の代表点。おおよその位置です"
    assert "1件は、町の代表点に置いています。建物の位置ではありません。" in found.notes
    assert "住所からの位置" in [one.what for one in found.evidence]
    pin = answers.pins(city, "shopping").table.iloc[0]
    assert (pin["coarse"], pin["district"]) == (True, "和田")


def test_halls_of_one_name_are_offered():
    other = HALL | {"resource_id": "x", "longitude": 138.39, "address": "別の町1"}
    found = answers.roster(of_rows(HALL, other, resource("サロン", venue="小川公民館")))
    assert found.unplaced.table.loc[0, "maybe"] == "小川公民館、小川公民館(別の町1)"


def test_without_a_roster_the_answer_says_what_to_load():
    found = answers.roster(city_of.city(districts=city_of.districts()))
    assert "まだ、市の台帳がありません" in found.headline[0]
    assert found.calls == ()
