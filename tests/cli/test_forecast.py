"""What may be expected, at the command line."""

import csv
import io
import json

import pandas as pd
import pytest

from shiensys import gathering
from tests.answers.ageing.ageless import ageless, residents

ASKED = ("--city", "22212")


def rows(out):
    return list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))


@pytest.fixture
def held(monkeypatch):
    """Let the store hold a city."""

    def hold(city):
        monkeypatch.setattr(gathering, "current", lambda _code: city)

    hold(ageless(2010, 2015, 2020))
    return hold


def test_residents_by_district_and_band_on_one_day(run, held):
    code, out, error = run("table", "forecast", *ASKED, "--to", "2025-04-01")
    told = rows(out)
    assert (code, error, len(told)) == (0, "", 4 * (18 + 3))
    older = next(row for row in told if row["地区"] == "大富" and row["年齢"] == "65歳以上")
    assert (older["地区の記号"], older["日付"], older["性別"], older["区分"]) == ("d3", "2025-04-01", "男女計", "再掲")
    assert float(older["人数"]) == pytest.approx(4000, abs=0.5)
    assert "80%の幅" in older["注記"]


def test_the_keys_of_the_document_are_those_that_others_read(run, held):
    document = json.loads(run("table", "forecast", *ASKED, "--format", "json", "--to", "2025-04-01")[1])
    row = document["rows"][0]
    assert (row["district_id"], row["sex"], row["age_from"], row["age_to"], row["kind"]) == (
        "d0",
        "total",
        0,
        4,
        "内訳",
    )
    assert {"persons", "persons_low", "persons_high"} <= set(row)
    assert document["rows"][17]["age_to"] is None
    assert document["headline"][0].startswith("5年ごとに")


def test_only_what_was_counted_up_to_the_base_is_used(run, held):
    asked = ("table", "forecast", *ASKED, "--base", "2016-03-31", "--to", "2020-04-01")
    held(ageless(population=pd.concat([residents(2010, 2015), residents(2020)])))
    before = run(*asked)[1]
    held(ageless(population=pd.concat([residents(2010, 2015), residents(2020, times={"港": 50, "鹿野": 7})])))
    assert run(*asked)[1] == before
    assert "平成27年4月1日の人口から見通しています" in before


@pytest.mark.parametrize(("name", "heading"), [("expected", "人数"), ("passing", "時期の見通し"), ("backtest", "結果")])
@pytest.mark.parametrize("shape", ["csv", "json"])
def test_every_table_can_be_had_in_either_form(run, held, name, heading, shape):
    code, out, error = run("table", name, *ASKED, "--format", shape)
    assert (code, error) == (0, "")
    assert heading in (out.splitlines()[0] if shape == "csv" else out)


def test_years_that_do_not_come_are_in_words(run, held):
    row = rows(run("table", "passing", *ASKED)[1])[0]
    assert (row["見通しの種類(記号)"], row["早ければ"], row["見通し"]) == ("not", "2050年より後", "2050年より後")


def test_by_area(run, held):
    document = json.loads(run("table", "expected", *ASKED, "--level", "area", "--format", "json")[1])
    assert {row["name"] for row in document["rows"]} == {"東", "西"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--base", "2001-01-01"), "平成13年1月1日以前の人口はありません。いちばん古い人口は平成22年4月1日です。"),
        (("--to", "2015-04-01"), "見通す日(平成27年4月1日)は、基準の日(令和2年4月1日)より後にしてください。"),
        (("--to", "2200-04-01"), "見通せるのは、基準の日(令和2年4月1日)から50年先までです。"),
        (("--base", "令和2年"), "「令和2年」は日付ではありません。2026-03-31 のように指定してください。"),
        (("--to", "2025-02-30"), "「2025-02-30」は日付ではありません。2026-03-31 のように指定してください。"),
    ],
)
def test_a_day_that_cannot_be_meant_is_one_sentence(run, held, words, sentence):
    code, out, error = run("table", "forecast", *ASKED, *words)
    assert (code, out) == (2, "")
    assert error.startswith(sentence)


@pytest.mark.parametrize("name", ["forecast", "expected", "passing", "backtest"])
def test_one_count_only_is_refused_with_the_reason(run, held, name):
    held(ageless(2020))
    code, out, error = run("table", name, *ASKED)
    assert (code, out, error.count("\n")) == (2, "", 1)
    assert error.startswith("見通しを出せません。")


def test_in_english_no_japanese_heading_is_left(run, held):
    out = run("--lang", "en", "table", "expected", *ASKED)[1]
    assert out.splitlines()[0].startswith("\ufeffDistrict,Day,Counted or expected,")
