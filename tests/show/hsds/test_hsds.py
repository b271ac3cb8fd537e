"""The public registry as a package of the standard: what is in it, what never is, and that it keeps to the standard."""

import json

import pandas as pd
import pytest

from shiensys.answers.registry.public import public
from shiensys.show import hsds
from shiensys.show.hsds.layout import TABLES
from shiensys.store.cities import CityRecord
from tests import city_of
from tests.city_of import registry, resource
from tests.show.hsds import hsds_standard as standard
from tests.show.hsds.hsds_standard import opened, rows_of, wrong

PRIVATE = "054-000-0001"
SALON = resource(
    "小川サロン", kinds="salon;talk", resource_id="a", provider_kind="地区社協", venue="小川公民館",
    address="小川町1-2", longitude=138.315, latitude=34.805, schedule="第1・3水曜 13:30〜15:00", fee="1回100円",
    eligibility="65歳以上", transport="徒歩", contact="054-000-0002", contact_public=True, capacity=20.0, users=12.0,
)  # fmt: skip
SHOPPING = resource(
    "=買い物の会", resource_id="b", serves="港;小川", venue="小川公民館", address="小川町1-2", longitude=138.315,
    latitude=34.805, contact=PRIVATE, schedule="予約制", fee="実費", capacity=None, assured_date=pd.NaT,
)  # fmt: skip
CLOSED = resource("昔の会", resource_id="c", status="defunct")
HALL = resource("小川公民館", kinds=None, place_type="公民館", resource_id="d", longitude=138.315, latitude=34.805)


def of_rows(*rows, record=city_of.RECORD):
    table = registry(*rows).assign(part="", own_id=[row["resource_id"] for row in rows])
    for name in ("venue", "eligibility", "transport"):
        table[name] = pd.Series([row.get(name) for row in rows], dtype="str")
    return city_of.city(record=record, resources=table, districts=city_of.districts())


@pytest.fixture(scope="module")
def files():
    return opened(hsds.package(public(of_rows(SALON, SHOPPING, CLOSED, HALL)), licence="CC BY 4.0"))


@pytest.fixture(scope="module")
def services(files):
    return {each["name"]: each for each in json.loads(files["services.json"])["contents"]}


def test_documents_and_tables_keep_to_the_standard(files):
    assert wrong(files) == []


def test_the_description_of_the_standard_finds_what_is_wrong(services):
    page = {"total_items": 1, "total_pages": 1, "page_number": 1, "size": 1, "first_page": True, "last_page": True}
    no_id = {"schedules": [{"freq": "WEEKLY"}]}
    for slip in ({"status": "open"}, {"id": "1"}, {"assured_date": "令和8年"}, {"colour": "red"}, no_id):
        document = {**page, "empty": False, "contents": [services["小川サロン"] | slip]}
        assert list(standard.validator().iter_errors(document)), slip


def test_a_service_tells_what_the_registry_tells(services):
    salon = services["小川サロン"]
    assert salon["status"] == "active"
    assert salon["organization"]["name"] == "地区社協"
    assert salon["assured_date"] == "2026-09-01"
    assert salon["phones"][0]["number"] == "054-000-0002"
    schedule = {name: value for name, value in salon["schedules"][0].items() if name != "id"}
    assert schedule == {
        "description": "第1・3水曜 13:30〜15:00", "timezone": 9, "freq": "MONTHLY", "interval": 1, "byday": "1WE,3WE",
        "opens_at": "13:30+09:00", "closes_at": "15:00+09:00",
    }  # fmt: skip
    cost = salon["cost_options"][0]
    assert (cost["amount"], cost["currency"], cost["amount_description"]) == (100, "JPY", "1回100円")
    capacity = salon["capacities"][0]
    assert (capacity["available"], capacity["maximum"], capacity["unit"]["name"]) == (8, 20, "人")
    kinds = [each["taxonomy_term"]["code"] for each in salon["attributes"] if each["link_type"] == "kinds"]
    assert kinds == ["salon", "talk"]
    (at,) = salon["service_at_locations"]
    assert at["location"]["latitude"] == 34.805
    assert at["location"]["addresses"][0]["state_province"] == "静岡県"
    assert at["location"]["addresses"][0]["postal_code"] == "不明"


