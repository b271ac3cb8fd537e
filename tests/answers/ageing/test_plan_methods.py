"""The worked examples of docs/methods.md §19, worked again from the text's numbers."""

import math
import re
from pathlib import Path

import pandas as pd
import pytest

from shiensys.answers.ageing.plans import aims_words
from shiensys.answers.ageing.plans.aims import _state
from shiensys.answers.ageing.plans.results import Result
from shiensys.measures.ageing import need

DOCUMENT = Path(__file__).parents[3] / "docs" / "methods.md"
TODAY, LATER = pd.Timestamp(2025, 4, 1), pd.Timestamp(2040, 4, 1)


@pytest.fixture(scope="module")
def section() -> str:
    return DOCUMENT.read_text(encoding="utf-8").split("## §19 ")[1].split("\n## §")[0]


def numbers(text: str) -> list[float]:
    return [float(each.replace(",", "")) for each in re.findall(r"[\d,]+\.?\d*(?=人|%|倍)", text)]


@pytest.fixture(scope="module")
def ages(section) -> pd.DataFrame:
    then = re.search(r"住民が (.*?)から、(.*?)になる地区", section)
    counted = [numbers(each) for each in then.groups()]
    bands = [(65, 74.0), (75, 84.0), (85, math.inf)]
    index = pd.MultiIndex.from_tuples([("d", TODAY), ("d", LATER)], names=["unit_id", "date"])
    return pd.DataFrame(counted, index=index, columns=pd.MultiIndex.from_tuples(bands))


@pytest.fixture(scope="module")
def rates(section) -> need.Rates:
    told = numbers(re.search(r"年齢別の割合が (.*?) なら", section)[1])
    return need.Rates((65, 75, 85), tuple(each / 100 for each in told), (1.0, 1.0, 1.0))


def test_the_growth_of_the_example_comes_out(section, ages, rates):
    now, then = need.weighed(ages, rates).sum(axis=1)
    assert f"{now:.0f}人 から {then:.0f}人 になり、伸びは {then / now:.2f}倍" in section
    flat = need.weighed(ages, need.FLAT).sum(axis=1)
    assert f"65歳以上の人口だけなら {flat.iloc[1] / flat.iloc[0]:.2f}倍" in section


def test_the_growth_of_those_outside_care_comes_out(section, ages, rates):
    half = pd.Series({65: 1.0, 85: 0.5})
    sums = need.weighed(ages, rates, half).sum(axis=1)
    assert f"{sums.iloc[0]:.0f}人 から {sums.iloc[1]:.0f}人 で {sums.iloc[1] / sums.iloc[0]:.2f}倍" in section


def test_the_range_of_the_example_comes_out(section, ages, rates):
    middle, low, high = map(float, re.search(r"いまの必要量が (\d+)人\((\d+)〜(\d+)人\)", section).groups())
    width = float(re.search(r"対数で ([\d.]+)\)", section)[1])
    now = pd.DataFrame({"need": [middle], "need_low": [low], "need_high": [high]}, index=["d"])
    reach = pd.DataFrame(
        width, index=pd.MultiIndex.from_tuples([("d", LATER)], names=["unit_id", "date"]), columns=list(need.PIECES)
    )
    grown = need.growth(need.weighed(ages, rates), TODAY, need.Widths(reach, reach))
    then = need.expected(now, grown).iloc[0].round()
    assert f"*u* は {grown['up'].iloc[0]:.3f}" in section
    assert f"{then['need']:.0f}人({then['need_low']:.0f}〜{then['need_high']:.0f}人)です" in section


def test_the_target_of_the_example_is_short_and_the_estimate_cant_be_judged(section):
    target, result = (each / 100 for each in numbers(re.search(r"目標 [\d.]+%、実績 [\d.]+%", section)[0]))
    assert _state(target, Result(result, result, result, ""), "better") == "short"
    assert aims_words._difference(result - target, "share") in section
    low, high = map(float, re.search(r"推計 [\d.]+%\(([\d.]+)〜([\d.]+)%\)", section).groups())
    assert _state(target, Result(result, low / 100, high / 100, ""), "better") == "open"
