"""Providers, requests and carriers on the command line."""

import csv
import io
import json

DISTRICTS = "地区名,読み,圏域\n港,みなと,東\n小川,おがわ,東\n"
LIST = """名称,支え合いの種類,対象地区,定員,利用者数,月の回数,状態
買い物の会,買い物支援,港,8,4,4,活動中
満員の会,買い物支援,港,8,8,4,活動中
"""


def loaded(run, write) -> None:
    assert run("load", "district-list", write("districts.csv", DISTRICTS), "--city", "22212")[0] == 0
    code, out, error = run("load", "resources", write("list.csv", LIST), "--city", "22212", "--accept")
    assert code == 0, out + error


def test_providers_for_a_need_by_name_of_the_district(run, write):
    loaded(run, write)
    code, out, error = run("table", "matching", "--city", "22212", "--kind", "shopping", "--district", "港")
    assert code == 0, error
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [row["名前"] for row in rows] == ["買い物の会", "満員の会"]
    # distance unknown 22.5, free 30, never confirmed 1.25, of 65
    assert float(rows[0]["点"]) == 83
    assert "いま空きがありません" in rows[1]["合わないところ・確かめること"]


def test_a_need_without_a_district_or_of_an_unknown_one_is_refused_in_one_sentence(run, write):
    loaded(run, write)
    code, _, error = run("table", "matching", "--city", "22212", "--kind", "shopping")
    assert code == 2
    assert "--district" in error
    assert run("table", "matching", "--city", "22212", "--kind", "shopping", "--district", "山")[0] == 2


def test_requests_and_carriers_say_when_there_is_nothing(run, write):
    loaded(run, write)
    told = json.loads(run("table", "requests", "--city", "22212", "--format", "json")[1])
    assert told["rows"] == []
    assert told["headline"] == ["依頼の記録は、まだありません。"]
    told = json.loads(run("table", "carriers", "--city", "22212", "--format", "json")[1])
    assert told["headline"] == ["調査がまだないので、担い手のことはわかりません。"]
