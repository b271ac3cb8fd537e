"""Residents of several days: districts that come and go, men and women who are as many, one day alone."""

import datetime as dt

import geopandas as gpd
import pandas as pd

from shiensys import loading
from shiensys.gathering import ground
from shiensys.intake.findings import Severity
from shiensys.intake.people.population import read_population
from shiensys.intake.request import Checked, Said
from shiensys.intake.upload import Upload
from shiensys.store.cities import CityRecord
from shiensys.text import speaking
from tests.intake.sheets_made import codes, read

DISTRICTS = gpd.GeoDataFrame(
    {"district_id": ["1", "2", "3"], "name": ["八万", "加茂", "佐古"], "area": ["南", "西", "西"]}
)
OLD, NEW = "2018-03-31", "2020-03-31"


def people(days: dict[str, list[str]]) -> str:
    rows = [f"{area},{day},50,20\n" for day, areas in days.items() for area in areas]
    return "地区名,調査年月日,0～64歳,65歳以上\n" + "".join(rows)


def crosswalk(*rows: tuple[str, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["source", "district", "share"])
    return table.assign(source_kind="district", until=pd.Timestamp("2019-03-31"))


def held(days: dict[str, list[str]]) -> pd.DataFrame:
    pairs = [(area, pd.Timestamp(day)) for day, areas in days.items() for area in areas]
    return pd.DataFrame(pairs, columns=["area", "date"])


def load(path, days, **said) -> Checked:
    return read(read_population, path, people(days), **{"districts": DISTRICTS} | said)


def said_of(found: Checked, code: str) -> list[str]:
    return [str(finding) for finding in found.findings if finding.code == code]


def test_a_split_within_one_file_names_what_is_gone_and_what_is_new_and_what_to_do(tmp_path):
    found = load(tmp_path, {OLD: ["浜", "佐古"], NEW: ["八万", "加茂", "佐古"]})
    assert said_of(found, "districts_changed") == [
        "a.csv 「地区名」列: 平成30年3月31日と令和2年3月31日で地区がちがいます。"
        "なくなった地区: 浜。新しい地区: 八万、加茂。"
        "分割・合併・改称のときは、「地区の対応表」に区分「以前の地区」と「この日まで」を書いて取り込んでください。"
        "それまで、これらの地区は推移と見通しに出ません。"
    ]
    with speaking("en"):
        assert "Gone: 浜. New: 八万、加茂." in said_of(found, "districts_changed")[0]


def test_the_rest_of_the_file_is_taken_as_it_is(tmp_path):
    found = load(tmp_path, {OLD: ["浜", "佐古"], NEW: ["八万", "加茂", "佐古"]})
    assert len(found.table) == 10
    assert {one.severity for one in found.findings if one.code == "districts_changed"} == {Severity.NOTED}


def test_the_crosswalk_explains_a_split_a_merger_and_a_new_name(tmp_path):
    ways = crosswalk(("浜", "八万", 0.4), ("浜", "加茂", 0.6), ("北佐古", "佐古", 1.0), ("南佐古", "佐古", 1.0))
    days = {OLD: ["浜", "北佐古", "南佐古"], NEW: ["八万", "加茂", "佐古"]}
    assert not any("districts" in code for code in codes(load(tmp_path, days, crosswalk=ways).findings))


def test_a_district_that_is_only_gone_or_only_new_is_said_so(tmp_path):
    assert "districts_gone" in codes(load(tmp_path, {OLD: ["八万", "佐古"], NEW: ["八万"]}).findings)
    assert "districts_new" in codes(load(tmp_path, {OLD: ["八万"], NEW: ["八万", "佐古"]}).findings)


def test_a_name_written_otherwise_is_no_change(tmp_path):
    assert codes(load(tmp_path, {OLD: ["八万地区"], NEW: ["八万"]}).findings) == []


def test_dates_out_of_order_are_no_fault(tmp_path):
    found = load(tmp_path, {NEW: ["八万"], OLD: ["八万"]})
    assert codes(found.findings) == []
    assert found.part == f"{OLD}..{NEW}"


def test_what_the_city_holds_already_is_compared_too(tmp_path):
    found = load(tmp_path, {NEW: ["八万", "加茂"]}, counted=held({OLD: ["八万"]}))
    assert codes(found.findings) == ["districts_new"]
    assert "加茂" in said_of(found, "districts_new")[0]


def test_days_that_the_file_brings_anew_take_the_place_of_those_held_and_old_changes_are_old_news(tmp_path):
    before = {"2010-03-31": ["浜"], "2012-03-31": ["八万"], NEW: ["浜"]}
    assert codes(load(tmp_path, {NEW: ["八万"]}, counted=held(before)).findings) == []


def test_many_changes_are_counted(tmp_path):
    days = {f"{2010 + n}-03-31": ["八万"] + ["加茂"] * (n % 2) for n in range(7)}
    found = load(tmp_path, days)
    assert codes(found.findings) == ["districts_new", "districts_gone", "districts_new", "more_districts_changed"]
    assert found.findings[-1].values == {"n": 3}


def test_one_day_alone_says_that_there_will_be_no_trend(tmp_path):
    found = load(tmp_path, {NEW: ["八万"]})
    assert codes(found.findings) == ["one_date"]
    assert "推移と見通しは出ません" in str(found.findings[0])
    assert codes(load(tmp_path, {NEW: ["八万"]}, counted=held({OLD: ["八万"]})).findings) == []


BANDS = [f"{age}～{age + 4}歳" for age in range(0, 75, 5)] + ["75歳以上"]


def by_sex(men: dict[str, int], women: dict[str, int]) -> str:
    """As many in each band, by day."""
    rows = [
        f"八万,{day},{sex}" + f",{n}" * len(BANDS) + "\n"
        for day in men
        for sex, n in (("男", men[day]), ("女", women[day]))
    ]
    return "地区名,調査年月日,性別," + ",".join(BANDS) + "\n" + "".join(rows)


def test_as_many_men_as_women_everywhere_is_a_fault_of_copying(tmp_path):
    text = by_sex({OLD: 7, NEW: 8}, {OLD: 9, NEW: 8})
    found = read(read_population, tmp_path, text, districts=DISTRICTS)
    (finding,) = found.findings
    assert finding.severity == Severity.MENDED
    assert finding.rows == (4, 5)
    assert "令和2年3月31日は、どの地区・年齢も男女の人数が同じです(4～5行目)。" in str(finding)
    assert found.table["persons"].tolist() == [7] * 16 + [9] * 16 + [8] * 32


def test_on_several_days_it_is_said_once(tmp_path):
    found = read(read_population, tmp_path, by_sex({OLD: 7, NEW: 8}, {OLD: 7, NEW: 8}), districts=DISTRICTS)
    assert "2日分の人口で" in said_of(found, "sexes_alike_days")[0]
    assert "2～5行目" in said_of(found, "sexes_alike_days")[0]


def test_nobody_at_all_is_no_copy(tmp_path):
    found = read(read_population, tmp_path, by_sex({OLD: 0, NEW: 1}, {OLD: 0, NEW: 2}), districts=DISTRICTS)
    assert codes(found.findings) == []


def test_a_city_tells_the_reader_which_days_it_holds(empty_store):
    text = people({OLD: ["八万", "加茂"]})
    upload = Upload.of("人口.csv", text.encode())
    said = Said()
    checked = loading.check("population", upload, "36201", said)
    record = CityRecord("36201", "徳島市", fictional=False, as_of=dt.date(2026, 10, 31))
    loading.store("population", upload, checked, record, said, who="佐藤", accepted={})
    assert ground("36201").population["date"].nunique() == 1
    counted = loading.request("36201", said).counted
    assert sorted(counted["area"]) == ["八万", "加茂"]
    assert set(counted["date"]) == {pd.Timestamp(OLD)}
