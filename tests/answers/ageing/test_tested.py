"""How the forecast did on the city's own past: a city in which nobody dies is foretold without a fault."""

import pandas as pd
import pytest

from shiensys.answers import ageing
from tests.answers.ageing.ageless import ageless, residents
from tests.city_of import city, districts


@pytest.fixture(scope="module")
def told():
    return ageing.tested(ageless(2015, 2020, 2025, 2030, 2035))


def test_one_row_a_horizon_group_and_size(told):
    assert not told.table.duplicated(["years", "key", "size"]).any()
    assert told.table["years"].unique().tolist() == [5, 10, 15]
    five = told.table[(told.table["years"] == 5) & (told.table["key"] == "older")].set_index("size")
    assert five.loc["all", ["districts", "bases"]].tolist() == [4, 3]  # from 2020, 2025, 2030
    assert five.loc["small", ["districts", "bases"]].tolist() == [1, 1]  # 港 in 2020: 2,900 residents


def test_where_nothing_changes_but_age_the_forecast_is_right_and_no_change_is_not(told):
    """港 has 300 of 65+ in 2020 and 400 in 2025: to say 300 is 1/4 off; from 2025 it is 1/5, from 2030 1/6."""
    row = told.table[(told.table["years"] == 5) & (told.table["key"] == "older") & (told.table["size"] == "all")].iloc[
        0
    ]
    assert row["half_within"] == pytest.approx(0, abs=1e-9)
    assert row["no_change"] == pytest.approx((1 / 4 + 1 / 5 + 1 / 6) / 3)
    assert row["covered"] == 1
    assert row["words"] == "半分の地区が±0.0%以内、平均で0.0%の外れ。80%の幅に入ったのは100%"


def test_the_first_sentence_tells_five_years_and_how_far_could_be_tried(told):
    assert told.headline[0].startswith("5年先では、半分の地区が実際の±0.0%以内でした")
    assert "試せたのは15年先までで" in told.headline[0]


def test_simpler_ways_and_the_range_are_told_beside_it(told):
    assert told.headline[1].startswith("5年先の65歳以上の外れは、平均で0.0%でした(変わらないとした場合は20.6%、")
    assert told.headline[2] == (
        "80%の幅に実際の人数が入ったのは、すべての試しの100%でした(65歳以上)。80%に近いほど、幅が確かです。"
    )


def uneven(*years):
    """Residents of whom more move in every time, in each district at another pace."""
    table = residents(*years)
    pace = table["area"].map({"港": 1.01, "小川": 0.97, "和田": 1.03, "大富": 0.99})
    return table.assign(persons=table["persons"] * pace ** ((table["date"].dt.year - 2015) / 5) ** 2)


def test_the_sentence_and_the_table_tell_the_same_figure():
    known = city(districts=districts(), population=uneven(2015, 2020, 2025, 2030, 2035))
    table = ageing.tested(known).table
    row = table[(table["years"] == 5) & (table["key"] == "older") & (table["size"] == "all")].iloc[0]
    assert row["half_within"] > 0.001
    assert f"±{row['half_within']:.1%}以内" in ageing.expected(known).sureness


def test_too_few_days_say_how_many_are_needed():
    told = ageing.tested(ageless(2015, 2020))
    assert told.table.empty
    assert told.headline == (
        "過去のデータで試すには、3つ以上の日の年齢別人口が要ります(いまは2つ)。"
        "前の年の人口を「人口」として読み込むと、試した結果が出ます。",
    )


def test_without_residents_it_says_the_same_of_none():
    assert "(いまは0つ)" in ageing.tested(city(districts=districts())).headline[0]


def test_ages_that_cannot_be_foretold_give_no_tries():
    wide = residents(2010, 2015, 2020)
    wide = wide.assign(age_from=(wide["age_from"] // 40 * 40), age_to=None)
    wide = wide.assign(age_to=wide["age_from"].map({0: 39, 40: 79, 80: pd.NA}).astype("Int16"))
    kept = wide.groupby(["area", "date", "sex", "age_from", "age_to"], dropna=False, as_index=False)["persons"].sum()
    told = ageing.tested(city(districts=districts(), population=kept.assign(area_code=None, status="stated")))
    assert told.table.empty
    assert told.headline[0].endswith("1年おきか5年おきの年齢別人口があると試せます。")


def test_a_forecast_from_two_counts_says_that_nothing_could_be_tried():
    told = ageing.expected(ageless(2015, 2020))
    assert told.sureness.startswith("この市の過去のデータが足りないため")
    assert any("静岡市" in note for note in told.notes)


def test_where_nobody_is_65_nothing_is_said_of_them():
    young = residents(2015, 2020, 2025, 2030)
    told = ageing.tested(
        city(districts=districts(), population=young.assign(persons=young["persons"].mask(young["age_from"] >= 40, 0)))
    )
    assert set(told.table["key"]) == {"all"}
    assert len(told.headline) == 1
