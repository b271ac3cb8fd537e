"""Days in every form that Japanese files have."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiensys import text
from shiensys.intake.sheets.dates import days, parse
from tests.intake.sheets_made import TODAY, refusal, sheet

END_OF_MARCH = dt.date(2026, 3, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-31", "2026/3/31", "2026.3.31", "20260331", "2026年3月31日", "令和8年3月31日", "R8.3.31", "r08/03/31",
        "令和８年３月末日", "令和8年3月31日現在", "2026-03-31T00:00:00", "2026/3/31 0:00", "2026/3/31(火)", "46112",
        46112.0, 20260331, dt.date(2026, 3, 31), dt.datetime(2026, 3, 31, 9), pd.Timestamp("2026-03-31"),
    ],
)  # fmt: skip
def test_one_day_in_many_forms(cell):
    assert parse(cell) == END_OF_MARCH


@pytest.mark.parametrize(
    "cell", ["令和8年度", "2026", "2026-03", "令和8年", "2026/02/30", "2026/13/1", "R1.4.30", "5", 3.5, "八万", ""]
)
def test_what_is_no_day(cell):
    assert parse(cell) is None


def test_the_first_year_of_an_era():
    assert parse("令和元年5月1日") == dt.date(2019, 5, 1)
    assert parse("昭和64年1月7日") == dt.date(1989, 1, 7)
    assert parse("平成元年1月8日") == dt.date(1989, 1, 8)


@given(st.dates(dt.date(1868, 1, 25), dt.date(2100, 1, 1)))
def test_a_day_written_in_the_japanese_calendar_is_read_again(day):
    assert parse(text.date(day)) == day


@given(st.dates(dt.date(1955, 1, 1), dt.date(2100, 1, 1)))
def test_a_day_as_a_workbook_counts_is_read(day):
    assert parse(float((day - dt.date(1899, 12, 30)).days)) == day


def test_days_that_are_none_or_to_come_are_refused_by_row(tmp_path):
    found = sheet(tmp_path, "地区名,調査年月日\n八万,2026-11-21\n加茂,2026-11-22\n佐古,いつか\n")
    assert refusal(lambda: days(found, "調査年月日", today=TODAY)) == [
        "a.csv 4行目 「調査年月日」列: 日付として読めません。2026-03-31 や 令和8年3月31日 のように書いてください。"
    ]
    dated = sheet(tmp_path, "地区名,調査年月日\n八万,2026-11-21\n加茂,2026-11-22\n")
    assert refusal(lambda: days(dated, "調査年月日", today=TODAY)) == [
        "a.csv 3行目 「調査年月日」列: 今日(令和8年11月21日)より先の日付です。正しい日付に直してください。"
    ]


@pytest.mark.parametrize("cell", [float("inf"), float("nan"), 1e308, "9" * 5_000])
def test_a_number_beyond_all_days_is_no_day(cell):
    assert parse(cell) is None
