"""A point set by hand: kept as a version, found again, taken back, and never lost to somebody else's."""

import pandas as pd
import pytest

from shiensys import gathering, loading, placing
from shiensys.intake.findings import RefusedError
from shiensys.intake.request import Said
from shiensys.intake.upload import Upload
from shiensys.store import versions
from shiensys.store.cities import CityRecord
from shiensys.store.pointer import StaleError

CITY = "36201"
LIST = "資源番号,名称,支え合いの種類,住所,緯度,経度\nR1,八万サロン,サロン,不明,,\nR2,車,サロン,,34.05,134.55\n"


@pytest.fixture
def stored(empty_store):
    said, upload = Said(), Upload.of("一覧.csv", LIST.encode())
    checked = loading.check("resources", upload, CITY, said)
    loading.store("resources", upload, checked, CityRecord(CITY, "徳島市", False), said, who="a", accepted={})
    return gathering.current(CITY)


def point_of(city, own_id: str = "R1") -> list[object]:
    row = city.resources[city.resources["own_id"] == own_id].iloc[0]
    return row[["point_from", "longitude", "latitude"]].tolist()


def put(city, longitude: float = 134.54, latitude: float = 34.04):
    return placing.put(city, "registry/R1", longitude=longitude, latitude=latitude, who="b")


def test_a_point_is_kept_and_moved_and_each_is_a_version(stored):
    assert point_of(stored)[0] == "none"
    put(stored)
    first = gathering.current(CITY)
    assert point_of(first) == ["hand", 134.54, 34.04]
    put(first, longitude=134.56)
    assert point_of(gathering.current(CITY)) == ["hand", 134.56, 34.04]
    kept = [version for version in versions.history(CITY) if version.kind == "hand-points"]
    assert [version.loaded_by for version in kept] == ["b", "b"]


def test_whoever_looked_before_somebody_else_saved_is_told(stored):
    put(stored)
    with pytest.raises(StaleError):
        put(stored, longitude=134.56)
    assert point_of(gathering.current(CITY))[1] == 134.54


def test_a_point_taken_back_leaves_the_others(stored):
    put(stored)
    placing.put(gathering.current(CITY), "registry/R2", longitude=134.5, latitude=34.0, who="b")
    placing.take_back(gathering.current(CITY), "registry/R1", who="b")
    city = gathering.current(CITY)
    assert (point_of(city)[0], point_of(city, "R2")[0]) == ("none", "hand")
    placing.take_back(city, "registry/R2", who="b")
    assert point_of(gathering.current(CITY), "R2") == ["stated", 134.55, 34.05]


def test_a_point_in_another_prefecture_is_refused_and_nothing_is_kept(stored):
    with pytest.raises(RefusedError):
        put(stored, latitude=36.0)
    assert versions.current_id(CITY, "hand-points", "") is None


def test_the_file_of_points_is_read_back_equal(stored):
    points = pd.DataFrame(
        {"part": ["registry"], "resource_id": ["01"], "name": ['=A1,"会"'], "longitude": [134.5], "latitude": [34.0]}
    )
    checked = loading.check("hand-points", Upload.of("a.csv", placing.as_file(points)), CITY, Said())
    assert checked.table.to_dict("list") == points.to_dict("list")


def test_an_unknown_resource_has_no_place(stored):
    with pytest.raises(KeyError):
        placing.put(stored, "registry/R9", longitude=134.5, latitude=34.0, who="b")
