"""The uploader's own file comes back with the cells marked, and nothing in it lives."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from shiensys import loading
from shiensys.intake import templates
from shiensys.intake.cage import door
from shiensys.intake.cage import marking as job
from shiensys.intake.findings import Finding, RefusedError, Severity, Where, mended, noted
from shiensys.intake.marking import book as marking_book
from shiensys.intake.marking import marked
from shiensys.intake.request import Said
from shiensys.intake.sheets.sheet import read_sheet
from shiensys.intake.upload import Upload
from tests.intake.sheets_made import TOKUSHIMA, text_file

RED, YELLOW, BLUE = "00F2A79B", "00FFE08A", "00CFE2F3"
PEOPLE = "焼津の人口\n地区名,人数\n港,x\n小川,-5\n東,3\n"


def refused(code: str, row: int | None, column: str, rows: tuple[int, ...] = (), sheet: str = "", **values) -> Finding:
    return Finding(code, Severity.REFUSED, Where("a.csv", sheet, row, column), values, rows)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def coloured(sheet, colour: str) -> list[str]:
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == colour]


def workbook(sheets: dict[str, list[list[object]]], change=lambda _book: None) -> Upload:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    change(book)
    out = BytesIO()
    book.save(out)
    return Upload.of("a.xlsx", out.getvalue())


def test_a_text_comes_back_whole_with_cells_coloured_and_told():
    filled = mended("names_filled", Where("a.csv", "", None, "地区名"), n=1)
    found = [refused("not_a_number", 3, "人数"), refused("negative", 4, "人数"), filled]
    book = opened(marked(Upload.of("人口[r7].csv", PEOPLE.encode()), found))
    assert book.sheetnames == ["確認の結果", "人口_r7_"]
    sheet = book["人口_r7_"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["地区名", "人数"], ["港", "x"], ["小川", "'-5"], ["東", "3"],
    ]  # fmt: skip
    assert coloured(sheet, RED) == ["B3", "B4"]
    assert coloured(sheet, YELLOW) == ["A2"]
    assert sheet["B3"].comment.text == "【直してください】" + str(found[0]).partition(":")[2].strip()


def test_the_first_sheet_lists_all_findings_worst_first_with_a_way_to_each_cell():
    found = [noted("households_there", Where("a.csv", "", None, "地区名")), refused("negative", 4, "人数")]
    front = opened(marked(Upload.of("a.csv", PEOPLE.encode()), found))["確認の結果"]
    rows = [[cell.value for cell in row] for row in front.iter_rows(min_row=4)]
    assert [row[:3] for row in rows] == [[None, 4, "人数"], [None, None, "地区名"]]
    assert rows[0][3].startswith("【直してください】")
    assert [front.cell(row, 5).hyperlink.location for row in (4, 5)] == ["'a'!B4", "'a'!A2"]


def test_all_rows_that_a_finding_is_about_are_marked_not_the_named_ones_alone():
    found = [Finding("more_rows", Severity.REFUSED, Where("a.csv", "", None, "人数"), {"n": 2}, (3, 5))]
    sheet = opened(marked(Upload.of("a.csv", PEOPLE.encode()), found))["a"]
    assert coloured(sheet, RED) == ["B3", "B5"]


def test_a_finding_without_a_column_marks_the_row_and_one_of_the_whole_file_marks_nothing():
    found = [refused("stands_twice", 4, ""), refused("no_survey", None, "")]
    sheet = opened(marked(Upload.of("a.csv", PEOPLE.encode()), found))["a"]
    assert coloured(sheet, RED) == ["A4", "B4"]


def test_what_weighs_more_stays_visible_where_two_findings_meet():
    places = Where("a.csv", "", 3, "人数")
    found = [refused("not_a_number", 3, "人数"), noted("households_there", places)]
    sheet = opened(marked(Upload.of("a.csv", PEOPLE.encode()), found))["a"]
    assert (coloured(sheet, RED), coloured(sheet, BLUE)) == (["B3"], [])
    assert sheet["B3"].comment.text.count("【") == 2


def test_two_rows_of_headings_are_found_by_their_joined_name():
    text = "地区名,65歳以上,\n,男,女\n港,1,x\n"
    found = [refused("not_a_number", 3, "65歳以上_女")]
    assert coloured(opened(marked(Upload.of("a.csv", text.encode()), found))["a"], RED) == ["C3"]


def test_a_small_workbook_keeps_its_look_and_its_other_sheets():
    def change(book):
        book["表"]["A1"].font = Font(bold=True)
        book["表"].column_dimensions["A"].width = 33

    upload = workbook({"表": [["地区名", "人数"], ["港", "x"]], "めも": [["ひとこと"]]}, change)
    book = opened(marked(upload, [refused("not_a_number", 2, "人数", sheet="表")]))
    assert book.sheetnames == ["確認の結果", "表", "めも"]
    assert book["表"]["A1"].font.b
    assert book["表"].column_dimensions["A"].width == 33
    assert coloured(book["表"], RED) == ["B2"]


def test_nothing_lives_in_what_comes_back():
    def change(book):
        sheet = book["表"]
        sheet["C2"] = '=WEBSERVICE("http://x/")'
        sheet["C3"].value, sheet["C3"].data_type = "=1+1", "s"
        sheet["A2"].hyperlink = "http://x/"
        rule = DataValidation(type="list", formula1='=WEBSERVICE("http://x/")')
        rule.add("B2")
        sheet.add_data_validation(rule)

    upload = workbook({"表": [["地区名", "人数", "式"], ["港", 1, ""], ["@東", 2, ""]]}, change)
    data = marked(upload, [refused("negative", 2, "人数", sheet="表")])
    sheet = opened(data)["表"]
    assert [cell.data_type for row in sheet.iter_rows() for cell in row].count("f") == 0
    assert (sheet["A3"].value, sheet["C3"].value, sheet["C3"].quotePrefix) == ("'@東", "'=1+1", True)
    assert sheet["A2"].hyperlink is None
    assert sheet.data_validations.dataValidation == []


@pytest.mark.parametrize("text", ["'=1+1", "=1+1", "''-港", "'港"])
def test_what_comes_back_is_read_as_the_file_was(text, tmp_path):
    before = read_sheet(text_file(tmp_path / "a.csv", f"地区名,人数\n{text},1\n"), known=["地区名"])
    (tmp_path / "b.xlsx").write_bytes(marked(Upload.from_path(tmp_path / "a.csv"), [refused("negative", 2, "人数")]))
    after = read_sheet(tmp_path / "b.xlsx", known=["地区名"])
    assert after.cells["地区名"].tolist() == before.cells["地区名"].tolist()
    assert after.findings == ()


def test_of_a_large_file_the_rows_concerned_come_back_under_their_old_numbers(monkeypatch):
    monkeypatch.setattr(marking_book, "MOST_CELLS", 100)
    text = "地区名,人数\n" + "港,1\n" * 200 + "東,x\n" + "港,1\n" * 50
    book = opened(marked(Upload.of("a.csv", text.encode()), [refused("not_a_number", 202, "人数")]))
    assert "大きなファイル" in book["確認の結果"]["A1"].value
    sheet = book["a"]
    assert [cell.value for cell in sheet[sheet.max_row]] == [202, "東", "x"]
    assert [cell.value for cell in sheet[2]] == [1, "地区名", "人数"]
    assert sheet.max_row == 1 + 30 + 1
    assert coloured(sheet, RED) == [f"C{sheet.max_row}"]


@pytest.mark.parametrize("content", [b'{"type": "FeatureCollection"}', b"", b"PK\x03\x04 no zip", bytes(range(256))])
def test_of_a_file_that_is_no_table_the_list_comes_back_alone(content):
    book = opened(marked(Upload.of("a.geojson", content), [refused("no_survey", None, "")]))
    assert book.sheetnames == ["確認の結果"]
    assert book.worksheets[0]["D4"].value.startswith("【直してください】")


def test_a_filled_template_comes_back_marked_through_the_cage(empty_store):
    book = openpyxl.load_workbook(BytesIO(templates.template("returns")))
    for column, value in enumerate(["調査", "港", 300, 200, 250], start=1):
        book["入力"].cell(2, column).value = value
    out = BytesIO()
    book.save(out)
    upload = Upload.of("回収.xlsx", out.getvalue())
    with pytest.raises(RefusedError) as error:
        loading.check("returns", upload, TOKUSHIMA, Said())
    data = door.run("mark", upload, job.asked(error.value.findings))
    back = opened(data)
    assert coloured(back["入力"], RED) == ["E2"]
    assert back["入力"].data_validations.dataValidation
    back["入力"]["E2"].value = 150
    back.save(out := BytesIO())
    assert loading.check("returns", Upload.of("回収.xlsx", out.getvalue()), TOKUSHIMA, Said()).rows == 1
