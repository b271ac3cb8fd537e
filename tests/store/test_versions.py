"""What was stored stays as it was; what failed left nothing."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box
from sqlalchemy import func, select

from shiensys.store import cities, versions
from shiensys.store.database import StoreError, transaction
from shiensys.store.schema import versions as version_table
from shiensys.tables.frames import from_bytes, to_bytes
from tests.store.loads import LOAD, PART, TABLE, YAIZU

pytestmark = pytest.mark.usefixtures("city")


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


def test_a_version_tells_where_it_came_from():
    stored = versions.save(replace(LOAD, who="佐藤", note="総務課より", accepted={"no_total": "確かめた"}))
    known = versions.version(stored.version_id)
    assert (known.file_name, known.rows, known.loaded_by, known.note) == ("p.csv", 2, "佐藤", "総務課より")
    assert known.accepted == {"no_total": "確かめた"}
    assert abs(dt.datetime.now(dt.UTC) - known.loaded_at) < dt.timedelta(minutes=1)
    assert known.purged_at is None


def test_a_file_that_is_read_in_a_better_way_makes_a_new_version():
    versions.save(LOAD)
    assert versions.save(replace(LOAD, reader=2)).new


def test_the_history_is_told_from_its_end():
    first, second = versions.save(LOAD), versions.save(replace(LOAD, file=b"newer"))
    assert [one.id for one in versions.history("22212")] == [second.version_id, first.version_id]
    assert versions.history("99999") == ()


def test_undo_makes_the_older_version_current_and_redo_the_newer():
    first, second = versions.save(LOAD), versions.save(replace(LOAD, file=b"newer"))
    assert versions.make_current(first.version_id, who="田中", expected=second.version_id).id == first.version_id
    assert versions.current_id(*PART) == first.version_id
    versions.make_current(second.version_id, who="田中")
    assert versions.current_id(*PART) == second.version_id
    assert count() == 2


def test_a_first_load_is_withdrawn_and_can_come_back():
    first = versions.save(LOAD)
    versions.withdraw(*PART, who="田中", expected=first.version_id, reason="別の市のファイルだった")
    assert versions.current_id(*PART) is None
    assert versions.current_versions("22212") == ()
    assert not versions.save(replace(LOAD, expected=None)).new
    assert versions.current_id(*PART) == first.version_id


def test_there_is_nothing_to_withdraw_twice():
    versions.save(LOAD)
    versions.withdraw(*PART, who="田中")
    with pytest.raises(versions.UnknownVersionError, match="いま使われていません"):
        versions.withdraw(*PART, who="田中")


def test_a_version_that_never_was_is_a_sentence():
    with pytest.raises(versions.UnknownVersionError, match="版 77 は"):
        versions.make_current(77, who="田中")
    with pytest.raises(versions.PurgedError):
        versions.tables([77])


def test_whoever_looked_at_an_older_state_is_told_who_saved_and_nothing_is_stored():
    first = versions.save(LOAD)
    versions.save(replace(LOAD, file=b"of Tanaka", who="田中", expected=first.version_id))
    with pytest.raises(versions.StaleError, match="田中が 令和") as told:
        versions.save(replace(LOAD, file=b"of Sato", who="佐藤", expected=first.version_id))
    assert told.value.who == "田中"
    assert told.value.at.tzinfo is not None
    assert count() == 2


@pytest.mark.parametrize("expected", [None, 77])
def test_a_first_load_that_others_made_first_is_stale(expected):
    versions.save(LOAD)
    with pytest.raises(versions.StaleError, match="ほかの人が"):
        versions.save(replace(LOAD, file=b"of Sato", expected=expected))


def test_undo_of_what_was_undone_meanwhile_is_stale():
    first, second = versions.save(LOAD), versions.save(replace(LOAD, file=b"newer"))
    versions.make_current(first.version_id, who="田中", expected=second.version_id)
    with pytest.raises(versions.StaleError) as told:
        versions.withdraw(*PART, who="佐藤", expected=second.version_id)
    assert told.value.who == "田中"
    assert versions.current_id(*PART) == first.version_id


def test_the_number_of_a_removed_version_never_comes_again():
    first = versions.save(LOAD)
    cities.remove("22212")
    with transaction() as connection:
        cities.register(connection, YAIZU)
    assert versions.save(LOAD).version_id > first.version_id


def test_one_file_from_twenty_hands_at_once_is_one_version():
    with ThreadPoolExecutor(20) as hands:
        stored = list(hands.map(lambda _: versions.save(replace(LOAD, expected=None)), range(20)))
    assert sum(one.new for one in stored) == 1
    assert len({one.version_id for one in stored}) == 1
    assert count() == 1


def test_of_two_who_save_at_once_one_wins_and_the_other_is_told():
    first = versions.save(LOAD)

    def save(name: str) -> str:
        try:
            versions.save(replace(LOAD, file=name.encode(), who=name, expected=first.version_id))
        except versions.StaleError:
            return "told"
        return name

    with ThreadPoolExecutor(2) as hands:
        outcomes = sorted(hands.map(save, ["佐藤", "田中"]), key=len)
    assert outcomes[-1] == "told"
    assert versions.current_versions("22212")[0].loaded_by == outcomes[0]
