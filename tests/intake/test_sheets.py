"""Tables as cities send them: titles above, notes below, headings in two rows, a comma too many."""

import pytest

from shiensys.intake.sheets.sheet import read_sheet
from tests.intake.sheets_made import HEADINGS, codes, refusal, sheet, text_file, workbook_file


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(tmp_path):
    found = sheet(tmp_path, '地区名,人数\n八万,1\n"加\n茂",2\n\n佐古,3\n')
    assert found.cells["地区名"].to_dict() == {2: "八万", 3: "加\n茂", 5: "佐古"}


@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_the_delimiter_is_found(tmp_path, sign):
    found = sheet(tmp_path, f"地区名{sign}人数\n八万{sign}1\n")
    assert found.cells.loc[2].tolist() == ["八万", "1"]


def test_blank_cells_are_blank_and_na_is_a_word(tmp_path):
    cells = sheet(tmp_path, "地区名,人数\n,NA\n八万,\n").cells
    assert cells.isna().to_numpy().tolist() == [[True, False], [False, True]]


def test_titles_above_and_notes_below_are_no_data(tmp_path):
    found = sheet(tmp_path, "年齢別人口,\n(単位:人),\n地区名,人数\n八万,1\n※速報値,\n")
    assert (found.heading_row, len(found.cells), codes(found.findings)) == (3, 1, ["footnotes"])
    assert str(found.findings[0]) == "a.csv 5行目: 表の下の注記1行は、データではないので読みませんでした。"


def test_headings_in_two_rows_with_merged_cells_are_joined(tmp_path):
    found = sheet(tmp_path, "地区名,65歳以上,,計\n,男,女,\n八万,1,2,3\n")
    assert found.cells.columns.tolist() == ["地区名", "65歳以上_男", "65歳以上_女", "計"]
    assert found.heading_row == 2


def test_groups_above_the_known_headings_are_joined_too(tmp_path):
    found = sheet(tmp_path, ",65歳以上,,75歳以上,\n地区名,男,女,男,女\n八万,1,2,3,4\n")
    assert found.cells.columns.tolist() == ["地区名", "65歳以上_男", "65歳以上_女", "75歳以上_男", "75歳以上_女"]


def test_of_several_sheets_the_one_that_fits_is_read_and_said(tmp_path):
    rows = [["年齢別人口"], ["地区名", "人数"], ["八万", 12.5]]
    path = workbook_file(tmp_path / "a.xlsx", はじめに=[["読み方"]], 人口=rows)
    found = read_sheet(path, known=HEADINGS)
    assert (found.name, found.heading_row, found.cells.loc[3].tolist()) == ("人口", 2, ["八万", 12.5])
    assert str(found.findings[0]) == "a.xlsx 「人口」: このシートを読みました。ほかのシートは読んでいません: はじめに"


def test_a_workbook_is_told_by_its_contents_not_its_name(tmp_path):
    path = workbook_file(tmp_path / "a.csv", 人口=[["地区名"], ["八万"]])
    assert read_sheet(path, known=HEADINGS).cells["地区名"].tolist() == ["八万"]


def test_text_that_was_garbled_is_recovered_and_said(tmp_path):
    found = sheet(tmp_path, "地区名,人数\n埼玉県,1\n".encode().decode("cp932", "ignore"))
    assert (codes(found.findings), found.cells.loc[2].tolist()) == (["recovered_text"], ["埼玉県", "1"])


def test_blank_cells_left_out_at_the_end_of_a_row_are_blank(tmp_path):
    found = sheet(tmp_path, "地区名,人数,備考\n八万,1,\n加茂,2\n")
    assert (codes(found.findings), found.cells["備考"].isna().all()) == (["short_rows"], True)


BROKEN = {
    "ファイルの中身が空です": "",
    "見出しの行が見つかりません": "x,y\n1,2\n",
    "見出しの下にデータの行がありません": "地区名,人数\n",
    "同じ見出しが2つ以上あります: 人数": "地区名,人数,人数\n八万,1,2\n",
    "a.csv 3行目: この行は値が3個ありますが、見出しは2個です": "地区名,人数\n八万,1\n加茂,2,3\n",
    "a.csv 3行目: この行は値が2個しかありません": "地区名,人数,性別\n八万,1,男\n加茂,2\n",
    'a.csv 3行目: 引用符(")の使い方が正しくない': '地区名,人数\n八万,1\n"加茂,2\n佐古,3\n',
}


@pytest.mark.parametrize(("sentence", "text"), BROKEN.items())
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path, sentence, text):
    said = refusal(lambda: sheet(tmp_path, text))
    assert len(said) == 1
    assert sentence in said[0]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refusal(lambda: read_sheet(tmp_path / "b.csv", known=HEADINGS)) == [
        "b.csv: ファイルが見つかりません。場所と名前を確かめてください。"
    ]


def test_a_damaged_workbook_is_refused(tmp_path):
    path = text_file(tmp_path / "a.xlsx", b"PK\x03\x04broken")
    assert "表計算のファイルとして開けません" in refusal(lambda: read_sheet(path, known=HEADINGS))[0]


def test_a_column_without_heading_is_not_read_and_that_is_said(tmp_path):
    found = sheet(tmp_path, "地区名,,人数,\n八万,覚え,1,\n")
    assert found.cells.columns.tolist() == ["地区名", "人数"]
    assert codes(found.findings) == ["unnamed_column"]


def test_text_that_was_kept_from_being_a_formula_is_read_as_it_was(tmp_path):
    found = sheet(tmp_path, "地区名,性別\n'=1+1,''-港\n=2,'港\n")
    assert found.cells["地区名"].tolist() == ["=1+1", "=2"]
    assert found.cells["性別"].tolist() == ["'-港", "'港"]
    path = workbook_file(tmp_path / "b.xlsx", 表=[["地区名", "人数"], ["'＝港", 5.0], ["東", "'-3"]])
    found = read_sheet(path, known=HEADINGS)
    assert found.cells["地区名"].tolist() == ["＝港", "東"]
    assert found.cells["人数"].tolist() == [5.0, "-3"]


def test_a_column_is_numbers_only_where_all_its_rows_are(tmp_path):
    rows = [["八万", at, at, None] for at in range(600)] + [["加茂", None, "不明", "覚え"]]
    path = workbook_file(tmp_path / "a.xlsx", 人口=[["地区名", "人数", "性別", "備考"], *rows])
    cells = read_sheet(path, known=HEADINGS).cells
    assert cells.dtypes.astype(str).tolist() == ["object", "float64", "object", "object"]
    assert cells["人数"].isna().sum() == 1
    assert [cells["性別"].iloc[0], cells["性別"].iloc[-1]] == [0.0, "不明"]
    assert cells["備考"].notna().sum() == 1
