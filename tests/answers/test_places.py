"""Resources as everybody may see them."""

import pandas as pd

from shiensys import answers
from tests.city_of import city, districts, registry, resource

PUBLIC = resource("公開の車", contact="054-000-0000", contact_public=True, longitude=138.305, latitude=34.805)
INTERNAL = resource("内部の車", contact="090-0000-0000", longitude=138.315, latitude=34.805)
HALL = resource("港公民館", kinds=None, place_type="公民館", longitude=138.335, latitude=34.805)
CLOSED = resource("休止の車", status="inactive", longitude=138.305, latitude=34.806)
FAR = resource("市外の車", longitude=139.0, latitude=35.0)
SALON = resource("サロン", kinds="salon", longitude=138.306, latitude=34.805)
CITY = city(districts=districts(), resources=registry(PUBLIC, INTERNAL, HALL, CLOSED, FAR, SALON))


def test_an_internal_contact_never_leaves():
    for answer in (answers.resources(CITY), answers.pins(CITY, "shopping")):
        assert "090-0000-0000" not in answer.table.to_csv()
        assert "054-000-0000" in answer.table.to_csv()


def test_pins_are_the_active_resources_of_the_kind_and_plain_places():
    pins = answers.pins(CITY, "shopping").table.set_index("name")
    assert set(pins.index) == {"公開の車", "内部の車", "港公民館", "市外の車"}
    assert pins["supports"].to_dict() == {"公開の車": True, "内部の車": True, "港公民館": False, "市外の車": True}


def test_each_point_stands_in_its_district_or_in_none_and_that_is_said():
    pins = answers.pins(CITY, "shopping")
    assert pins.table.set_index("name")["unit_id"].to_dict()["公開の車"] == "d0"
    assert pd.isna(pins.table.set_index("name").loc["市外の車", "unit_id"])
    assert any("1か所は、どの地区にも入っていません" in note for note in pins.notes)


def test_without_a_registry_there_is_an_empty_list():
    assert answers.pins(city(districts=districts()), "shopping").table.empty
    assert answers.resources(city(districts=districts())).table.empty


def test_boundaries_keep_every_district_and_make_areas_of_them():
    assert answers.boundaries(CITY)["unit_id"].tolist() == ["d0", "d1", "d2", "d3"]
    areas = answers.boundaries(CITY, "area")
    assert areas["name"].tolist() == ["東", "西"]
    assert [round(polygon.area, 8) for polygon in areas.geometry] == [2e-4, 2e-4]
    assert answers.boundaries(city(resources=registry(PUBLIC))) is None
