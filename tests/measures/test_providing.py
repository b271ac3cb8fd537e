"""What a registry tells of providers: places, days, fees and conditions, read from its words."""

import math

import numpy as np
import pandas as pd
import pytest

from shiensys.measures.providing import met, providers
from shiensys.tables.categories import categories
from shiensys.tables.programme.helping import CONDITIONS, WEEKDAYS
from tests.city_of import TODAY, city, districts, registry, resource

KINDS = [one.kind for one in categories()]
POINTS = pd.DataFrame(
    {"longitude": [138.305, 138.315, 138.325, math.nan], "latitude": [34.805] * 3 + [math.nan]},
    index=pd.Index([f"d{n}" for n in range(4)]),
)


def taken(**values):
    """Take one resource of the small city, with its full set of columns."""
    there = city(districts=districts(), resources=registry(resource("R1", **values)))
    assert there.resources is not None
    assert there.served is not None
    return providers(there.resources, there.served, points=POINTS, kinds=categories(), today=TODAY)


def test_free_places_are_capacity_less_users_in_the_unit_of_the_kind():
    """8 seats, 4 times a month, once a week each: 8 persons; 4 use it; two kinds share it half and half."""
    assert taken().free[0, KINDS.index("shopping")] == 4
    both = taken(kinds="shopping;transport")
    # rides: 8 × 4 ÷ 2 = 16; half of it less half of the users
    assert both.free[0, KINDS.index("shopping")] == 2
    assert both.free[0, KINDS.index("transport")] == 6
    assert both.kinds[0].sum() == 2


def test_what_nobody_entered_is_not_known_and_never_zero():
    found = taken(users=None)
    assert math.isnan(found.free[0, KINDS.index("shopping")])
    assert math.isnan(found.fee[0])
    assert not found.days_known[0]
    assert np.isnan(found.metres).all()
    assert found.stands[0] == -1
    assert math.isnan(taken(assured_date=pd.NaT).months[0])


def test_more_users_than_places_leave_none():
    assert taken(users=11.0).free[0, KINDS.index("shopping")] == 0


def test_days_come_from_the_schedule():
    found = taken(schedule="毎週火曜 10時〜12時")
    assert found.days_known[0]
    assert [day for day, on in zip(WEEKDAYS, found.days[0], strict=True) if on] == ["TU"]
    assert not taken(schedule="予約制").days_known[0]


def test_where_it_stands_serves_and_how_far_it_is():
    found = taken(serves="港;小川", longitude=138.315, latitude=34.805)
    assert found.serves[0].tolist() == [True, True, False, False]
    assert found.stands[0] == 1
    assert found.metres[0, 0] == pytest.approx(915, abs=2)  # a hundredth of a degree at 34.8° north
    assert found.metres[0, 1] == pytest.approx(0, abs=0.1)
    assert math.isnan(found.metres[0, 3])


def test_help_that_comes_to_the_home():
    assert taken(transport="訪問").comes[0]
    assert not taken(transport="徒歩").comes[0]


@pytest.mark.parametrize(("words", "amount"), [("無料", 0), ("1時間500円", 500), ("商品代のみ", math.nan)])
def test_fees_are_read_from_words(words, amount):
    assert taken(fee=words).fee[0] == pytest.approx(amount, nan_ok=True)


@pytest.mark.parametrize(
    ("condition", "yes", "no"),
    [
        ("wheelchair", "車いす可", "車いす不可"),
        ("pick_up", "送迎あり", "送迎なし"),
        ("step_free", "スロープがあります", "入口に段差あり"),
        ("same_sex", "同性の方がうかがいます", "同性の対応不可"),
        ("once", "単発の依頼もどうぞ", "単発不可"),
        ("regular", "毎週うかがいます", "単発のみ"),
    ],
)
def test_conditions_are_read_from_words_and_no_wins(condition, yes, no):
    assert met(yes, condition) == 1
    assert met(no, condition) == 0
    assert math.isnan(met("どなたでも", condition))


def test_every_condition_that_can_be_asked_for_has_words():
    found = taken(transport="送迎")
    assert found.conditions.shape == (1, len(CONDITIONS))
    assert found.conditions[0, CONDITIONS.index("pick_up")] == 1
