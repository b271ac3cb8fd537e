"""The survey's tables at the command line, and the way to exact counts."""

import csv
import io
import json

import pytest

from shiensys import gathering
from shiensys.store import audit
from tests.answers.survey.surveys_made import ANSWERS, survey
from tests.city_of import city, districts


@pytest.fixture(autouse=True)
def small_city(monkeypatch):
    """The store holds a small city with a survey."""
    held = city(districts=districts(), survey=survey(ANSWERS | {"大富": (9, 3)}))
    monkeypatch.setattr(gathering, "current", lambda _code: held)


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))


def test_risks_by_district_one_row_a_district_and_indicator(run):
    code, out, error = run("table", "risks", "--city", "22212", "--by", "district")
    assert (code, error) == (0, "")
    first = rows(out)[0]
    assert [row["地区"] for row in rows(out)] == ["港", "小川", "和田", "大富"] * 2
    assert (first["項目の記号"], first["答えた人"], first["調査の集計値"]) == ("falls", "100.0", "0.205")
    assert first["決まりの種類(記号)"] == "custom"
    assert "問2(4)" in first["決まりの出典"]
    assert "標本による誤差だけ" in first["注記"]
    assert rows(out)[3]["いっしょに数えた地区"] == "和田・大富"


@pytest.mark.parametrize("by", ["district", "area", "city", "age", "sex"])
def test_every_division_can_be_had(run, by):
    code, out, _ = run("table", "risks", "--city", "22212", "--by", by, "--format", "json")
    document = json.loads(out)
    assert code == 0
    assert {row["key"] for row in document["rows"]} == {"falls", "homebound"}
    assert {row["state"] for row in document["rows"]} == {"shown"}


@pytest.mark.parametrize("name", ["participation", "helpers", "troubles", "own"])
def test_what_was_not_asked_is_an_empty_table_that_says_so(run, name):
    document = json.loads(run("table", name, "--city", "22212", "--format", "json")[1])
    assert document["rows"] == []
    assert any("聞いていません" in note for note in document["notes"])


def test_exact_counts_begin_with_their_warning_and_are_written_down(run):
    code, out, _ = run("inside", "falls", "--city", "22212", "--by", "district")
    assert code == 0
    assert out.removeprefix("\ufeff").startswith("取扱注意")
    assert "大富,9.0,3.0," in out
    assert [entry.action for entry in audit.entries()] == ["inside"]
    document = json.loads(run("inside", "falls", "--city", "22212", "--format", "json")[1])
    assert next(iter(document)) == "warning"


def test_an_unknown_indicator_is_one_sentence_and_nothing_is_written_down(run):
    code, out, error = run("inside", "nonsense", "--city", "22212")
    assert (code, out, "nonsense" in error) == (2, "", True)
    assert audit.entries() == ()
