"""Ages as headings write them."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiensys.intake.people.agebands import OPEN, cohort, partition, sex_of


@pytest.mark.parametrize(
    ("words", "sex", "band"),
    [
        ("0-4歳の男性", "male", (0, 4)), ("０～４歳の女性", "female", (0, 4)), ("85歳以上の女性", "female", (85, OPEN)),
        ("100歳以上", None, (100, OPEN)), ("65歳", None, (65, 65)), ("65歳以上_男", "male", (65, OPEN)),
        ("男_75～79歳", "male", (75, 79)), ("15歳未満", None, (0, 14)), ("_0_years", None, (0, 0)),
        ("_0to4_years", None, (0, 4)), ("_100_and_over", None, (100, OPEN)), ("under_15_years", None, (0, 14)),
        ("man1", "male", (0, 4)), ("woman18", "female", (85, OPEN)), ("総数０～４歳", "total", (0, 4)),
        ("総数（不詳含む）", "total", (0, OPEN)), ("POPULATION", None, (0, OPEN)), ("woman", "female", (0, OPEN)),
        ("65歳以上75歳未満", None, None),
    ],
)  # fmt: skip
def test_headings_of_real_layouts(words, sex, band):
    found = cohort(words)
    assert (found and found.band) == band
    assert (found and found.sex) == sex


@pytest.mark.parametrize("words", ["不詳", "年齢不詳", "unknown", "男_不詳"])
def test_an_unknown_age_is_a_band_of_its_own(words):
    assert math.isnan(cohort(words).first)


@pytest.mark.parametrize(
    "words", ["世帯数", "備考", "地域名", "平均年齢", "人口密度", "SELECT_TOTAL_GENDER", "household"]
)
def test_other_headings_are_no_age(words):
    assert cohort(words) is None


def test_sex_in_a_cell():
    assert [sex_of(words) for words in ("男", "女性", "総数", "男女計", "1", "2", "F", "八万")] == [
        "male", "female", "total", "total", "male", "female", "female", None,
    ]  # fmt: skip


def test_single_years_win_over_bands_that_overlap_them():
    single = [(float(age), float(age)) for age in range(5)]
    assert partition([*single, (0, 4), (0, 14), (5, 14), (15, OPEN)]) == (*single, (5, 14), (15, OPEN))


def test_ages_with_a_gap_or_without_an_open_end_are_none():
    assert partition([(0, 4), (10, OPEN)]) == ()
    assert partition([(0, 64)]) == ()


@given(st.sets(st.integers(1, 100), max_size=20), st.randoms())
def test_any_bands_that_meet_are_found_whatever_their_order(cuts, random):
    edges = [0, *sorted(cuts)]
    bands = [(float(a), float(b - 1)) for a, b in pairwise(edges)] + [(float(edges[-1]), OPEN)]
    mixed = random.sample(bands, len(bands))
    assert partition(mixed) == tuple(bands)
