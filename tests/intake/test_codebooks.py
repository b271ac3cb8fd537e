"""A survey's file is read by the code book of its period, and stopped where it fits none."""

import datetime as dt

import pandas as pd
import pytest

from shiensys.intake.answers.survey import read_survey
from tests.intake.sheets_made import codes, read, refusal

SAID = {"survey": "ニーズ調査", "date": dt.date(2023, 1, 31)}
IN_2026 = {"date": dt.date(2026, 1, 31)}
NINTH = "地区名,問2(1),問4(5),問6(1),問7(1),問7(2),問7(3),問7(4)\n"  # 問7: health
TENTH = "地区名,問2(1),問4(5),問7(1),問8(1),問8(2),問8(3),問8(4)\n"  # 問8: health, 問7: who listens
ROW = '八万,1,3,"1,6",2,8,2,1\n'


def survey(tmp_path, *rows: str, head: str, **said):
    return read(read_survey, tmp_path, head + "".join(rows), **{**SAID, **said})


def stop(tmp_path, *rows: str, head: str, **said) -> str:
    return refusal(lambda: survey(tmp_path, *rows, head=head, **said))[0]


def test_a_clean_file_by_numbers_is_read_without_a_word(tmp_path):
    found = survey(tmp_path, ROW, head=NINTH)
    row = found.table.iloc[0]
    assert codes(found.findings) == ["no_districts_yet"]
    assert (row["stairs"], row["shops"], row["health"], row["happiness"], row["low_spirits"]) == (1, 3, 2, 8, 2)
    assert (row["listens_spouse"], row["listens_friend"], row["listens_nobody"]) == (1, 1, 0)
    assert (row["codebook"], found.facts["codebook"]) == ("dai9", "第9期")


def test_the_same_answers_to_the_draft_of_the_next_period_give_the_same_table(tmp_path):
    ninth = survey(tmp_path, ROW, head=NINTH).table
    tenth = survey(tmp_path, ROW, head=TENTH, **IN_2026).table
    assert tenth["codebook"].tolist() == ["dai10-draft"]
    pd.testing.assert_frame_equal(
        ninth.drop(columns=["codebook", "date"]), tenth.drop(columns=["codebook", "date"]), check_like=True
    )


@pytest.mark.parametrize(
    "head",
    [
        "問2_1,問5_1_5,Q7-1",
        "問２(１),問5(1)⑤,問7(1)",
        "問2(1)階段を昇る,問5(1)⑤通いの場,問7（1）健康",
    ],
)
def test_numbers_are_written_in_many_ways(tmp_path, head):
    row = survey(tmp_path, "八万,3,6,4\n", head=f"地区名,{head}\n").table.iloc[0]
    assert (row["stairs"], row["kayoinoba"], row["health"]) == (3, 6, 4)


def test_digits_of_the_words_behind_a_number_are_none_of_it(tmp_path):
    assert survey(tmp_path, "八万,3\n", head="地区名,問2(3)15分位続けて歩いていますか\n").table["walk"].tolist() == [3]


def test_a_list_in_a_cell_gives_the_same_table_as_a_column_for_each_box(tmp_path):
    boxes = [["1", "0", "1", "0", "0", "0", "0", "0"], ["0"] * 7 + ["1"], [""] * 8]
    head = "地区名,問2(1)," + ",".join(f"問6(1)_{at}" for at in range(1, 9)) + "\n"
    by_box = survey(tmp_path, *(f"八万,1,{','.join(row)}\n" for row in boxes), head=head).table
    for listed in (['"1,3"', "8", ""], ["1 3", "⑧", "無回答"], ["①③", "8.いない", "99"]):
        by_list = survey(tmp_path, *(f"八万,1,{cell}\n" for cell in listed), head="地区名,問2(1),問6(1)\n").table
        pd.testing.assert_frame_equal(by_list, by_box)


def test_troubles_may_be_a_list_of_their_numbers(tmp_path):
    row = survey(tmp_path, '八万,"6,7"\n', head="地区名,困りごと\n").table.iloc[0]
    assert (row["trouble_rubbish"], row["trouble_shopping"], row["trouble_snow"]) == (1, 1, 0)


def test_height_and_weight_give_the_body_mass_index_and_are_not_kept(tmp_path):
    rows = ["八万,1,155,52.5\n", "八万,1,150cm,40kg\n", "八万,1,,50\n", "八万,1,999,999\n"]
    table = survey(tmp_path, *rows, head="地区名,問2(1),問3(1)身長,問3(1)体重\n").table
    assert table["bmi"].tolist() == [21.9, 17.8, pd.NA, pd.NA]  # 52.5 ÷ 1.55² = 21.85; 40 ÷ 1.5² = 17.78
    assert not {"height", "body_weight"} & set(table)


