"""Cells as numbers, codes and words."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiensys.intake.findings import RefusedError
from shiensys.intake.sheets.values import codes, number, numbers, persons, texts
from tests.intake.sheets_made import refusal, sheet


@pytest.mark.parametrize(
    ("cell", "value"),
    [("１，２３４", 1234), ("1 234人", 1234), ("56世帯", 56), (12.0, 12), ("△3", -3), ("−4", -4), ("0.5", 0.5)],
)
def test_a_number_however_it_is_written(cell, value):
    assert number(cell) == (value, "stated")


def test_none_unknown_and_hidden_are_three_different_things():
    read = numbers(pd.Series(["-", "－", "***", "…", None, " ", "X", "Ｘ"]))
    assert read.status.tolist() == ["none", "none", *["unknown"] * 4, "hidden", "hidden"]
    assert read.values[:2].tolist() == [0, 0]
    assert read.values[2:].isna().all()
    assert not read.bad.any()


@pytest.mark.parametrize("cell", ["約10", "1,23", "10～20", "#N/A", "二"])
def test_what_is_no_number_is_bad_and_not_zero(cell):
    assert math.isnan(number(cell)[0])
    assert number(cell)[1] == "bad"


@given(st.integers(-(10**9), 10**9))
def test_thousands_commas_change_nothing(n):
    assert number(f"{n:,}") == number(float(n)) == number(str(n))


def test_codes_outside_their_range_are_bad():
    read = codes(pd.Series(["③", "3.できない", 2.0, "4", "0", "はい", None, " "]), first=1, last=3)
    assert read.values.tolist()[:3] == [3, 3, 2]
    assert read.bad.tolist() == [False, False, False, True, True, True, False, False]


def test_words_lose_the_blanks_around_them():
    assert texts(pd.Series([" 八万　", 12.0, "", None])).tolist()[:2] == ["八万", "12"]


def test_each_bad_row_is_named_and_the_many_are_counted(tmp_path):
    found = sheet(tmp_path, "地区名,人数\n八万,-3\n" + "加茂,約10\n" * 12)
    said = refusal(lambda: persons(found, "人数"))
    assert said[0] == "a.csv 3行目 「人数」列: 数字として読めません。数字だけを入れてください。"
    assert said[10] == "a.csv 「人数」列: 同じ理由の行が、ほかに2行あります。"
    assert said[11] == "a.csv 2行目 「人数」列: マイナスの数が入っています。0以上の数に直してください。"


@pytest.mark.parametrize("cell", ["3000000000", "9" * 400])
def test_a_count_beyond_all_counting_is_no_number(tmp_path, cell):
    found = sheet(tmp_path, f"地区名,人数\n八万,{cell}\n")
    assert refusal(lambda: persons(found, "人数")) == [
        "a.csv 2行目 「人数」列: 数字として読めません。数字だけを入れてください。"
    ]


def test_the_one_that_counts_the_rest_knows_all_their_rows(tmp_path):
    found = sheet(tmp_path, "地区名,人数\n" + "加茂,約10\n" * 12)
    with pytest.raises(RefusedError) as refused:
        persons(found, "人数")
    assert [finding.rows for finding in refused.value.findings][9:] == [(11,), (12, 13)]


def test_a_code_of_thousands_of_digits_is_no_code():
    assert codes(pd.Series(["9" * 5_000, "3"]), first=1, last=3).bad.tolist() == [True, False]
