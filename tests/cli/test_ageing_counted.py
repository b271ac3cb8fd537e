"""What is counted of ageing, on the command line: for a city with residents alone too."""

import csv
import io
import json

HEADING = "地区名,調査年月日,性別,0～14歳,15～64歳,65～74歳,75歳以上\n"
PEOPLE = f"""{HEADING}港,2016-03-31,計,100,500,200,200
港,2026-03-31,計,80,480,210,230
小川,2016-03-31,計,50,300,60,40
小川,2026-03-31,計,40,290,70,50
"""
CARED = """地区名,調査年月日,要介護度,年齢から,年齢まで,人数
港,2026-03-31,要介護1,65,,80
小川,2026-03-31,要介護1,65,,25
"""


def rows(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_all_indicators_come_in_one_long_table(run, write):
    assert run("load", "population", write("people.csv", PEOPLE), "--city", "22212")[0] == 0
    code, out, _ = run("table", "ageing", "--city", "22212")
    assert code == 0
    table = rows(out)
    assert {row["指標の記号"] for row in table} == {"older", "old", "index"}
    port = next(row for row in table if (row["地区"], row["時点"], row["指標の記号"]) == ("港", "2026-03-31", "older"))
    assert (port["人数・世帯数"], port["分母"], port["値"]) == ("440", "1000", "0.44")


def test_what_a_table_cannot_tell_is_said_beside_what_it_can(run, write):
    run("load", "population", write("people.csv", PEOPLE), "--city", "22212")
    told = json.loads(run("table", "ageing", "--city", "22212", "--format", "json")[1])["headline"]
    assert told[0] == "85歳以上は計算できません。人口の表が、75歳以上をまとめて数えているためです。"
    assert [each for each in told if "世帯の表がまだありません" in each]


def test_one_indicator_as_json_has_nulls_for_what_is_not_known(run, write):
    run("load", "population", write("people.csv", PEOPLE), "--city", "22212")
    told = json.loads(run("table", "ageing", "--city", "22212", "--indicator", "old", "--format", "json")[1])
    assert [row["persons"] for row in told["rows"]] == [200, 230, 40, 50, 240, 280]
    assert told["rows"][-1]["unit_id"] == "city"


def test_what_cant_be_counted_is_refused_in_one_sentence(run, write):
    run("load", "population", write("people.csv", PEOPLE), "--city", "22212")
    code, out, error = run("table", "ageing", "--city", "22212", "--indicator", "oldest")
    assert (code, out) == (2, "")
    assert (
        error == "出せる値がありません。85歳以上は計算できません。人口の表が、75歳以上をまとめて数えているためです。\n"
    )
    code, out, error = run("table", "certification", "--city", "22212")
    assert (code, out) == (2, "")
    assert "認定者の表がまだありません" in error


def test_the_shares_certified_are_written(run, write):
    run("load", "population", write("people.csv", PEOPLE), "--city", "22212")
    assert run("load", "certified", write("certified.csv", CARED), "--city", "22212")[0] == 0
    table = rows(run("table", "certification", "--city", "22212")[1])
    assert [row["認定の割合"] for row in table] == ["0.1818", "0.2083"]
    assert "people.csv・certified.csv(令和8年3月31日)" in table[0]["出典"]
