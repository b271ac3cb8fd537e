"""The map's frame: no request to any other host, no name read as a template, clicks read as units."""

import dataclasses

import folium
import pytest
from streamlit_folium import generate_leaflet_string

from shiensys.show import maps
from shiensys.web import map_view
from tests.show import conftest as made


@pytest.fixture
def ground():
    return maps.ground(made.build_boundaries().assign(name="{{ 7 * 7 }}${alert(1)}`</script>"))


def test_all_files_come_from_the_app_itself(ground):
    base = map_view.base(ground)
    addresses = [address for _, address in (*base.default_js, *base.default_css)]
    assert addresses
    assert all(address.startswith("../shiensys.web.leaflet.") for address in addresses)
    assert folium.Map.default_js != base.default_js  # other maps of the process keep theirs


def test_the_script_is_the_same_for_the_same_ground_so_that_the_map_stays(ground):
    assert generate_leaflet_string(map_view.base(ground)) == generate_leaflet_string(map_view.base(ground))


def test_a_name_is_neither_run_nor_rendered(ground):
    script = generate_leaflet_string(map_view.base(ground))
    assert "alert(1)" in script
    assert "${alert" not in script
    assert "</script" not in script
    assert "49" not in script.partition("features")[2].partition("coordinates")[0]


def test_no_base_map_unless_a_city_asks_for_it(ground, monkeypatch):
    monkeypatch.delenv("SHIENSYS_BASE_MAP", raising=False)
    assert "gsi.go.jp" not in generate_leaflet_string(map_view.base(ground))
    monkeypatch.setenv("SHIENSYS_BASE_MAP", "gsi")
    script = generate_leaflet_string(map_view.base(ground))
    assert "gsi.go.jp" in script
    assert "国土地理院" in script


@pytest.mark.parametrize("answer", [None, {}, {"last_active_drawing": None}, {"last_active_drawing": {}}])
def test_no_click_is_no_unit(answer):
    assert map_view.clicked(answer) is None


def test_places_of_the_kind_stand_alone_unless_there_are_none(place_pins):
    assert list(maps.wanted(place_pins, "kind").table["name"]) == ["買い物バス", "宅配の会"]
    assert len(maps.wanted(place_pins, "all").table) == 3
    assert maps.wanted(place_pins, "none").table.empty
    plain = place_pins.table.assign(supports=False)
    assert len(maps.wanted(dataclasses.replace(place_pins, table=plain), "kind").table) == 3


@pytest.fixture
def place_pins():
    return made.build_pins()
