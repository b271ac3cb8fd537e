"""The map's ground and paint: shared borders, words to hover, and names that can do no harm."""

import gzip
import json

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import box

from shiensys.show import maps
from shiensys.show.view import View
from tests.show import conftest as made

HOSTILE = [
    "体操教室${alert(1)}",
    "`;alert(1)//",
    "</script><img src=x onerror=alert(1)>",
    "川辺\\",
    "{{ 7 * 7 }} {% x %} {# y #}",
    "'\"{{'a'}}\u2028",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_a_name(name):
    text = maps.safe_json({"name": name})
    assert json.loads(text) == {"name": name}
    assert not set("<>&'`$%#\u2028") & set(text)
    assert "{{" not in text


def test_hostile_names_reach_ground_and_paint_unharmed():
    boundaries = made.build_boundaries().assign(name=HOSTILE)
    features = json.loads(maps.ground(boundaries).geojson)["features"]
    assert [feature["properties"]["name"] for feature in features] == HOSTILE
    painted = maps.paint(made.build_balance(names=HOSTILE), View())
    assert [unit["lines"][0] for unit in painted["units"].values()] == HOSTILE


def test_ground_says_unit_name_and_where_the_name_fits(boundaries):
    ground = maps.ground(boundaries)
    first = json.loads(ground.geojson)["features"][0]
    assert first["properties"] == {"unit_id": "a", "name": "東町", "label": [134.51, 34.06]}
    assert ground.bounds == pytest.approx((134.5, 34.05, 134.56, 34.09))


def test_rounding_keeps_shared_borders_shared():
    third = 134.5 + 1 / 3
    pair = gpd.GeoDataFrame(
        {"unit_id": ["w", "e"], "name": ["西", "東"]},
        geometry=[box(134.5, 34, third, 34.123456789), box(third, 34, 135, 34.123456789)],
        crs="EPSG:6668",
    )
    polygons = gpd.read_file(maps.ground(pair).geojson).geometry.to_numpy()
    assert shapely.coverage_is_valid(polygons)
    assert len(str(134.83333)) == len(str(shapely.get_coordinates(polygons[0])[0][0]))


def test_thirty_one_districts_of_sixty_corners_weigh_less_than_20_kb():
    rings = [shapely.Point(134 + place / 13, 34 + place / 17).buffer(0.0314159, quad_segs=15) for place in range(31)]
    names = [str(place) for place in range(31)]
    many = gpd.GeoDataFrame({"unit_id": names, "name": names}, geometry=rings, crs="EPSG:6668")
    assert len(gzip.compress(maps.ground(many).geojson.encode())) < 20_000


def test_hover_says_the_gap_in_words_and_who_answered(balance):
    units = maps.paint(balance, View())["units"]
    assert units["a"] == {"class": "short-2", "lines": ["東町", "220人 足りない見込み", "回答 120人"]}
    assert units["d"]["lines"][1] == "足りる見込み(90人分のゆとり)"
    assert units["f"]["lines"][1] == "まだわかりません:定員がわからないため"


def test_hover_shows_nothing_of_a_protected_district(balance):
    lines = maps.paint(balance, View("need"))["units"]["e"]["lines"]
    assert lines == ["川辺", "個人がわからないよう伏せています"]


def test_hover_gives_need_with_its_interval(balance):
    lines = maps.paint(balance, View("need"))["units"]["a"]["lines"]
    assert lines[1:] == ["困っていて、解決できていない人(推計) 300人", "240〜370人の間と考えられます", "回答 120人"]


def test_places_without_a_point_have_no_pin_and_blanks_no_line(place_pins):
    bus, hall = maps.pins(place_pins, "買")
    assert bus["at"] == [34.06, 134.51]
    assert bus["lines"][:3] == ["買い物バス", "支え合い:買い物の手助け", "いつ:毎週火曜"]
    assert (bus["symbol"], hall["symbol"]) == ("買", "")
    assert bus["lines"][-1] == "位置: 手で置いた位置"
    assert (bus["coarse"], hall["coarse"]) == (True, False)
    assert hall["lines"] == ["東公民館", "種類:公民館", "確認の記録がありません"]
