"""What ageing does to need, and the plan's targets, at the command line."""

import csv
import io
import json

import pandas as pd
import pytest

from shiensys import gathering
from tests.answers.ageing.ageless import ageless
from tests.answers.ageing.test_aims import plan
from tests.answers.ageing.test_outlook import ANSWERS, asked


@pytest.fixture(autouse=True)
def held(monkeypatch):
    """The store holds a small city with a survey and targets."""
    targets = plan(("ある割合", "市全域", pd.Timestamp("2026-03-31"), 0.08, 0.065, "share", "better"))
    city = ageless(2010, 2015, 2020, survey=asked(ANSWERS), targets=targets)
    monkeypatch.setattr(gathering, "current", lambda _code: city)


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))


def test_need_of_one_kind_by_district_and_year(run):
    code, out, error = run("table", "outlook", "--city", "22212", "--kind", "shopping")
    assert (code, error) == (0, "")
    told = rows(out)
    assert len(told) == 4 * 4
    assert {row["支え合いの種類"] for row in told} == {"買い物の手助け"}
    assert [row["時点"] for row in told[:4]] == ["2020-04-01", "2030-04-01", "2035-04-01", "2040-04-01"]
    assert "年齢ごとの割合がいまのままなら" in told[0]["注記"]


def test_the_keys_are_those_of_the_answer(run):
    code, out, _ = run(
        "table", "outlook", "--city", "22212", "--kind", "shopping", "--level", "area", "--format", "json"
    )
    document = json.loads(out)
    assert code == 0
    assert {"need", "need_low", "need_high", "change", "words"} <= set(document["rows"][0])
    assert document["rows"][0]["name"] == "東"


def test_targets_beside_results(run):
    code, out, error = run("table", "targets", "--city", "22212")
    assert (code, error) == (0, "")
    (row,) = rows(out)
    assert (row["指標"], row["年度"], row["目標"], row["実績"]) == ("ある割合", "令和7年度", "8.0%", "6.5%")
    assert row["届いたか"] == "届いていない"


def test_figures_can_be_had_as_numbers(run):
    (row,) = json.loads(run("table", "targets", "--city", "22212", "--format", "json")[1])["rows"]
    assert (row["target"], row["result"], row["style"], row["date"]) == (0.08, 0.065, "share", "2026-03-31")
    assert (row["level"], row["state"]) == ("city", "short")


def test_in_english(run):
    code, out, _ = run("--lang", "en", "table", "targets", "--city", "22212")
    assert code == 0
    assert rows(out)[0]["Year"] == "FY2025"
