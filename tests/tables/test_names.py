"""One district, many spellings; and names that must not be guessed."""

import pandas as pd
import pytest

from shiensys.tables.names import match, normalised

DISTRICTS = pd.DataFrame({"district_id": ["1", "2", "3", "4"], "name": ["大井川東小学校", "第2地区", "加茂", "加茂名"]})


@pytest.mark.parametrize("written", ["大井川東小", "大井川東", "焼津市立大井川東小学校", "大井川東 小学校区"])
def test_a_school_district_is_found_however_it_is_written(written):
    assert match(pd.Series([written]), DISTRICTS).ids == {written: "1"}


def test_kanji_numerals_and_full_width_digits_are_the_same():
    assert match(pd.Series(["第二地区", "第２地区"]), DISTRICTS).ids == {"第二地区": "2", "第２地区": "2"}


def test_a_name_that_begins_another_is_not_taken_for_it():
    assert match(pd.Series(["加茂名"]), DISTRICTS).ids == {"加茂名": "4"}


def test_a_name_that_fits_two_districts_fits_none():
    twins = pd.DataFrame({"district_id": ["a", "b"], "name": ["旭小学校", "旭地区"]})
    found = match(pd.Series(["旭", "旭地区"]), twins)
    assert found.ids == {"旭地区": "b"}
    assert [u.name for u in found.unmatched] == ["旭"]


def test_an_unknown_name_comes_back_with_the_nearest():
    found = match(pd.Series(["大井川束小学校"]), DISTRICTS)
    assert found.unmatched[0].nearest[0] == "大井川東小学校"


def test_endings_alone_are_no_name():
    assert normalised("小") == "小"
    assert normalised("地区") == "地区"
