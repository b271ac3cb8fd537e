"""docs/methods.md §20 says what the registry's search does: its table and examples worked again."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from shiensys.answers.registry import MOST_POINTS
from shiensys.answers.registry.choices import NEXT
from shiensys.measures import searching
from shiensys.measures.fees import yen
from shiensys.measures.places import CONFIRMED_MONTHS
from shiensys.measures.schedules import rule, times_month, words
from shiensys.measures.schedules.clock import EARLIEST
from shiensys.tables.categories import category

TODAY = dt.date(2026, 11, 22)
DOCUMENT = Path(__file__).parents[1] / "docs" / "methods.md"


@pytest.fixture(scope="module")
def text() -> str:
    return DOCUMENT.read_text(encoding="utf-8").split("## §20 ")[1].split("\n## §")[0]


def test_each_line_of_the_table_is_read_and_said_so(text):
    lines = text.split("<!-- schedules -->")[1].split("\n\n")[1].splitlines()[2:]
    told = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert len(told) == 9
    for written, rrule, said in told:
        found = rule(written, on=TODAY)
        assert (found.rrule, words(found)) == (rrule, said)


def test_what_is_said_to_be_left_alone_is(text):
    for written in ("月2回", "春〜秋 月2回", "第1水曜・土曜", "1時半〜3時", "9時〜5時"):
        assert f"「{written}」" in text
        assert rule(written if "曜" in written or "回" in written else f"毎週火曜 {written}", on=TODAY) is None


def test_numbers_of_the_text_are_those_of_the_program(text):
    often = {name: times_month(rule(name, on=TODAY)) for name in ("毎週火・金曜", "第1・3水曜", "第5土曜")}
    assert (
        f"「毎週火・金曜」は月 {often['毎週火・金曜']:.1f}回、「第1・3水曜」は月 {often['第1・3水曜']:.0f}回、"
        f"「第5土曜」は月 {often['第5土曜']:.2f}回" in text
    )
    assert f"{EARLIEST}時より前" in text
    assert f"今日より後の {NEXT}日" in text
    assert f"点が {MOST_POINTS} を超える" in text
    assert f"{CONFIRMED_MONTHS}か月以上確認していない" in text
    assert f"÷ {category('salon').capacity_divisor:g} との" in text


def test_its_examples_of_fees_and_search_hold(text):
    assert (yen("30分300円"), yen("100円＋材料費500円")) == (600, 600)
    assert all(pd.isna(yen(open_)) for open_ in ("実費", "会費", "1割負担", "100円から"))
    assert searching.folded("ｻﾛﾝ") in searching.folded("いきいきさろん")
    points = pd.DataFrame({"longitude": [134.55], "latitude": [34.07]})
    assert f"北へ 0.01度の点までは {searching.away(points, 134.55, 34.08)[0]:,.0f} m" in text