def test_telephone_telefax_and_mail_are_told_apart_and_no_word_is_lost():
    written = "事務局 ０５４−０００−０００２ FAX 054-000-0003 a@city.example"
    (service,) = json.loads(opened(hsds.package(public(of_rows(SALON | {"contact": written}))))["services.json"])[
        "contents"
    ]
    assert [(each["number"], each["type"]) for each in service["phones"]] == [
        ("054-000-0002", "voice"), ("054-000-0003", "fax"),
    ]  # fmt: skip
    assert service["email"] == "a@city.example"
    assert written in service["application_process"]


def test_two_services_in_one_hall_share_its_location(files, services):
    places = {services[name]["service_at_locations"][0]["location"]["id"] for name in services}
    assert len(places) == 1
    assert len(rows_of(files, "location")) == 1


def test_what_isnt_known_is_left_out_and_no_number_is_made_of_words(services):
    shopping = services["=買い物の会"]
    assert {"capacities", "cost_options", "assured_date", "phones"}.isdisjoint(shopping)
    assert shopping["fees_description"] == "実費"
    assert "freq" not in shopping["schedules"][0]
    assert [area["name"] for area in shopping["service_areas"]] == ["港", "小川"]


def test_closed_entries_plain_places_and_internal_contacts_never_leave(files):
    assert PRIVATE not in "".join(files.values())
    assert "昔の会" not in "".join(files.values())
    assert {row["name"] for row in rows_of(files, "service")} == {"小川サロン", "'=買い物の会"}  # no live formula


def test_source_day_and_terms_go_along_with_every_service(files, services):
    for service in services.values():
        about = {a["taxonomy_term"]["code"]: a["value"] for a in service["attributes"] if a["link_type"] == "about"}
        assert about == {"source": "resources.csv", "date": "2026-10-31", "licence": "CC BY 4.0"}
    described = json.loads(files["datapackage.json"])
    assert described["licenses"][0]["title"] == "CC BY 4.0"
    assert "resources.csv" in described["sources"][0]["title"]
    assert "CC BY 4.0" in files["README.txt"]


def test_a_fictional_city_says_so_in_every_service_and_file():
    record = CityRecord("36201", "徳島市", fictional=True, as_of=city_of.TODAY)
    made_up = opened(hsds.package(public(of_rows(SALON, record=record))))
    (service,) = json.loads(made_up["services.json"])["contents"]
    assert "架空" in service["alert"]
    assert "架空" in service["description"]
    assert "架空" in service["organization"]["description"]
    assert "架空" in json.loads(made_up["datapackage.json"])["description"]
    assert "架空" in made_up["README.txt"]
    assert wrong(made_up) == []


def test_two_exports_of_one_registry_are_the_same_bytes_and_ids_outlast_a_change():
    first = hsds.package(public(of_rows(SALON, SHOPPING)))
    assert first == hsds.package(public(of_rows(SALON, SHOPPING)))
    changed = opened(hsds.package(public(of_rows(SALON | {"fee": "無料", "users": 13.0}))))
    for table in ("service", "cost_option", "service_capacity", "schedule"):
        assert rows_of(changed, table)[0]["id"] == rows_of(opened(first), table)[0]["id"], table


def test_every_link_leads_to_a_row(files):
    ids = {table: {row["id"] for row in rows_of(files, table)} for table in TABLES}
    for table, layout in TABLES.items():
        assert len(ids[table]) == len(rows_of(files, table))
        for field, other in layout.links.items():
            assert {row[field] for row in rows_of(files, table)} - {""} <= ids[other], (table, field)
    assert {row["link_id"] for row in rows_of(files, "attribute")} <= ids["service"]


def test_the_tables_have_the_standards_files_and_fields(files):
    described = {each["name"]: each for each in json.loads(files["datapackage.json"])["resources"]}
    assert {name: each["path"] for name, each in described.items()} == standard.PATHS
    for table, each in described.items():
        own, required, besides = standard.OBJECTS[table]
        names = [field["name"] for field in each["schema"]["fields"]]
        assert set(names) <= set(own), table
        needed = {field["name"] for field in each["schema"]["fields"] if field["constraints"]["required"]}
        assert needed == set(f"{required} {besides}".split()), table


def test_an_empty_registry_makes_an_empty_package():
    nothing = opened(hsds.package(public(city_of.city(districts=city_of.districts()))))
    assert json.loads(nothing["services.json"])["empty"] is True
    assert wrong(nothing) == []
