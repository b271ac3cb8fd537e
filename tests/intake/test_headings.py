"""Which heading is which column, and what is said when one is missing."""

from shiensys.intake.sheets.headings import matched
from tests.intake.sheets_made import refusal, sheet


def test_spelling_of_width_and_blanks_does_not_matter(tmp_path):
    found = sheet(tmp_path, "地区名,６５歳以上 単身世帯\n八万,3\n")
    assert matched(found, "households", {}) == {"area": "地区名", "single_65": "６５歳以上 単身世帯"}


def test_the_users_mapping_wins(tmp_path):
    found = sheet(tmp_path, "地区名,校区,世帯数\n八万,南,3\n")
    assert matched(found, "households", {"area": "校区"})["area"] == "校区"


def test_a_missing_heading_is_named_with_those_that_are_there(tmp_path):
    found = sheet(tmp_path, "性別,人数\n男,3\n")
    assert refusal(lambda: matched(found, "population", {}, ["area"])) == [
        "a.csv 1行目: 必要な見出し「地区名」がありません。ファイルにある見出し: 性別、人数。"
        "--mapping で対応を指定することもできます。"
    ]


def test_a_mapping_to_a_heading_that_is_not_there_is_refused(tmp_path):
    found = sheet(tmp_path, "地区名,人数\n八万,3\n")
    assert (
        "対応表にある見出し「校区」が、ファイルにありません"
        in refusal(lambda: matched(found, "population", {"area": "校区"}))[0]
    )
