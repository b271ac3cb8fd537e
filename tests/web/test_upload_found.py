"""Findings as the upload page writes them: said once, and each question with those who are meant."""

import re

import pytest

from shiensys.intake.findings import Finding, Severity, Where, noted
from shiensys.text import LOCALE_FOLDER, say
from shiensys.web.upload import found


def blank(item: str, column: str = "", n: int = 2) -> Finding:
    who = "回答者番号 0001、0002"
    return noted("required_blank", Where("a.csv", column=column), item=item, n=n, who=who).about(range(2, 2 + n))


def words(html: str) -> list[str]:
    return [part for part in re.split(r"<[^>]+>", html) if part]


def test_questions_left_blank_are_one_group_with_a_line_for_each_question():
    html = found.group([blank("階段", "問2(1)"), blank("転倒", "問2(4)", 3)], "noted")
    title, count, *lines = words(html)
    assert title == say("upload.group.required_blank")
    assert count == "2問"
    assert lines == ["問2(1) 階段: 2人(回答者番号 0001、0002)", "問2(4) 転倒: 3人(回答者番号 0001、0002)"]


def test_one_question_says_all_in_its_sentence():
    html = found.group([blank("階段")], "noted")
    assert words(html)[0].startswith("必ず答える問い「階段」が空欄の人が2人います(回答者番号 0001、0002)")


def test_a_heading_of_a_file_writes_no_markup():
    html = found.group([blank("<b>階段"), blank("転倒")], "noted")
    assert "<b>" not in html


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_finding_about_one_question_has_a_title(language):
    intake, upload = ((LOCALE_FOLDER / language / f"{name}.po").read_text("utf-8") for name in ("intake", "upload"))
    entries = re.findall(r'msgid "intake\.finding\.(\w+)"\nmsgstr "(.*)"', intake)
    of_one_question = {code for code, sentence in entries if "{item}" in sentence and "{who}" in sentence}
    assert of_one_question < set(re.findall(r'msgid "upload\.group\.(\w+)"', upload)) == found.OF_QUESTIONS


def test_columns_with_faulty_numbers_are_one_group_and_name_rows_once():
    told = [
        Finding("answer_unknown", Severity.REFUSED, Where("a.csv", column=column), values | {"n": 1}).about([3])
        for column, values in (
            ("問2(1)", {"first": 1, "last": 3, "rows": "3 / 回答者番号 0002"}),
            ("問4(1)", {"first": 1, "last": 2, "rows": "3 / 回答者番号 0002"}),
        )
    ]
    title, count, first, _ = words(found.group(told, "refused"))
    assert (title, count) == (say("upload.group.answer_unknown"), "2問")
    assert first.startswith("「問2(1)」列: 1から3までの番号でない回答が1行あります(行: 3 / 回答者番号 0002)")


def test_findings_of_places_are_written_as_before():
    rows = [Finding("cell_blank", Severity.REFUSED, Where("a.csv", row=row)) for row in (3, 4)]
    assert words(found.group(rows, "refused"))[1:] == ["2か所", "3行目", "4行目"]
