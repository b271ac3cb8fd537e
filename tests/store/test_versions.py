"""What was stored stays as it was; what failed left nothing."""

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box
from sqlalchemy import func, select

from shiensys.store import cities, versions
from shiensys.store.database import StoreError, transaction, url
from shiensys.store.schema import versions as version_table
from shiensys.tables.frames import from_bytes, to_bytes

YAIZU = cities.CityRecord("22212", "焼津市", fictional=False)
TABLE = pd.DataFrame({"area": ["港", "小川"], "persons": [1.0, None]})
LOAD = versions.Load(
    "22212", "population", "2025", to_bytes(TABLE), len(TABLE), "p.csv", b"raw bytes", {"date": "2025-03-31"}
)


@pytest.fixture(autouse=True)
def city(empty_store):
    with transaction() as connection:
        cities.register(connection, YAIZU)


def save_and_fail(connection):
    versions.save_with(connection, LOAD)
    raise OSError("disk full")


def count() -> int:
    with transaction() as connection:
        return connection.execute(select(func.count()).select_from(version_table)).scalar_one()


def test_a_stored_table_comes_back_equal():
    stored = versions.save(LOAD)
    assert stored.new
    pd.testing.assert_frame_equal(versions.tables([stored.version_id])[stored.version_id], TABLE)


def test_polygons_come_back_with_their_coordinate_system():
    polygons = gpd.GeoDataFrame({"name": ["港"]}, geometry=[box(138, 34, 139, 35)], crs=6668)
    back = from_bytes(to_bytes(polygons))
    assert back.crs.to_epsg() == 6668
    assert back.geom_equals(polygons).all()


def test_the_same_file_again_makes_no_second_version():
    first = versions.save(LOAD)
    again = versions.save(LOAD)
    assert again == versions.Stored(first.version_id, new=False)
    assert count() == 1


def test_the_same_file_with_another_date_is_another_version():
    versions.save(LOAD)
    assert versions.save(replace(LOAD, request={"date": "2024-03-31"})).new
    assert count() == 2


def test_a_new_file_takes_the_place_of_the_old_one_which_stays():
    versions.save(LOAD)
    newer = versions.save(replace(LOAD, file=b"newer"))
    assert [v.id for v in versions.current_versions("22212")] == [newer.version_id]
    assert count() == 2


def test_parts_stand_beside_each_other():
    versions.save(LOAD)
    versions.save(replace(LOAD, part="2024"))
    assert [v.part for v in versions.current_versions("22212")] == ["2025", "2024"]


def test_a_load_that_fails_leaves_neither_version_nor_pointer():
    with pytest.raises(StoreError), transaction() as connection:
        save_and_fail(connection)
    assert count() == 0
    assert versions.current_versions("22212") == ()


def test_a_city_is_removed_whole():
    versions.save(LOAD)
    cities.remove("22212")
    assert count() == 0
    with pytest.raises(cities.UnknownCityError, match="22212"):
        cities.find("22212")


def test_a_store_that_cant_be_opened_is_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("SHIENSYS_DATABASE_URL", f"sqlite:///{tmp_path / 'file' / 'x.sqlite3'}")
        with pytest.raises(StoreError, match="保管場所"):
            versions.current_versions("22212")


def test_sqlite_syncs_every_commit():
    assert url().startswith("sqlite")
    with transaction() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
