"""Persons certified for care, by level."""

import pytest

from shiensys.intake.people.certified import read_certified
from tests.intake.sheets_made import codes, read, refusal


def test_our_template_a_row_a_level(tmp_path):
    rows = "八万,2026-03-31,要介護１,40\n八万,2026-03-31,要支援2,-\n八万,2026-03-31,計,40\n"
    found = read(read_certified, tmp_path, "地区名,調査年月日,要介護度,人数\n" + rows)
    assert found.table[["level", "persons"]].to_numpy().tolist() == [["要介護1", 40], ["要支援2", 0]]
    assert found.table["age_from"].tolist() == [65, 65]
    assert found.table["age_to"].isna().all()
    assert codes(found.findings) == ["other_levels", "no_districts_yet"]


def test_a_column_a_level_with_a_row_of_totals(tmp_path):
    text = (
        "地区名,調査年月日,要介護１,要介護2,計\n八万,2026-03-31,3,40,43\n加茂,2026-03-31,-,1,1\n合計,R8.3.31,3,41,44\n"
    )
    found = read(read_certified, tmp_path, text)
    assert found.table["persons"].tolist() == [3, 40, 0, 1]
    assert codes(found.findings) == ["total_rows", "no_districts_yet"]


def test_ages_that_overlap_count_nobody_twice(tmp_path):
    rows = "八万,2026-03-31,65～74歳,4\n八万,2026-03-31,75歳以上,9\n八万,2026-03-31,65歳以上,13\n"
    found = read(read_certified, tmp_path, "地区名,調査年月日,年齢,要介護1\n" + rows)
    assert found.table["age_from"].tolist() == [65, 75]
    assert found.table["persons"].sum() == 13


REFUSED = {
    "要支援1から要介護5までの区分が見つかりません": "地区名,調査年月日,人数\n八万,2026-03-31,3\n",
    "必要な見出し「人数」がありません": "地区名,調査年月日,要介護度\n八万,2026-03-31,要介護1\n",
    "a.csv 3行目: 同じ地区・日付・性別・年齢の数字が2回": "地区名,調査年月日,要介護1\n" + "八万,2026-03-31,3\n" * 2,
}


@pytest.mark.parametrize(("sentence", "text"), REFUSED.items())
def test_what_is_refused_and_why(tmp_path, sentence, text):
    said = refusal(lambda: read(read_certified, tmp_path, text))
    assert len(said) == 1
    assert sentence in said[0]
