"""How an indicator of ageing is told over the years: what is shown, what isn't, and why."""

import datetime as dt
import math
from pathlib import Path

import pandas as pd
import pytest

from shiensys.answers.ageing import UnknownIndicatorError, indicators, measures, trend
from shiensys.store.cities import CityRecord
from tests.city_of import RECORD, city, districts, population

SEX = {"男": "male", "女": "female"}
OLD, NEW = dt.date(2016, 3, 31), dt.date(2026, 3, 31)
BEFORE = {"港": 800, "小川": 2000, "和田": 500, "大富": 400}
OLDER = {"港": 1000, "小川": 2000, "和田": 500, "大富": 400}


def aged(table):
    """The same with younger residents told by 0–14 and 15–64."""
    young = table["age_from"].eq(0)
    children = table[young].assign(age_to=14, persons=table["persons"] / 3)
    others = table[young].assign(age_from=15, persons=table["persons"] * 2 / 3)
    return pd.concat([children, others, table[~young]], ignore_index=True)


def two_days(old=BEFORE, new=OLDER):
    return pd.concat([population(old, str(OLD)), population(new, str(NEW))], ignore_index=True)


def households(rows, date="2026-03-31"):
    table = pd.DataFrame(rows, columns=["area", "all_households", "single_65"])
    return table.assign(area_code=None, date=pd.Timestamp(date), couple_65=float("nan"))


def of(answer, name):
    return answer.table[answer.table["name"] == name].set_index("date")


def test_each_district_is_told_on_each_day_in_order():
    told = trend(city(districts=districts(), population=two_days()), "old")
    assert told.table["name"].tolist() == ["港", "港", "小川", "小川", "和田", "和田", "大富", "大富"]
    assert told.days == (OLD, NEW)
    port = of(told, "港")
    assert port.loc[NEW, ["persons", "whole", "value"]].tolist() == [500, 4000, 0.125]
    assert port.loc[NEW, "words"] == "75歳以上 500人(12.5%)"
    assert port["change_words"].tolist() == ["", "平成28年3月31日から ±0.0ポイント、+100人"]


def test_the_city_is_the_sum_of_persons_not_the_mean_of_shares():
    # 65+: 25 % everywhere but in 港, where a thousand elders moved in and nobody younger
    new = two_days()
    at = new["area"].eq("港") & new["date"].eq(pd.Timestamp(NEW)) & new["age_from"].eq(75)
    told = trend(city(districts=districts(), population=new.assign(persons=new["persons"] + at * 1000.0)), "older")
    whole = told.everywhere[told.everywhere["role"] == "city"].set_index("date")
    assert of(told, "港").loc[NEW, "value"] == pytest.approx(2000 / 5000)
    assert whole.loc[NEW, "value"] == pytest.approx(4900 / 16600)  # the mean of the four shares is 28.75 %
    assert told.headline[0] == "市全体は 65歳以上 4,900人(29.5%)です(令和8年3月31日)。"
    assert told.headline[1] == "平成28年3月31日から +4.5ポイント、+1,200人です。"


def test_areas_are_sums_too():
    told = trend(city(districts=districts(), population=two_days()), "older", "area")
    assert told.table["name"].unique().tolist() == ["東", "西"]
    assert of(told, "東").loc[NEW, ["persons", "whole"]].tolist() == [3000, 12000]


def test_the_nation_stands_beside_with_what_is_expected_marked():
    told = trend(city(districts=districts(), population=two_days()), "older").everywhere
    nation = told[told["role"] == "nation"].set_index("date")
    assert nation.loc[dt.date(2024, 10, 1), ["value", "words", "forecast"]].tolist() == [0.293, "29.3%", False]
    assert nation.loc[dt.date(2040, 10, 1), ["value", "words", "forecast"]].tolist() == [0.348, "34.8%(見通し)", True]
    assert nation["persons"].isna().all()


def series(rows):
    table = pd.DataFrame(rows, columns=["region", "region_kind", "key", "date", "value"])
    table = table.assign(indicator=table["key"], date=pd.to_datetime(table["date"]), source="県の年報")
    unit = table["key"].map({"older": "share", "average": "number"})
    return table.assign(unit=unit, forecast=pd.array([False] * len(table), dtype="boolean"))


def test_the_citys_own_file_goes_before_the_reference_table():
    rows = [("全国", "nation", "older", "2024-10-01", 0.3), ("静岡県", "prefecture", "older", "2025-10-01", 0.31)]
    told = trend(city(districts=districts(), population=two_days(), series=series(rows)), "older")
    beside = told.everywhere[told.everywhere["role"] != "city"]
    assert beside["name"].tolist()[0] == "静岡県"
    nation = beside[beside["role"] == "nation"].set_index("date")["value"]
    assert nation[dt.date(2024, 10, 1)] == 0.3
    assert nation[dt.date(2020, 10, 1)] == 0.288  # of this day the file says nothing
    assert "県の年報" in told.evidence[-1].source


