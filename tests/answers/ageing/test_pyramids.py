"""Two days of one unit side by side."""

import datetime as dt

import pandas as pd
import pytest

from shiensys.answers.ageing import UnknownDayError, pyramid
from shiensys.answers.units import UnknownUnitError
from tests.city_of import city, districts

DAYS = ("2016-03-31", "2021-03-31", "2026-03-31")
STARTS = range(0, 90, 5)


def residents(days=DAYS, sexes=("male", "female")):
    """Ten persons in each band of the first district, twenty in the next …, and one more each five years."""
    rows = [
        (area, day, sex, first, None if first == 85 else first + 4, 10 * (at + 1) + later)
        for at, area in enumerate(("港", "小川", "和田", "大富"))
        for later, day in enumerate(days)
        for sex in sexes
        for first in STARTS
    ]
    table = pd.DataFrame(rows, columns=["area", "date", "sex", "age_from", "age_to", "persons"])
    table = table.assign(date=pd.to_datetime(table["date"]), area_code=None, status="stated")
    return table.astype({"age_from": "Int16", "age_to": "Int16", "persons": float})


def held(**ways):
    return city(districts=districts(), population=residents(**ways))


def test_the_first_and_the_last_day_stand_side_by_side():
    told = pyramid(held(), "d0")
    assert told.days == (dt.date(2016, 3, 31), dt.date(2026, 3, 31))
    assert len(told.table) == 2 * 2 * len(STARTS)
    assert told.table["persons"].unique().tolist() == [10, 12]
    assert told.table["share"].sum() == pytest.approx(2)
    assert told.table["age"].tolist()[: len(STARTS)][0::17] == ["0〜4歳", "85歳以上"]
    assert told.name == "港"


def test_areas_and_the_city_are_sums():
    assert pyramid(held(), "東").table["persons"].unique().tolist() == [30, 34]
    assert pyramid(held(), "city").table["persons"].unique().tolist() == [100, 108]


def test_a_day_between_can_be_chosen():
    told = pyramid(held(), "d0", dt.date(2021, 3, 31), dt.date(2026, 3, 31))
    assert told.table["persons"].unique().tolist() == [11, 12]


def test_a_day_to_come_is_expected_and_says_so():
    told = pyramid(held(), "d0", second=dt.date(2030, 3, 31))
    assert told.days[1] == dt.date(2030, 3, 31)
    to_come = told.table[told.table["expected"]]
    assert set(to_come["date"]) == {dt.date(2030, 3, 31)}
    assert set(to_come["expected_words"]) == {"見通し"}
    assert (to_come["persons"] > 0).all()
    assert any("見通し" in note for note in told.notes)
    assert told.evidence[0].date == dt.date(2026, 3, 31)  # nobody was counted later


def test_a_day_without_a_count_is_refused():
    with pytest.raises(UnknownDayError, match="平成30年1月1日"):
        pyramid(held(), "d0", dt.date(2018, 1, 1))


def test_one_day_alone_is_one_figure_and_says_so():
    told = pyramid(held(days=DAYS[:1]), "d0")
    assert told.days == (dt.date(2016, 3, 31),)
    assert told.headline == ("平成28年3月31日の数字だけです。別の日の表があると、並べて見られます。",)


def test_ages_that_are_missing_give_no_figure():
    table = residents()
    told = pyramid(city(districts=districts(), population=table[table["age_from"] != 40]), "d0")
    assert told.table.empty
    assert told.headline == ("年齢別の人口がそろっていないため、図が出せません。",)


def test_without_residents_nothing_is_drawn():
    told = pyramid(city(districts=districts()), "d0")
    assert (told.days, len(told.table)) == ((), 0)


def test_an_unknown_unit_is_refused():
    with pytest.raises(UnknownUnitError, match="d9"):
        pyramid(held(), "d9")
