"""What leads to a person is refused wherever it stands in a file, and never quoted."""

import io

import openpyxl
import pytest

from shiensys.intake.answers.survey import read_survey
from shiensys.intake.findings import RefusedError
from shiensys.intake.privacy.identifiers import is_personal_number
from shiensys.intake.request import Checked, Request
from shiensys.intake.roster.resources import read_resources
from tests.intake import hostile_files as made
from tests.intake.sheets_made import TODAY, TOKUSHIMA

HEADINGS = ["回答者番号", "地区名", "年齢", "困りごと_買い物", "自由記述"]
NUMBER, OTHER = "123456789018", "123456789012"  # passes its check digit; doesn't


def survey(path, content: bytes) -> Checked:
    file = path / "r7.bin"
    file.write_bytes(content)
    return read_survey(Request(file, TOKUSHIMA, TODAY, date=TODAY, survey="ニーズ調査"))


def answers(*remarks: object) -> list[list[object]]:
    return [HEADINGS, *([f"{at:02d}", "八万", 72, 1, remark] for at, remark in enumerate(remarks))]


def refused(path, content: bytes) -> list[tuple[str, str, str]]:
    with pytest.raises(RefusedError) as error:
        survey(path, content)
    assert NUMBER not in str(error.value)
    assert "5175" not in str(error.value)
    return [(finding.code, finding.where.sheet, finding.where.column) for finding in error.value.findings]


def test_the_check_digit_is_worked_out_as_the_ordinance_says():
    """1×6+2×5+3×4+4×3+5×2+6×7+7×6+8×5+9×4+0×3+1×2 = 212; 212 mod 11 = 3; 11 - 3 = 8."""
    assert is_personal_number(NUMBER)
    assert not is_personal_number(OTHER)


@pytest.mark.parametrize("remark", [f"番号は{NUMBER}", "１２３４ ５６７８ ９０１８", "1234-5678-9018"])
def test_a_personal_number_in_free_text(tmp_path, remark):
    assert refused(tmp_path, made.table(answers("特になし", remark))) == [("personal_number", "", "自由記述")]


def test_respondents_may_have_long_numbers_of_the_surveys_own(tmp_path):
    rows = [HEADINGS[:4], *([f"2026{at:08d}", "八万", 72, 1] for at in range(50))]
    assert len(survey(tmp_path, made.table(rows)).table) == 50
    assert len(survey(tmp_path, made.workbook([rows[0], *([float(row[0]), *row[1:]] for row in rows[1:])])).table) == 50


@pytest.mark.parametrize("remark", ["０８８−６２１−５１７５へ", "090-6215-5175", "(088)621-5175", "a.b@example.jp"])
def test_a_way_to_reach_somebody(tmp_path, remark):
    content = made.table(answers("買い物が大変", "週に2-3回", "0001-2", remark))
    with pytest.raises(RefusedError) as error:
        survey(tmp_path, content)
    (finding,) = error.value.findings
    assert (finding.code, finding.rows) == ("personal_contact", (5,))


def test_birth_dates_under_another_heading(tmp_path):
    assert refused(tmp_path, made.table(answers("昭和20年5月1日", "S15.1.3", "1938/4/2"))) == [
        ("personal_birth_date", "", "自由記述")
    ]


def test_days_of_the_survey_and_words_are_no_birth_dates(tmp_path):
    assert len(survey(tmp_path, made.table(answers("2026-01-05", "令和8年1月6日", "25000", "八万"))).table) == 4


def hidden(rows: list[list[object]]) -> bytes:
    """A workbook with a second sheet that nobody sees."""
    book = openpyxl.load_workbook(io.BytesIO(made.workbook(answers("x"), 名簿=rows)))
    book["名簿"].sheet_state = "hidden"
    return made.saved(book)


def test_a_hidden_list_of_names(tmp_path):
    assert refused(tmp_path, hidden([["氏名", "住所"], ["某", "某町"]]))[0] == ("personal_hidden", "名簿", "")


def test_a_hidden_list_of_numbers_without_heading(tmp_path):
    assert refused(tmp_path, hidden([[NUMBER], [float(NUMBER)]])) == [("personal_hidden", "名簿", "")]


def test_a_sheet_that_is_seen_is_searched_too(tmp_path):
    assert refused(tmp_path, made.workbook(answers("x"), 名簿=[["電話番号"], ["088-621-5175"]])) == [
        ("personal_beside", "名簿", "")
    ]


def test_notes_that_name_the_office_and_speak_of_names_are_harmless(tmp_path):
    notes = [["氏名は書かないでください"], ["問い合わせ 088-621-5175"], ["記入例"], ["回答者番号", "地区名"]]
    assert len(survey(tmp_path, made.workbook(answers("x"), はじめに=notes)).table) == 1


def test_a_roster_may_hold_contacts_but_no_personal_numbers(tmp_path):
    file = tmp_path / "a.csv"
    rows = [["名称", "種類", "対象地区", "連絡先"], ["サロン", "通いの場", "八万", "088-621-5175"]]
    file.write_bytes(made.table(rows))
    assert len(read_resources(Request(file, TOKUSHIMA, TODAY)).table) == 1
    file.write_bytes(made.table([*rows, ["体操", "通いの場", "八万", NUMBER]]))
    with pytest.raises(RefusedError, match="個人番号"):
        read_resources(Request(file, TOKUSHIMA, TODAY))
