"""A city that holds no answers, only its contractor's cross-table: the same answers, protected in the same way."""

import datetime as dt

import pytest

from shiensys.answers.survey import rates
from shiensys.intake.answers.survey_table import read_survey_table
from shiensys.intake.request import Request
from tests import city_of

TABLE = """分け方,区分,地区名,指標,回答者数,該当率
地区別,,港,転倒,120,33.3%
地区別,,小川,転倒,80,25%
地区別,,和田,転倒,25,40%
地区別,,大富,転倒,6,50%
年齢別,65～69歳,,転倒,90,20%
年齢別,75歳以上,,転倒,141,39%
性別,男,,転倒,110,28%
性別,女,,転倒,121,36%
市全体,,,転倒,235,32%
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    path = tmp_path_factory.mktemp("contractor") / "a.csv"
    path.write_text(TABLE, encoding="utf-8")
    asked = Request(path, "22212", dt.date(2026, 10, 31), date=dt.date(2025, 11, 30), survey="R7")
    return read_survey_table(asked).table


def told(table, by):
    city = city_of.city(districts=city_of.districts(), survey_table=table)
    return rates(city, "falls", by).table.set_index("name")


def test_every_way_of_dividing_has_its_rows(table):
    assert list(told(table, "age").index) == ["65〜69歳", "75歳以上"]
    assert list(told(table, "sex").index) == ["男性", "女性"]
    assert told(table, "city")["answered"].tolist() == [235]


def test_districts_are_rounded_and_the_small_one_stands_with_its_neighbour(table):
    by_district = told(table, "district")
    assert by_district["answered"].tolist() == [120, 80, 30, 30]  # 25 + 6 answered in the last two
    assert by_district.loc["和田", ["share", "share_low"]].equals(by_district.loc["大富", ["share", "share_low"]])
    stated = {"港": 0.333, "小川": 0.25, "和田": (10 + 3) / 31}
    for name, share in stated.items():
        assert by_district.loc[name, "share_low"] < share < by_district.loc[name, "share_high"]


def test_a_table_stored_before_there_were_other_parts_says_the_same_of_districts(table):
    old = table[table["by"] == "district"].drop(columns=["by", "cell"])
    assert told(old, "district")["answered"].tolist() == [120, 80, 30, 30]
    assert told(old, "sex")["share"].isna().all()
