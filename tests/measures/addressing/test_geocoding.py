"""Resources without coordinates: by hand, by hall, by address, or honestly nowhere."""

import pandas as pd
import pytest

from shiensys.measures.addressing.gazetteer import gazetteer
from shiensys.measures.addressing.geocoding import placed
from tests.city_of import registry, resource

HALL = resource("八万公民館", kinds=None, place_type="公民館", longitude=134.54, latitude=34.04, address="八万町1")
POINTS = pd.DataFrame(
    {
        "level": ["block"],
        "municipality": ["徳島市"],
        "town": ["八万町"],
        "hamlet": pd.Series([None], dtype="str"),
        "block": ["200"],
        "representative": [True],
        "longitude": [134.55],
        "latitude": [34.05],
    }
)


def found(*rows, hand=None, points=POINTS):
    table = registry(HALL, *rows).assign(part="registry")
    table = table.assign(own_id=table["resource_id"], venue=[row.get("venue") for row in (HALL, *rows)])
    known = None if points is None else gazetteer(points, "徳島市")
    return placed(table, hand=hand, gazetteer=known, city="徳島市").set_index("name")


def way(table, name):
    return table.loc[name, ["point_from", "longitude", "latitude"]].tolist()


def test_what_the_list_states_stays():
    assert way(found(), "八万公民館") == ["stated", 134.54, 34.04]


@pytest.mark.parametrize("venue", ["徳島市立八万公民館", "八万公民館 2階会議室", "八万公民館(和室)", "八万 公民館"])
def test_an_activity_stands_where_its_hall_does(venue):
    table = found(resource("サロン", venue=venue, address="八万町200"))
    assert way(table, "サロン") == ["facility", 134.54, 34.04]
    assert table.loc["サロン", "point_match"] == "八万公民館"


def test_a_hall_written_as_the_address_counts_too():
    assert way(found(resource("サロン", address="八万公民館")), "サロン") == ["facility", 134.54, 34.04]


def test_an_address_leads_to_its_block_or_to_its_town():
    table = found(resource("家", address="徳島市八万町200番地の3"), resource("畑", address="八万町5"))
    assert way(table, "家") == ["block", 134.55, 34.05]
    assert table.loc["家", "point_match"] == "八万町200"
    assert way(table, "畑")[0] == "town"


def test_halls_of_one_name_in_two_places_are_named_and_none_is_taken():
    other = HALL | {"resource_id": "x", "longitude": 134.60, "address": "国府町2"}
    table = found(other, resource("サロン", venue="八万公民館"))
    assert table.loc["サロン", "point_from"] == "none"
    assert table.loc["サロン", "point_candidates"] == "八万公民館(八万町1);八万公民館(国府町2)"


def test_a_point_set_by_hand_goes_before_all_and_belongs_to_the_name():
    hand = pd.DataFrame(
        {"part": "registry", "resource_id": ["サロン"], "name": ["サロン"], "longitude": [134.5], "latitude": [34.0]}
    )
    salon = resource("サロン", venue="八万公民館")
    assert way(found(salon, hand=hand), "サロン") == ["hand", 134.5, 34.0]
    renamed = salon | {"name": "別の会"}
    assert way(found(renamed, hand=hand), "別の会")[0] == "facility"


def test_without_anything_to_go_by_a_resource_has_no_point():
    table = found(resource("車", address="未定"), points=None)
    assert table.loc["車", "point_from"] == "none"
    assert pd.isna(table.loc["車", "longitude"])
