"""When something takes place: rosters' words read, said again, and what nobody could know left alone."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiensys.measures.schedules import (
    BackwardsError,
    NeverOccursError,
    Schedule,
    next_days,
    readable,
    rule,
    times_month,
    weekdays,
    words,
)  # fmt: skip
from shiensys.measures.schedules.schedule import WEEKDAYS
from shiensys.text import speaking

TODAY = dt.date(2026, 11, 22)  # a Sunday
READ = {
    "毎週火曜": "FREQ=WEEKLY;BYDAY=TU",
    "火曜日": "FREQ=WEEKLY;BYDAY=TU",
    "毎週火・金曜": "FREQ=WEEKLY;BYDAY=TU,FR",
    "毎週火曜、金曜": "FREQ=WEEKLY;BYDAY=TU,FR",
    "月・水・金": "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "土日": "FREQ=WEEKLY;BYDAY=SA,SU",
    "月曜日から金曜日": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "平日": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "毎日": "FREQ=DAILY",
    "隔週木曜": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
    "第1・3水曜": "FREQ=MONTHLY;BYDAY=1WE,3WE",
    "第１、第３水曜日": "FREQ=MONTHLY;BYDAY=1WE,3WE",
    "第一・三水曜": "FREQ=MONTHLY;BYDAY=1WE,3WE",
    "毎月第2木曜日": "FREQ=MONTHLY;BYDAY=2TH",
    "第1水曜・第3金曜": "FREQ=MONTHLY;BYDAY=1WE,3FR",
    "最終金曜": "FREQ=MONTHLY;BYDAY=-1FR",
    "第5土曜": "FREQ=MONTHLY;BYDAY=5SA",
    "毎週土曜(第5週は休み)": "FREQ=MONTHLY;BYDAY=1SA,2SA,3SA,4SA",
    "毎週火曜と第2土曜": "FREQ=MONTHLY;BYDAY=TU,2SA",
    "毎月25日": "FREQ=MONTHLY;BYMONTHDAY=25",
    "毎月5・15日・末日": "FREQ=MONTHLY;BYMONTHDAY=-1,5,15",
    "隔月 第2木曜": "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TH",
    "4月〜6月の毎週土曜": "FREQ=WEEKLY;BYMONTH=4,5,6;BYDAY=SA",
    "奇数月の第2木曜": "FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11;BYDAY=2TH",
    "毎日(月・火曜は休み)": "FREQ=WEEKLY;BYDAY=WE,TH,FR,SA,SU",
    "平日(水曜を除く)": "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR",
    "毎月2回第1第3火曜日": "FREQ=MONTHLY;BYDAY=1TU,3TU",
    "毎年4月29日": "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=29",
    "週2回(火・金)": "FREQ=WEEKLY;BYDAY=TU,FR",
    "毎週火曜(令和9年3月31日まで)": "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270331",
    "RRULE:FREQ=MONTHLY;BYDAY=WE;BYSETPOS=2": "FREQ=MONTHLY;BYDAY=2WE",
    "FREQ=YEARLY;BYMONTH=5;BYDAY=2SA": "FREQ=MONTHLY;BYMONTH=5;BYDAY=2SA",
}
HOURS = {
    "10時〜12時": (dt.time(10), dt.time(12)),
    "10:00-12:00": (dt.time(10), dt.time(12)),
    "13時半から15時": (dt.time(13, 30), dt.time(15)),
    "午後1時30分〜3時": (dt.time(13, 30), dt.time(15)),
    "午前10時〜正午": (dt.time(10), dt.time(12)),
    "PM1:30〜3:00": (dt.time(13, 30), dt.time(15)),
    "9-12時": (dt.time(9), dt.time(12)),
    "10時〜": (dt.time(10), None),
    "17時まで": (None, dt.time(17)),
}
LEFT_ALONE = (
    "月曜休み", "9時〜17時 月曜定休", "【開館時間】9:00〜21:30 【休館日】月曜日", "毎週火曜 第1・3月曜は休み",
    "月2回", "週1回 午後", "予約制", "春〜秋 月2回", "積雪の朝", "毎週月", "第1水曜・土曜", "週3回(火・金)",
    "10時〜12時", "毎週火曜と隔週木曜", "毎週火曜 1時半〜3時", "毎週火曜 9時〜5時", "毎週火曜 25時〜",
    "毎週火曜 10時〜12時、13時〜15時", "第6月曜", "毎週火曜ごろ", "FREQ=SECONDLY", "FREQ=WEEKLY",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "RRULE:X", "", "  ", "毎週火曜" * 100,
    "FREQ=DAILY;" + "BYMONTH=1;" * 100,
)  # fmt: skip


@pytest.mark.parametrize(("text", "rrule"), READ.items())
def test_days_are_read(text, rrule):
    assert rule(text, on=TODAY).rrule == rrule


@pytest.mark.parametrize(("text", "hours"), HOURS.items())
def test_hours_are_read_beside_the_days(text, hours):
    found = rule(f"毎週水曜 {text}", on=TODAY)
    assert (found.rrule, found.begins, found.ends) == ("FREQ=WEEKLY;BYDAY=WE", *hours)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_nobody_could_know_is_not_guessed(text):
    assert rule(text, on=TODAY) is None


@pytest.mark.parametrize("text", READ)
def test_words_are_read_back_as_the_same(text):
    found = rule(text, on=TODAY)
    assert rule(words(found), on=TODAY) == found


@settings(max_examples=60)
@given(
    days=st.sets(st.sampled_from(WEEKDAYS), min_size=1),
    weeks=st.sets(st.sampled_from([1, 2, 3, 4, 5, -1])),
    months=st.sets(st.integers(1, 12), max_size=11),
    begins=st.none() | st.times(dt.time(6), dt.time(21)),
)
def test_any_rule_of_weekdays_survives_its_words(days, weeks, months, begins):
    by = ",".join(f"{week or ''}{day}" for week in (weeks or {0}) for day in days)
    month = f"BYMONTH={','.join(map(str, sorted(months)))};" if months else ""
    found = rule(f"FREQ={'MONTHLY' if weeks else 'WEEKLY'};{month}BYDAY={by}", on=TODAY)
    at = None if begins is None else begins.replace(second=0, microsecond=0)
    found = Schedule(found.rrule, at)
    assert rule(words(found), on=TODAY) == found


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "行われる日がありません"),
        ("2月の毎月30日", "行われる日がありません"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=0", "行われる日がありません"),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260301", "令和8年3月1日で終わっています"),
    ],
)
def test_what_never_takes_place_is_told(text, part):
    with pytest.raises(NeverOccursError) as error:
        rule(text, on=TODAY)
    assert part in str(error.value)
    assert readable(text, on=TODAY) is None


def test_a_leap_day_on_one_weekday_does_take_place():
    assert rule("FREQ=MONTHLY;BYMONTH=2;BYDAY=5SA", on=TODAY) is not None  # 2048


def test_an_end_before_its_begin_is_told():
    with pytest.raises(BackwardsError, match=r"終わり\(10:00\)が始まり\(15:00\)"):
        rule("毎週火曜 15時〜10時", on=TODAY)


def test_the_next_days_are_counted_from_the_day_after():
    found = rule("第1・3水曜", on=TODAY)
    assert next_days(found, dt.date(2026, 12, 2), 2) == [dt.date(2026, 12, 16), dt.date(2027, 1, 6)]
    assert next_days(rule("毎週火曜と第2土曜", on=TODAY), dt.date(2026, 12, 8), 2) == [
        dt.date(2026, 12, 12), dt.date(2026, 12, 15),
    ]  # fmt: skip


SECOND_WEEKS = ["2026-11-26", "2026-12-10", "2026-12-24"]
STARTED = {
    "隔週木曜 10時〜12時(2026年11月26日から)": SECOND_WEEKS,
    "隔週木曜 次回:令和8年11月12日": SECOND_WEEKS,
    "DTSTART:20261029\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH": SECOND_WEEKS,
    "毎週火曜 2026年12月1日から2026年12月8日まで": ["2026-12-01", "2026-12-08"],
    "毎週火曜(全5回) 令和8年11月10日開始": ["2026-11-24", "2026-12-01", "2026-12-08"],
    "隔月第2木曜(2026年10月8日から)": ["2026-12-10", "2027-02-11", "2027-04-08"],
    "毎週火曜 10時から12時": ["2026-11-24", "2026-12-01", "2026-12-08"],  # of the hour, not of a day
}


@pytest.mark.parametrize(("text", "days"), STARTED.items())
def test_a_day_on_which_it_takes_place_tells_those_that_follow(text, days):
    found = rule(text, on=TODAY)
    assert [str(day) for day in next_days(found, dt.date(2026, 11, 22), 3)] == days


def test_a_first_day_that_is_none_of_its_days_is_refused():
    with pytest.raises(NeverOccursError, match="令和8年11月25日は"):  # a Wednesday
        rule("隔週木曜(2026年11月25日から)", on=TODAY)
    assert rule("隔週木曜(1850年1月3日から)", on=TODAY) is None
    assert rule("隔週木曜(2026年13月3日から)", on=TODAY) is None


CLOSED = {  # after 31 December 2026, a Thursday; 1 and 11 January 2027 are holidays
    "毎週月・金曜": ["01", "04", "08", "11"],
    "毎週月・金曜(祝日休み)": ["04", "08", "15", "18"],
    "毎週月・金・日曜(年末年始は休み)": ["04", "08", "10", "11"],
    "平日 9時〜17時": ["04", "05", "06", "07"],
}


@pytest.mark.parametrize(("text", "days"), CLOSED.items())
def test_days_on_which_it_is_closed_are_left_out(text, days):
    found = next_days(rule(text, on=TODAY), dt.date(2026, 12, 31), 4)
    assert [f"{day:%d}" for day in found] == days


@pytest.mark.parametrize("text", ["隔週木曜", "毎週火曜(全5回)"])
def test_which_week_it_begins_nobody_knows(text):
    assert next_days(rule(text, on=TODAY), TODAY, 3) == []


def test_a_rule_ends_with_its_last_day():
    found = rule("毎週火曜(令和8年12月1日まで)", on=TODAY)
    assert next_days(found, TODAY, 5) == [dt.date(2026, 11, 24), dt.date(2026, 12, 1)]


def test_times_a_month_are_those_of_the_calendar():
    per_week = 365.2425 / 7 / 12
    assert times_month(rule("毎週火・金曜", on=TODAY)) == pytest.approx(2 * per_week)
    assert times_month(rule("隔週木曜", on=TODAY)) == pytest.approx(per_week / 2)
    assert times_month(rule("第1・3水曜", on=TODAY)) == 2
    assert times_month(rule("第5土曜", on=TODAY)) == pytest.approx(per_week - 4, abs=0.01)
    assert times_month(rule("4月〜6月の毎週土曜", on=TODAY)) == pytest.approx(per_week)


def test_dates_may_fall_on_any_weekday():
    assert weekdays(rule("毎月25日", on=TODAY)) == frozenset(WEEKDAYS)
    assert weekdays(rule("第1・3水曜", on=TODAY)) == {"WE"}


def test_what_stands_beside_the_rule_stays_beside_it():
    found = rule("平日 9時〜17時 (予約制、祝日を除く)", on=TODAY)
    assert words(found) == "平日 9時〜17時 (予約制)(祝日を除く)"
    assert words(rule("月〜金曜", on=TODAY)) == "月〜金曜"
    assert words(rule("毎週月曜(8月は休み)", on=TODAY)) == "8月を除く毎週月曜"


def test_a_schedule_is_said_in_english_too():
    with speaking("en"):
        assert words(rule("毎週火・金曜 10時〜12時", on=TODAY)) == "every Tuesday, Friday 10:00–12:00"
