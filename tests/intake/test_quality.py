"""Faults on forms: named by respondents' numbers where they are, and none on a form without fault."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from shiensys.intake.answers.quality import answered, checks
from shiensys.intake.answers.quality_forms import named
from shiensys.intake.answers.quality_lines import WORSE_FIRST, straight_lines
from shiensys.intake.answers.quality_numbers import shortened
from shiensys.intake.answers.survey import read_survey
from shiensys.intake.findings import Finding, Severity, Where
from shiensys.intake.request import Request
from shiensys.tables.codebook import codebook, codebooks
from tests.intake.forms_made import clean, forms, numbered
from tests.intake.sheets_made import TODAY, codes

DEMO = Path(__file__).parents[2] / "data" / "tokushima" / "survey.csv"
BOOK = codebook("dai9")
SINGLES = [item.key for item in BOOK.items if item.answer == "single" and item.branch is None]
SOLVED = [item.key for item in BOOK.items if item.branch]


def one_form(**answers: object) -> pd.DataFrame:
    """Give a clean form and one beside it that is alike but for some answers."""
    table = clean(BOOK, 2)
    table.iloc[1, 1:] = table.iloc[0, 1:]
    for name, code in answers.items():
        table.loc[3, name] = code
    return table


def said(table: pd.DataFrame, **limits: int) -> list[str]:
    return [str(finding) for finding in checks(forms(table, BOOK, **limits))]


@pytest.mark.parametrize("book", codebooks(), ids=lambda book: book.key)
def test_two_hundred_clean_forms_pass_without_a_word(book):
    asked = forms(clean(book, 200), book, trouble=5)
    assert answered(asked) == (asked, [])
    assert checks(asked) == []


def test_forms_of_the_healthiest_and_of_the_frailest_pass():
    def person(good: bool) -> dict[str, object]:
        best = {item.key: (item.least if (item.key not in WORSE_FIRST) is good else item.most) for item in BOOK.items}
        return {name: best.get(name, 0) for name in SINGLES} | {"bmi": 22, "happiness": 10 if good else 0}

    both = numbered(pd.DataFrame([person(True), person(False)]))
    takes_part_nowhere = both.assign(**dict.fromkeys(("volunteering", "sport", "hobby", "learning", "kayoinoba"), 6))
    assert said(both) == said(takes_part_nowhere) == []


def test_a_form_without_any_answer_is_no_answer_and_has_to_be_accepted():
    table = clean(BOOK, 8)
    table.iloc[1:7, 1:] = pd.NA
    kept, found = answered(forms(table, BOOK))
    assert kept.table["respondent"].tolist() == ["0001", "0008"]
    assert [(each.code, each.severity) for each in found] == [("form_blank", Severity.MENDED)]
    assert found[0].rows == (3, 4, 5, 6, 7, 8)
    assert "6枚あります(回答者番号 0002、0003、0004、0005、0006 ほか1人)" in str(found[0])
    assert checks(kept) == []


def test_boxes_of_a_blank_form_may_be_written_as_zeros_but_a_short_form_of_boxes_may_be_all_zeros():
    table = clean(BOOK, 2)
    table.loc[3, SINGLES + SOLVED + ["bmi", "happiness"]] = pd.NA
    table.loc[3, [name for item in BOOK.items if item.answer == "boxes" for name in item.columns]] = 0
    assert codes(answered(forms(table, BOOK))[1]) == ["form_blank"]
    short = numbered(pd.DataFrame({"trouble_shopping": [1, 0], "trouble_rubbish": [0, 0]}))
    assert answered(forms(short, BOOK))[1] == []


def test_each_required_question_left_blank_is_named_with_those_who_left_it_so():
    required = [item for item in BOOK.items if item.required]
    table = clean(BOOK, len(required) + 1)
    for row, item in enumerate(required, start=3):
        table.loc[row, list(item.columns)] = pd.NA
    sentences = said(table)
    for place, item in enumerate(required, start=2):
        what = f"必ず答える問い「{item.wording}」が空欄の人が1人います(回答者番号 {place:04d})"
        assert sentences[place - 2].startswith(f"a.csv 「{next(iter(item.columns))}」列: {what}")
    assert len(sentences) == len(required) > 40


def test_a_question_that_nobody_answered_wasnt_asked():
    assert said(clean(BOOK, 3).assign(falls=pd.array([pd.NA] * 3, dtype="Int8"))) == []


def test_marks_for_who_listens_that_are_all_empty_are_no_answer():
    (item,) = [item for item in BOOK.items if item.key == "listens"]
    assert codes(checks(forms(one_form(**dict.fromkeys(item.columns, 0)), BOOK))) == ["required_blank"]


def test_a_question_that_hangs_on_another_is_looked_at_from_both_sides():
    blank = one_form(trouble_shopping=1, solved_shopping=pd.NA)
    blank.loc[2, ["trouble_shopping", "solved_shopping"]] = [1, 10]
    assert codes(checks(forms(blank, BOOK))) == ["branch_blank"]
    beside = one_form(trouble_shopping=0, solved_shopping=3)
    beside.loc[2, ["trouble_shopping", "solved_shopping"]] = [1, 10]
    (sentence,) = said(beside)
    assert "に答えなくてよい人のうち、1人が答えています(回答者番号 0002)" in sentence


def test_nobody_knows_whether_a_question_concerned_those_who_left_the_one_before_blank():
    table = one_form(trouble_shopping=pd.NA, solved_shopping=3)
    table.loc[2, ["trouble_shopping", "solved_shopping"]] = [1, 10]
    assert said(table) == []


def test_more_marks_than_the_form_allows():
    marked = {f"trouble_{name}": 1 for name in ("cooking", "garden", "laundry", "rubbish", "shopping", "pets")}
    table = one_form(**marked, **{name.replace("trouble_", "solved_"): 1 for name in marked})
    assert "marks_beyond" not in codes(checks(forms(table, BOOK)))
    found = [each for each in checks(forms(table, BOOK, trouble=5)) if each.code == "marks_beyond"]
    assert "上限の5個より多い人が1人います(回答者番号 0002)" in str(found[0])


def test_nobody_and_somebody_listen_at_the_same_time():
    assert codes(checks(forms(one_form(listens_nobody=1, listens_friend=1), BOOK))) == ["marks_contradict"]


@pytest.mark.parametrize("code", [1, 2])
def test_the_same_number_down_the_form_is_said(code):
    found = checks(forms(one_form(**dict.fromkeys(SINGLES, code)), BOOK))
    assert [(each.code, each.rows) for each in found] == [("straight_line", (3,))]
    assert "(回答者番号 0002)" in str(found[0])


def test_nine_in_a_row_or_a_blank_between_are_none():
    runs = SINGLES[1:]  # the family is neither good nor bad news
    for keys, alike in ((runs[:10], True), (runs[:9], False), ([*runs[:5], *runs[6:11]], False)):
        table = numbered(pd.DataFrame([dict.fromkeys(runs, 3) | {runs[5]: 2, runs[9]: 2, runs[10]: 2}]))
        table = table.assign(**dict.fromkeys(runs, pd.NA)).astype(dict.fromkeys(runs, "Int8"))
        both = pd.concat([table.assign(**dict.fromkeys(keys, 1)), table.assign(**dict.fromkeys(runs, 2))])
        assert straight_lines(forms(both.set_index(pd.RangeIndex(2)), BOOK)).tolist() == [alike, True]


def test_the_example_of_the_methods_is_so():
    down = SINGLES[SINGLES.index("care_needed") : SINGLES.index("hard_food") + 1]
    able = SINGLES[SINGLES.index("bus_alone") : SINGLES.index("talks_to_young") + 1]
    assert (len(down), len(set(down) & WORSE_FIRST)) == (10, 6)
    assert (len(able), len(set(able) & WORSE_FIRST)) == (13, 0)
    table = one_form(**dict.fromkeys(down, 1)).assign(**dict.fromkeys(able, 1)).astype(clean(BOOK, 2).dtypes)
    assert straight_lines(forms(table, BOOK)).tolist() == [False, True]


def test_hardly_anybody_of_the_demonstration_who_read_every_question_is_taken_for_one_who_didnt():
    asked = Request(DEMO, "36201", TODAY, survey="R7", date=dt.date(2025, 11, 30))
    found = [each for each in read_survey(asked).findings if each.code == "straight_line"]
    assert sum(len(each.rows) for each in found) <= 0.002 * 4000


@pytest.mark.parametrize(
    ("numbers", "shorter"),
    [
        (["0001", "0002", "0003", "0004", "5"], ["5"]),  # zeros lost in one
        ([str(place) for place in range(1, 31)], []),  # counted from 1
        (["3005678", "3005679", "3005680", "3005681", "305682"], ["305682"]),
        (["A-1", "A-10", "B-100"], []),
        (["12", "5678", "345", "7"], []),  # no usual length
        ([], []),
    ],
)
def test_numbers_shorter_than_the_others_stand_out(numbers, shorter):
    written = pd.Series(numbers, dtype="str")
    assert written[shortened(written)].tolist() == shorter


def test_missing_numbers_are_named_by_row():
    table = clean(BOOK, 3)
    asked = forms(table, BOOK)
    asked.sheet.cells.loc[3, "respondent"] = None
    assert codes(checks(asked)) == ["number_missing"]
    assert codes(checks(forms(table.drop(columns="respondent"), BOOK))) == []


def test_rows_of_a_refusal_are_named_by_respondents_too():
    told = {"n": 7, "rows": "2、3、4、5、6…"}
    refused = Finding("two_marks", Severity.REFUSED, Where("a.csv"), told).about(range(2, 9))
    numbers = pd.Series([f"{place:04d}" for place in range(1, 9)], index=range(2, 10))
    of_file = Finding("no_date", Severity.REFUSED, Where("a.csv"))
    one, other = named([refused, of_file], numbers, {"respondent"})
    assert one.values["rows"] == "2、3、4、5、6… / 回答者番号 0001、0002、0003、0004、0005…"
    assert other is of_file
    assert named([refused], numbers, {"area"}) == [refused]


def test_who_has_no_number_is_named_by_row_among_the_others():
    table = clean(BOOK, 3).astype({"respondent": object})
    table.loc[3, "respondent"] = "row-3"
    table.loc[[3, 4], "falls"] = pd.NA
    assert "(回答者番号 3行目、0003)" in said(table)[0]


def test_words_of_a_question_that_hold_quotation_marks_of_their_own_stand_in_others():
    beside = one_form(trouble_shopping=0, solved_shopping=3)
    beside.loc[2, ["trouble_shopping", "solved_shopping"]] = [1, 10]
    assert "「『買い物』の困りごとをどうしているか」" in said(beside)[0]


def test_no_finding_tells_an_answer():
    table = clean(BOOK, 12).assign(bmi=31.7)
    broken = table.assign(falls=pd.NA, listens_nobody=1, **dict.fromkeys(SINGLES[8:], 2)).astype(table.dtypes)
    broken.loc[2] = table.loc[2]
    found = checks(forms(broken, BOOK, trouble=1))
    assert len({each.code for each in found}) >= 4
    for each in found:
        assert set(each.values) <= {"n", "who", "item", "most"}
