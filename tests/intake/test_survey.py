"""Answers to the needs survey."""

import datetime as dt

import geopandas as gpd
import pandas as pd
import pytest

from shiensys.intake.answers.survey import read_survey
from shiensys.intake.request import Request
from shiensys.intake.sheets.headings import aliases
from shiensys.tables.codebook import in_force
from shiensys.tables.survey import Survey
from tests.intake.sheets_made import TODAY, TOKUSHIMA, codes, read, refusal, workbook_file

HEAD = "回答者番号,地区名,年齢,性別,家族構成,活動への参加意向,困りごと_買い物,困りごと_通院,解決方法_買い物\n"
CLEAN = "0001,八万,72,女,1,2,1,0,10\n"
DISTRICTS = gpd.GeoDataFrame({"district_id": ["1"], "name": ["八万"], "area": ["南"]})
SAID = {"survey": "令和7年度ニーズ調査", "date": dt.date(2026, 1, 31), "districts": DISTRICTS}


def survey(tmp_path, *rows: str, head: str = HEAD, **said):
    return read(read_survey, tmp_path, head + "".join(rows), **{**SAID, **said})


def test_a_clean_file_passes_without_a_word(tmp_path):
    found = survey(tmp_path, CLEAN)
    row = found.table.iloc[0]
    assert found.findings == ()
    assert found.part == "令和7年度ニーズ調査"
    assert (row["respondent"], row["area"], row["sex"], row["weight"]) == ("0001", "八万", "female", 1)
    assert (row["household"], row["join"], row["trouble_shopping"], row["solved_shopping"]) == (1, 2, 1, 10)
    Survey.validate(found.table)


def test_our_own_template_with_every_column_filled_loads(tmp_path):
    lists = {item.key for item in in_force().items if item.answer == "boxes"}
    named = {column: headings[0] for column, headings in aliases("survey").items() if column not in lists | {"bmi"}}
    filled = dict.fromkeys(named, "1") | {
        "area": "八万",
        "codebook": "第9期",
        "height": "155",
        "body_weight": "52.5kg",
        "age": "72",
        "age_band": "70～74歳",
        "date": "R8.1.31",
    }
    head = ",".join(named.values()) + "\n"
    found = survey(tmp_path, ",".join(filled[column] for column in named) + "\n", head=head)
    asked = [column for column in found.table if column.startswith(("trouble_", "solved_", "wish_"))]
    assert len(asked) == 52
    assert set(in_force().columns) <= set(found.table)
    assert found.table["bmi"].tolist() == [21.9]  # 52.5 ÷ 1.55²; height and weight themselves are not kept
    assert not {"height", "body_weight"} & set(found.table)


def test_an_age_is_kept_as_a_band_of_five_years_and_no_finer(tmp_path):
    table = survey(tmp_path, CLEAN, CLEAN.replace("0001", "2").replace("72", "")).table
    assert table[["age_from", "age_to"]].values.tolist() == [[70, 74], [pd.NA, pd.NA]]


def test_bands_are_read_as_forms_write_them(tmp_path):
    head = "地区名,年齢階級,活動への参加意向\n"
    table = survey(tmp_path, "八万,65～69歳,1\n", "八万,85歳以上,1\n", "八万,無回答,1\n", head=head).table
    assert table["age_from"].tolist() == [65, 85, pd.NA]
    assert table["age_to"].tolist() == [69, pd.NA, pd.NA]


def test_a_question_that_wasnt_asked_has_no_column(tmp_path):
    table = survey(tmp_path, CLEAN).table
    assert "trouble_rubbish" not in table
    assert "wish_meals" not in table


def test_a_question_that_nobody_answered_wasnt_asked(tmp_path):
    found = survey(tmp_path, "1,八万,72,女,1,2,1,,10\n", "2,八万,72,女,1,2,0,,\n")
    assert "trouble_hospital" not in found.table
    assert codes(found.findings) == ["not_asked"]


def test_numbers_of_the_form_are_headings_too(tmp_path):
    head = "圏域,問4(5),問5(1)⑤,問5(2),性別\n"
    row = survey(tmp_path, "南,3,6,1,1\n", head=head).table.iloc[0]
    assert (row["area"], row["shops"], row["kayoinoba"], row["join"], row["sex"]) == ("南", 3, 6, 1, "male")
    assert row["respondent"] == "1"


