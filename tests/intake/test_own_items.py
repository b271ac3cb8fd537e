"""A city adds its own questions without code: a list, then a survey with them, then shares."""

import datetime as dt

import pytest

from shiensys import gathering, loading
from shiensys.intake.answers.own_items import read_codebook
from shiensys.intake.answers.survey import read_survey
from shiensys.intake.request import Said
from shiensys.intake.upload import Upload
from shiensys.store.cities import CityRecord
from shiensys.tables.codebook import own_items
from tests.intake.sheets_made import TOKUSHIMA, read, refusal

HEAD = "列の見出し,質問の番号,質問文,答え方,回答の番号と言葉,最小,最大,該当とする番号,該当する人の言い方,記号\n"
WAY = "買い物の手段,問9(1),買い物の方法,1つだけ,1=自分で;2=家族に頼む;3=困っている,,,3,買い物に困っている人,way\n"
FEET = "外出の足,問9(2),外出に使うもの,いくつでも,1=徒歩;2=自転車;3=バス,,,3,バスを使う人,\n"
DAYS = "近所づきあい,,近所の人と話す日,数,,0,31,,,days\n"
SURVEY = "地区名,問2(1),問9(1),外出の足,近所づきあい\n"
SAID = {"survey": "ニーズ調査", "date": dt.date(2023, 1, 31)}


def items(tmp_path, *rows: str, head: str = HEAD):
    return read(read_codebook, tmp_path, head + "".join(rows))


def stop(tmp_path, *rows: str) -> list[str]:
    return refusal(lambda: items(tmp_path, *rows))


def test_a_list_of_own_questions_is_read_without_a_word(tmp_path):
    found = items(tmp_path, WAY, FEET, DAYS)
    assert found.findings == ()
    way, feet, days = own_items(found.table)
    assert (way.key, way.counts_as, way.whom) == ("own_way", frozenset([3]), "買い物に困っている人")
    assert list(feet.columns) == [f"{feet.key}_1", f"{feet.key}_2", f"{feet.key}_3"]
    assert days.columns == {"own_days": (0, 31)}


def test_a_question_without_a_key_keeps_its_column_in_every_list(tmp_path):
    (once,), (again,) = (items(tmp_path, *rows).table["key"].tail(1).tolist() for rows in ([FEET], [WAY, FEET]))
    assert once == again
    assert once.startswith("own_")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((WAY, WAY.replace("買い物の手段", "買い物2").replace("way", "b")), "3行目 「質問の番号」列: 同じ番号の項目"),
        ((WAY, FEET.replace("外出の足", "買い物の手段")), "3行目 「列の見出し」列: 同じ見出しの項目"),
        ((WAY, DAYS.replace("days", "way")), "3行目 「記号」列: 同じ記号の項目がほかにもあります(行: 2)"),
        ((WAY.replace("2=家族", "1=家族"),), "2行目 「回答の番号と言葉」列: 同じ回答の番号が2回"),
        (
            (WAY.replace(",3,買い物に", ",9,買い物に"),),
            "2行目 「該当とする番号」列: 該当とする番号に、回答の",
        ),
        ((DAYS.replace("0,31", "31,0"),), "2行目 「最小」列: 最小が最大より大きく"),
        ((WAY.replace("1つだけ", "たぶん"),), "「答え方」列"),
        ((WAY.replace("買い物の手段", "健康状態"),), "2行目 「列の見出し」列: この見出しは、調査票にある質問"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused_with_row_and_column(tmp_path, rows, sentence):
    said = stop(tmp_path, *rows)
    assert any(sentence in line for line in said), said


def test_answers_to_own_questions_are_columns_of_the_survey(tmp_path):
    own = items(tmp_path, WAY, FEET, DAYS).table
    table = read(read_survey, tmp_path, SURVEY + '八万,1,3,"1,3",12\n八万,2,,,\n', codebook=own, **SAID).table
    feet = own["key"].iloc[1]
    assert table["own_way"].tolist()[0] == 3
    assert table.loc[0, [f"{feet}_1", f"{feet}_2", f"{feet}_3", "own_days"]].tolist() == [1, 0, 1, 12]
    assert table.loc[1, [f"{feet}_1", "own_days"]].isna().all()


def test_without_the_list_their_numbers_stop_the_file_and_say_what_to_do(tmp_path):
    said = refusal(lambda: read(read_survey, tmp_path, SURVEY + "八万,1,3,1,2\n", **SAID))
    assert "第9期の調査票にない番号の列があります: 問9(1)" in said[0]
    assert "「市で足した質問」として先に取り込む" in said[0]


def test_an_own_answer_out_of_its_codes_is_refused(tmp_path):
    own = items(tmp_path, WAY).table
    said = refusal(lambda: read(read_survey, tmp_path, "地区名,買い物の手段\n八万,4\n", codebook=own, **SAID))
    assert "「買い物の手段」列: 1から3までの番号でない回答が1行" in said[0]


def test_a_city_loads_its_list_and_the_next_survey_knows_it(empty_store):
    def load(kind: str, text: str, said: Said) -> None:
        upload = Upload.of("a.csv", text.encode())
        checked = loading.check(kind, upload, TOKUSHIMA, said)
        accepted = {finding.code: "確認した" for finding in checked.mended}
        record = CityRecord(TOKUSHIMA, "徳島市", fictional=True)
        loading.store(kind, upload, checked, record, said, who="担当", accepted=accepted)

    load("codebook", HEAD + WAY, Said())
    rows = "".join(f"{at},八万,1,{3 if at < 20 else 1}\n" for at in range(40))
    load("survey", "回答者番号,地区名,問2(1),問9(1)\n" + rows, Said(**SAID))
    city = gathering.current(TOKUSHIMA)
    assert [item.key for item in own_items(city.codebook)] == ["own_way"]
    assert int((city.survey["own_way"] == 3).sum()) == 20