def test_a_series_of_another_unit_is_no_share():
    wrong = series([("静岡県", "prefecture", "older", "2025-10-01", 31.0)]).assign(unit="number")
    told = trend(city(districts=districts(), population=two_days(), series=wrong), "older")
    assert "prefecture" not in set(told.everywhere["role"])


def test_a_day_that_a_district_lacks_is_a_gap_and_is_said():
    lacking = two_days()
    lacking = lacking[~(lacking["area"].eq("港") & lacking["date"].eq(pd.Timestamp(OLD)))]
    told = trend(city(districts=districts(), population=lacking), "older")
    assert of(told, "港")["value"].isna().tolist() == [True, False]
    assert set(told.absent) == {"d0"}
    assert "平成28年3月31日" in told.absent["d0"]
    whole = told.everywhere[told.everywhere["role"] == "city"].set_index("date")["value"]
    assert whole.isna().tolist() == [True, False]  # the sum of three districts is not the city


def test_a_table_that_ends_at_75_gives_no_85_and_says_so():
    held = city(districts=districts(), population=two_days())
    told = trend(held, "oldest")
    assert told.table["value"].isna().all()
    assert set(told.absent.values()) == {"表の年齢の区切りからは計算できません。"}
    assert told.headline == (
        "85歳以上は計算できません。人口の表が、75歳以上をまとめて数えているためです。",
        "表の年齢の区切りからは計算できません。",
    )
    assert told.headline[0] in trend(held, "older").notes
    assert [each.key for each in measures(held)] == ["older", "old"]


def test_why_a_district_has_no_figure_is_told_one_by_one():
    table = population({"港": 1000, "小川": 2000, "和田": 500})
    table.loc[table["area"].eq("小川") & table["age_from"].eq(75), "persons"] = float("nan")
    told = trend(city(districts=districts(), population=table), "older")
    assert told.absent["d1"] == "表の中に伏せられた数字や空欄があるため、計算できません。"
    assert told.absent["d3"] == "人口の表にこの地区がありません。"
    west = trend(city(districts=districts(), population=table), "older", "area").absent["西"]
    assert west == "大富の人数がないため、合計が出せません。"


def test_a_table_of_elders_alone_gives_numbers_and_says_why_no_shares():
    elders = two_days()
    told = trend(city(districts=districts(), population=elders[elders["age_from"] > 0]), "older")
    assert of(told, "港").loc[NEW, "words"] == "65歳以上 1,000人"
    assert told.table["value"].isna().all()
    assert set(told.absent.values()) == {"割合の分母になる数がわからないため、割合は出せません。"}
    assert told.headline[0] == "市全体は 65歳以上 3,900人です(令和8年3月31日)。"


def test_one_day_alone_says_why_there_is_no_change():
    told = trend(city(districts=districts(), population=population(OLDER)), "older")
    assert told.days == (NEW,)
    assert told.headline[-1].startswith("令和8年3月31日の数字だけなので、移り変わりは出せません")
    assert (told.table["change_words"] == "").all()


def test_without_residents_everything_is_empty_and_the_reason_stands_first():
    told = trend(city(districts=districts()), "older")
    assert (len(told.table), told.days) == (0, ())
    assert told.headline[0].startswith("人口の表がまだありません")
    assert measures(city(districts=districts())) == ()


def test_names_that_fit_no_district_are_said():
    told = trend(city(districts=districts(), population=population({"どこか": 10})), "older")
    assert told.headline == ("人口の表はありますが、地区名がどの地区とも合いません。地区名を確かめてください。",)
    assert any("どこか" in note for note in told.notes)


def test_the_city_is_not_told_on_days_on_which_a_former_district_is_in_no_list():
    """旧浜 was merged into 港 and nobody said so: without it the city's sum would be too small."""
    answer = trend(city(districts=districts(), population=aged(two_days(old={**BEFORE, "旧浜": 300}))), "older")
    whole = answer.everywhere[answer.everywhere["role"] == "city"].set_index("date")["persons"]
    assert math.isnan(whole[OLD])
    assert whole[NEW] == 3900
    assert of(answer, "小川")["persons"].tolist() == [2000, 2000]


def test_a_city_with_residents_alone_works():
    told = trend(city(population=two_days()), "older")
    assert set(told.table["name"]) == set(OLDER)
    assert told.table["value"].notna().all()


def test_elders_to_a_hundred_children():
    told = trend(city(districts=districts(), population=aged(two_days())), "index")
    assert told.measure.style == "number"
    assert of(told, "港").loc[NEW, ["persons", "whole", "value"]].tolist() == [1000, 1000, 100]
    assert of(told, "港").loc[NEW, "words"] == "老年化指数 100(65歳以上 1,000人、0〜14歳 1,000人)"


