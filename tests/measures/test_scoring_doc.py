"""docs/methods.md §13 tells the rules that the reference file has, and its examples are worked again."""

import re
from pathlib import Path

import pandas as pd
import pytest

from shiensys.measures.scoring import counts, judge
from shiensys.tables.indicators import indicators
from shiensys.tables.rules import rules

DOCUMENT = Path(__file__).parents[2] / "docs" / "methods.md"


@pytest.fixture(scope="module")
def section() -> str:
    return DOCUMENT.read_text(encoding="utf-8").split("## §13 ")[1].split("\n## §")[0]


def test_every_risk_stands_in_the_table_with_its_number(section):
    told = dict(re.findall(r"^\| (\S+) \| [^|]+ \| (\d) \|", section, re.MULTILINE))
    assert told == {each.name: str(each.rule.at_least) for each in indicators() if each.group == "risks"}


@pytest.mark.parametrize(("answers", "verdict"), [((3, 3, None, 1, None), True), ((3, 3, None, 3, None), pd.NA)])
def test_the_persons_of_the_example_are_judged_so(answers, verdict):
    rule = rules()["motor"]
    table = pd.DataFrame([[1] * 5, answers], columns=list(rule.items)).astype("Int8")
    assert judge(table, rule).iloc[1] is verdict or judge(table, rule).iloc[1] == verdict


def test_both_shares_of_the_example_come_out(section):
    verdict = pd.Series([True] * 428 + [False] * 490 + [pd.NA] * 82, dtype="boolean")
    found = counts(pd.DataFrame({"weight": [1.0] * 1000}), verdict, pd.Series(["市"] * 1000)).loc["市"]
    assert f"428 ÷ {found['n']:.0f} = {100 * found['x'] / found['n']:.1f}%" in section
    assert f"428 ÷ 1,000 = {100 * found['x'] / 1000:.1f}%" in section