@pytest.mark.parametrize(
    ("rows", "head", "sentence"),
    [
        (
            "八万,1,1.55,52\n",
            "地区名,問2(1),身長,体重\n",
            "「身長」列: 100から210までの数として読めない値が1行",
        ),
        ("八万,1,110,190\n", "地区名,問2(1),身長,体重\n", "BMIが10から60までにない行が1行あります(行: 2)"),
        ("八万,4\n", "地区名,問2(1)\n", "「問2(1)」列: 1から3までの番号でない回答が1行あります(行: 2)"),
        (
            '八万,"1,2"\n',
            "地区名,問2(1)\n",
            "「問2(1)」列: 1つだけ選ぶ質問に、2つ以上の番号がある回答",
        ),
        ("八万,①②\n", "地区名,問2(1)\n", "2つ以上の番号がある回答が1行"),
        (
            '八万,"1,9"\n',
            "地区名,問6(1)\n",
            "「問6(1)」列: 1から8までの番号(いくつでも)として読めない",
        ),
        ("八万,1,1\n", "地区名,問2(1),階段を昇る\n", "同じ質問の列が2つ以上あります: 問2(1)、階段を昇る"),
        ('八万,"1",1\n', "地区名,問6(1),問6(1)_1\n", "同じ質問の列が2つ以上あります: 問6(1)、問6(1)_1"),
        ("八万,1,2\n", "地区名,問2(1),問12(1)\n", "どの期の調査票にもない番号の列があります: 問12(1)"),
        ("八万,11\n", "地区名,問7(2)\n", "0から10までの番号でない回答が1行"),
    ],
)
def test_what_no_form_has_is_stopped_by_one_sentence_with_its_place(tmp_path, rows, head, sentence):
    said = refusal(lambda: survey(tmp_path, rows, head=head))
    assert len(said) == 1
    assert sentence in said[0]


def test_a_blank_column_beside_a_filled_one_is_no_second_answer(tmp_path):
    table = survey(tmp_path, "八万,2,,3\n", head="地区名,問2(1),階段を昇る,問2(2)\n").table
    assert table[["stairs", "chair"]].values.tolist() == [[2, 3]]


def test_questions_of_the_form_that_are_never_read_stop_nothing(tmp_path):
    head = "地区名,問2(1),問1(4),問7(5),問7(7)_3,問6(1)_7_その他の内容\n"
    table = survey(tmp_path, "八万,2,1,1,1,ヘルパー\n", head=head).table
    assert table["stairs"].tolist() == [2]
    assert "ヘルパー" not in table.astype("str").values


def test_the_form_that_is_said_must_be_that_of_the_file(tmp_path):
    said = stop(tmp_path, ROW, head=TENTH, mapping={"codebook": "第9期"})
    assert "第9期の調査票にない番号の列があります: 問8(3)、問8(4)" in said
    assert "1行目" in said
    assert "dai9" in survey(tmp_path, ROW, head=NINTH, mapping={"codebook": "dai9"}).table["codebook"].tolist()


def test_a_column_may_say_the_form(tmp_path):
    head = NINTH.strip() + ",調査票\n"
    assert survey(tmp_path, ROW.strip() + ",第８期\n", head=head).table["codebook"].tolist() == ["dai8"]
    assert "定義の一覧にありません。第8期、第9期、第10期(案)" in stop(tmp_path, ROW.strip() + ",第2期\n", head=head)
    both = (ROW.strip() + ",第8期\n", ROW.strip() + ",第9期\n")
    assert "「調査票」列: 2種類の調査票の回答" in stop(tmp_path, *both, head=head)


def test_a_survey_is_no_older_than_its_form(tmp_path):
    said = stop(tmp_path, ROW, head=NINTH, date=dt.date(2017, 1, 31))
    assert "調査の日(平成29年1月31日)が、第8期の調査票の始まり(令和元年10月1日)より前です" in said
    said = stop(tmp_path, ROW, head=NINTH, date=dt.date(2020, 1, 31), mapping={"codebook": "第9期"})
    assert "第9期の調査票の始まり(令和4年8月1日)より前" in said


def test_the_day_chooses_between_forms_that_ask_the_same(tmp_path):
    days = {dt.date(2020, 1, 31): "dai8", dt.date(2023, 1, 31): "dai9", dt.date(2026, 1, 31): "dai9"}
    for day, book in days.items():
        assert survey(tmp_path, ROW, head=NINTH, date=day).table["codebook"].tolist() == [book]


def test_numbers_that_mean_different_things_in_two_forms_are_asked_about(tmp_path):
    head, row = "地区名,問7(1),問7(2)\n", "八万,2,8\n"  # 第9期: health, happiness; 第10期: who listens, is listened to
    assert survey(tmp_path, row, head=head).table["happiness"].tolist() == [8]  # in 2023 there was no other form
    said = stop(tmp_path, row, head=head, **IN_2026)
    assert "見出しの番号が 第9期、第10期(案) の調査票のどれにも当てはまり、質問が違います" in said
    told = survey(tmp_path, row, head=head, **IN_2026, mapping={"codebook": "第10期(案)"}).table.iloc[0]
    assert (told["listens_child_with"], told["listened_nobody"]) == (1, 1)


def test_a_draft_never_takes_over_a_file_whose_own_questions_are_not_known(tmp_path):
    """問9(1) is in the draft alone, where 問7(1) asks something else: health must not become who listens."""
    head = NINTH.strip() + ",問9(1)\n"
    row = '八万,1,3,"1,6",2,8,2,1,1\n'
    assert "第9期の調査票にない番号の列があります: 問9(1)" in stop(tmp_path, row, head=head)
    assert "第9期の調査票にない番号の列があります: 問9(1)" in stop(tmp_path, row, head=head, **IN_2026)
    said = stop(tmp_path, "八万,2,8,1\n", head="地区名,問7(1),問7(2),問9(1)\n", **IN_2026)
    assert "第9期、第10期(案)" in said