def test_no_answer_is_blank_however_it_is_written(tmp_path):
    rows = [CLEAN.replace("0001", str(at)).replace(",1,2,1", f",1,{word},1") for at, word in enumerate(["２", "99"])]
    rows += ["7,八万,999,無回答,不明,無回答,1,0,99\n", "8,八万,70,3,1,2.ぜひ,1,0,10\n"]
    table = survey(tmp_path, *rows).table
    assert table["join"].tolist() == [2, pd.NA, pd.NA, 2]
    assert table["sex"].isna().tolist() == [False, False, True, True]
    assert pd.isna(table.loc[2, "household"])
    assert pd.isna(table.loc[2, "solved_shopping"])
    assert pd.isna(table.loc[2, "age_from"])


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            ",1,2,1,",
            ",1,7,1,",
            "「活動への参加意向」列: 1から4までの番号でない回答が1行あります(行: 3 / ",
        ),
        (
            ",1,2,1,",
            ",1,はい,1,",
            "「活動への参加意向」列: 1から4までの番号でない回答が1行あります(行: 3 / ",
        ),
        (
            ",1,0,10",
            ",2,0,10",
            "「困りごと_買い物」列: 0から1までの番号でない回答が1行あります(行: 3 / ",
        ),
        (
            ",72,",
            ",30,",
            "「年齢」列: 年齢として読めない行、または40歳から120歳でない行が1行あります(行: 3 / ",
        ),
        ("女", "犬", "「性別」列: 性別として読めない行が1行あります(行: 3 / "),
    ],
)
def test_an_impossible_answer_is_refused_by_row_and_never_quoted(tmp_path, before, after, sentence):
    other = CLEAN.replace("0001", "0002").replace(before, after)
    said = refusal(lambda: survey(tmp_path, CLEAN, other))
    assert said[0].startswith("a.csv " + sentence + "回答者番号 0002)。")
    assert "はい" not in said[0]
    assert "犬" not in said[0]


def test_many_faulty_rows_are_one_sentence(tmp_path):
    rows = [f"{at},八万,72,女,1,8,1,0,10\n" for at in range(1, 9)]
    said = refusal(lambda: survey(tmp_path, *rows))
    assert len(said) == 1
    assert "8行あります(行: 2、3、4、5、6… / 回答者番号 1、2、3、4、5…)" in said[0]


def test_a_respondent_stands_once(tmp_path):
    assert "重なっています(行: 3 / 回答者番号 0001)" in refusal(lambda: survey(tmp_path, CLEAN, CLEAN))[0]


@pytest.mark.parametrize("heading", ["氏名", "電話番号", "住所", "生年月日", "個人番号", "ご住所", "メールアドレス"])
def test_personal_data_is_refused_before_a_cell_is_read(tmp_path, heading):
    head = HEAD.replace("回答者番号", heading)
    said = refusal(lambda: survey(tmp_path, CLEAN, head=head))
    assert f"個人が分かる列があるので読みません。次の列を消してから取り込んでください: {heading}" in said[0]


def test_a_question_about_the_telephone_is_no_telephone_number(tmp_path):
    head = HEAD.strip() + ",自分で電話番号を調べて電話をかけることをしていますか\n"
    assert len(survey(tmp_path, CLEAN.strip() + ",1\n", head=head).table) == 1


def test_numbers_of_twelve_digits_may_be_personal_numbers(tmp_path):
    assert "12桁" in refusal(lambda: survey(tmp_path, CLEAN.replace("0001", "123456789018")))[0]


def test_a_survey_needs_a_name_and_a_day(tmp_path):
    assert "--survey" in refusal(lambda: survey(tmp_path, CLEAN, survey=None))[0]
    assert "--date" in refusal(lambda: survey(tmp_path, CLEAN, date=None))[0]
    assert "より先の日付" in refusal(lambda: survey(tmp_path, CLEAN, date=dt.date(2027, 1, 1)))[0]
    head = HEAD.strip() + ",調査名,調査年月日\n"
    table = survey(tmp_path, CLEAN.strip() + ",調査A,R8.1.31\n", head=head, survey=None, date=None).table
    assert table.loc[0, ["survey", "date"]].tolist() == ["調査A", pd.Timestamp("2026-01-31")]


def test_a_file_without_any_answer_is_refused(tmp_path):
    assert (
        "回答の列が1つもありません"
        in refusal(lambda: survey(tmp_path, "八万,女,1\n", head="地区名,性別,家族構成\n"))[0]
    )


