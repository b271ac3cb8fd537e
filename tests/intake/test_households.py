"""Households of older people by district."""

import pytest

from shiensys.intake.people.households import read_households
from tests.intake.sheets_made import codes, read, refusal

HEADS = "地区名,調査年月日,世帯総数,65歳以上単身世帯,高齢夫婦世帯\n"


def test_our_template(tmp_path):
    found = read(read_households, tmp_path, HEADS + '八万,R8.3.31,"3,210世帯",456,X\n')
    row = found.table.iloc[0]
    assert (row["area"], row["all_households"], row["single_65"]) == ("八万", 3210, 456)
    assert found.table["couple_65"].isna().all()
    assert found.part == "2026-03-31"


def test_households_out_of_a_population_file_are_read_once_for_both_sexes(tmp_path):
    text = "地区名,調査年月日,性別,0～64歳,65歳以上,世帯数\n八万,2026-03-31,総数,5,3,4\n八万,2026-03-31,男,2,1,\n"
    found = read(read_households, tmp_path, text)
    assert found.table["all_households"].tolist() == [4]
    assert found.table["single_65"].isna().all()


def test_a_row_of_totals_is_compared_and_left_out(tmp_path):
    text = HEADS + "八万,2026-03-31,30,4,2\n加茂,2026-03-31,20,1,1\n合計,2026-03-31,51,5,3\n"
    found = read(read_households, tmp_path, text)
    assert found.table["area"].tolist() == ["八万", "加茂"]
    assert codes(found.findings) == ["total_rows", "city_total_differs", "no_districts_yet"]
    assert str(found.findings[1]) == (
        "a.csv 4行目 「世帯総数」列: 合計の行(令和8年3月31日)には51とありますが、地区を足すと50です"
        "(合わない数字は1か所)。数字は直さず、地区ごとの数字を使います。"
    )


REFUSED = {
    "a.csv 3行目: 同じ地区・日付の世帯数が2回あります": HEADS + "八万,2026-03-31,30,4,2\n" * 2,
    "a.csv 2行目: 高齢者の世帯数が、世帯総数より多く": HEADS + "八万,2026-03-31,5,4,2\n",
    "世帯数の列が見つかりません": "地区名,調査年月日\n八万,2026-03-31\n",
    "a.csv 2行目 「高齢夫婦世帯」列: マイナスの数": HEADS + "八万,2026-03-31,5,4,-2\n",
}


@pytest.mark.parametrize(("sentence", "text"), REFUSED.items())
def test_what_is_refused_and_why(tmp_path, sentence, text):
    said = refusal(lambda: read(read_households, tmp_path, text))
    assert len(said) == 1
    assert sentence in said[0]