def test_those_living_alone_are_told_with_what_they_are_a_share_of():
    homes = households([("港", 2000.0, 300.0), ("小川", 3000.0, 450.0), ("和田", 900.0, 90.0), ("大富", 700.0, 70.0)])
    told = trend(city(districts=districts(), population=two_days(), households=homes), "alone")
    assert told.measure.whole == "全世帯"
    assert told.days == (NEW,)  # of households, not of residents
    assert of(told, "港").loc[NEW, "words"] == "ひとり暮らしの65歳以上 300世帯(全世帯の15.0%)"
    some = homes.assign(all_households=homes["all_households"].where(homes["area"] != "港"))
    other = trend(city(districts=districts(), population=two_days(), households=some), "alone")
    assert other.measure.whole == "65歳以上の住民"
    assert of(other, "港").loc[NEW, "words"] == "ひとり暮らしの65歳以上 300世帯(65歳以上の住民の30.0%)"


def test_without_households_it_is_said_that_they_are_missing():
    told = trend(city(districts=districts(), population=two_days()), "alone")
    assert told.headline == ("世帯の表がまだありません。読み込むと、ひとり暮らしの世帯が出ます。",)


def test_fiction_comes_first_and_names_of_no_district_are_told():
    record = CityRecord("22212", "焼津市", fictional=True, as_of=RECORD.as_of)
    stray = pd.concat([two_days(), population({"どこか": 10})])
    told = trend(city(record, districts=districts(), population=stray), "older")
    assert told.notes[0].startswith("架空のデータ")
    assert any("どこか" in note for note in told.notes)


def test_an_unknown_indicator_is_refused():
    with pytest.raises(UnknownIndicatorError, match="foo"):
        trend(city(districts=districts()), "foo")


def test_the_long_table_has_a_row_for_unit_day_and_indicator_and_the_city_last():
    told = indicators(city(districts=districts(), population=two_days()))
    assert told.table["key"].unique().tolist() == ["older", "old"]
    older = told.table[told.table["key"] == "older"]
    assert older["unit_id"].tolist()[-3:] == ["d3", "city", "city"]
    assert older.iloc[-1][["persons", "whole", "value"]].tolist() == [3900, 15600, 0.25]
    assert len(indicators(city(districts=districts(), population=two_days()), "area", "old").table) == 6


def test_the_published_shares_of_tokushima_come_out_of_the_demonstration():
    """28.8 % and 29.7 % are over known ages; over all residents they are 28.0 % and 28.8 %."""
    path = Path(__file__).parents[3] / "data" / "tokushima" / "population.csv"
    table = pd.read_csv(path, encoding="utf-8-sig")
    heads = [name for name in table.columns if name.endswith(("歳", "歳以上"))]
    first = {name: int(name.split("～")[0].removesuffix("歳以上")) for name in heads}
    last = {name: None if name.endswith("以上") else int(name.split("～")[1].removesuffix("歳")) for name in heads}
    rows = table.melt(["地区名", "調査年月日", "性別"], [*heads, "不詳"], "age", "persons")
    rows = rows.assign(
        area=rows["地区名"], date=pd.to_datetime(rows["調査年月日"]), sex=rows["性別"].map(SEX),
        age_from=rows["age"].map(first), age_to=rows["age"].map(last), area_code=None, status="stated",
    )  # fmt: skip
    rows = rows.astype({"age_from": "Int16", "age_to": "Int16", "persons": float})
    held = city(CityRecord("36201", "徳島市", fictional=True, as_of=RECORD.as_of), population=rows)
    told = trend(held, "older", "city").table.set_index("date")
    days = [dt.date(2018, 1, 1), dt.date(2020, 1, 1)]
    assert told.loc[days, "persons"].tolist() == [72084, 73538]
    assert told.loc[days, "value"].round(3).tolist() == [0.288, 0.297]
    residents = rows.groupby("date")["persons"].sum()[pd.to_datetime(days)]
    assert (told.loc[days, "persons"].to_numpy() / residents.to_numpy()).round(3).tolist() == [0.28, 0.288]
    assert sum("29.7%" in note for note in trend(held, "older").notes) == 1  # what was published stands beside it


def test_how_many_are_of_unknown_age_is_said_with_the_share_over_all():
    unknown = pd.DataFrame({"area": list(OLDER), "persons": [400.0, 0.0, 0.0, 0.0]})
    unknown = unknown.assign(date=pd.Timestamp(NEW), sex="total", status="stated", area_code=None)
    unknown = unknown.assign(age_from=pd.array([None] * 4, dtype="Int16"), age_to=pd.array([None] * 4, dtype="Int16"))
    told = trend(city(districts=districts(), population=pd.concat([population(OLDER), unknown])), "older")
    assert of(told, "港").loc[NEW, ["persons", "whole", "value"]].tolist() == [1000, 4000, 0.25]
    # 3,900 of 15,600 are 25 %; of 16,000, with those of unknown age, 24.4 %
    assert any("年齢不詳の400人" in note and "24.4%" in note for note in told.notes)
    assert not any("年齢不詳の" in note for note in trend(city(population=population(OLDER)), "older").notes)


def test_no_figure_is_made_up_between_days():
    told = trend(city(districts=districts(), population=two_days()), "older")
    assert set(told.table["date"]) == {OLD, NEW}
    assert not math.isnan(told.table["value"].iloc[0])