def test_several_ways_of_getting_by_count_as_unsolved_where_that_is_among_them(tmp_path):
    rows = [CLEAN.replace("0001", "1").replace(",10\n", ',"1,10"\n'), CLEAN.replace(",10\n", ",3・1\n")]
    found = survey(tmp_path, *rows)
    assert found.table["solved_shopping"].tolist() == [10, 3]
    assert "2か所" in str(found.findings[0])


def test_two_marks_on_a_question_for_one_answer_are_no_answer_to_it(tmp_path):
    assert "行: 2" in refusal(lambda: survey(tmp_path, CLEAN.replace(",1,2,1,", ',1,"1,2",1,')))[0]


def test_who_used_up_all_marks_isnt_taken_to_have_no_other_trouble(tmp_path):
    head = "地区名,困りごと_買い物,困りごと_通院,困りごと_ごみ出し\n"
    found = survey(tmp_path, "八万,1,1,0\n", "八万,1,0,0\n", head=head, mapping={"marks_limit": "2"})
    assert found.table["trouble_rubbish"].tolist() == [pd.NA, 0]
    assert found.facts["marks_limit"] == 2
    assert "上限まで印を付けた1人" in str(found.findings[0])


def test_marks_without_a_single_zero_leave_those_without_marks_open(tmp_path):
    head = "地区名,困りごと_買い物,困りごと_通院,活動への参加意向\n"
    found = survey(tmp_path, "八万,1,,1\n", "八万,,○,1\n", "八万,,,1\n", head=head)
    assert found.table["trouble_shopping"].tolist() == [1, 0, pd.NA]
    assert found.table["trouble_hospital"].tolist() == [0, 1, pd.NA]
    assert codes(found.findings) == ["marks_only"]


def test_a_box_that_nobody_marked_was_asked_where_the_others_hold_marks_alone(tmp_path):
    head = "地区名,困りごと_買い物,困りごと_通院\n"
    assert survey(tmp_path, "八万,1,\n", "八万,1,\n", head=head).table["trouble_hospital"].tolist() == [0, 0]


def test_unknown_and_blank_districts_are_said(tmp_path):
    rows = [CLEAN, CLEAN.replace("0001", "2").replace("八万", "八満"), CLEAN.replace("0001", "3").replace("八万", "")]
    found = survey(tmp_path, *rows)
    assert codes(found.findings) == ["area_not_said", "unknown_districts"]
    assert found.table["area"].fillna("").tolist() == ["八万", "八満", ""]


def test_a_weight_must_be_above_zero(tmp_path):
    head = "地区名,活動への参加意向,ウエイト\n"
    assert survey(tmp_path, "八万,1,1.25\n", head=head).table["weight"].tolist() == [1.25]
    assert (
        "0より大きい数でない行が2行"
        in refusal(lambda: survey(tmp_path, "八万,1,0\n", "八万,1,\n八万,1,1\n", head=head))[0]
    )


def test_a_workbook_gives_the_same_table_as_a_text(tmp_path):
    rows = [HEAD.strip().split(","), ["0001", "八万", 72, "女", 1, 2, 1, 0, 10]]
    path = workbook_file(tmp_path / "a.xlsx", 回答=rows)
    from_workbook = read_survey(Request(path, TOKUSHIMA, TODAY, **SAID)).table
    pd.testing.assert_frame_equal(from_workbook, survey(tmp_path, CLEAN).table)


FORM = "回答者番号,地区名,問2(1),問2(2),問2(3),問2(4),問2(5),問2(6),問2(7),問3(2)\n"


def test_the_quality_of_forms_is_told_by_respondents_and_blank_forms_are_no_answers(tmp_path):
    rows = ["0001,八万,1,1,1,3,4,4,4,2\n", "0002,八万,,,,,,,,\n", "0003,八万,1,1,1,,4,4,4,2\n"]
    found = survey(tmp_path, *rows, head=FORM)
    assert found.table["respondent"].tolist() == ["0001", "0003"]
    assert found.facts["rows"] == 2
    assert codes(found.findings) == ["form_blank", "required_blank"]
    assert str(found.findings[1]).startswith("a.csv 「問2(4)」列: 必ず答える問い「この1年間に転んだこと」が空欄の人が")
    assert [(each.rows, "0002" in str(each), "0003" in str(each)) for each in found.findings] == [
        ((3,), True, False),
        ((4,), False, True),
    ]


def test_a_file_of_blank_forms_alone_is_refused(tmp_path):
    assert "どの行にも回答がありません" in refusal(lambda: survey(tmp_path, "1,八万,,,,,,,,\n", head=FORM))[0]
