"""docs/methods.md §22 and §23 tell the rules and weights of the program, and their examples are worked again."""

import datetime as dt
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from shiensys.answers.matching import counting
from shiensys.answers.protect import rounded_total
from shiensys.measures import matching
from shiensys.measures.carriers import BOUNDS, balance, correlation, per_person, verdict
from shiensys.measures.matching import Needs, Providers, scores

DOCUMENT = Path(__file__).parents[2] / "docs" / "methods.md"


def section(number: int) -> str:
    return DOCUMENT.read_text(encoding="utf-8").split(f"## §{number} ")[1].split("\n## §")[0]


def test_weights_and_musts_are_those_of_the_program():
    told = {name: int(weight) for name, weight in re.findall(r"^\| \S+ `(\w+)` \| (\d+) \|", section(22), re.MULTILINE)}
    assert told == matching.WEIGHTS
    assert sum(told.values()) == 100
    musts = section(22).split("### 点")[0]
    assert tuple(re.findall(r"^\| \S+ `(\w+)` \|", musts, re.MULTILINE)) == matching.MUSTS


@pytest.mark.parametrize(
    "words",
    [
        f"{matching.FAR_M:,.0f}m 以内",
        f"対象 {matching.SERVES:g}、となり {matching.BESIDE:g}、3,000m 以内 {matching.NEAR:g}",
        f"{matching.WALK_M:g}m まで 1、3,000m 以上 {matching.AT_FAR:g}",
        f"{matching.RECENT_MONTHS}か月以内に確認 1、それより前 {matching.STALE:g}、記録なし {matching.NEVER:g}",
        f"近さを {1 - (1 - matching.AT_FAR) * matching.UNKNOWN:g}",
    ],
)
def test_constants_stand_with_their_true_values(words):
    assert words in section(22)


def test_both_providers_of_the_example_have_their_points():
    asked = Needs(
        kind=np.array([0]), district=np.array([0]), persons=np.array([2.0]),
        days=np.array([[False, True, False, False, True, False, False]]),
        conditions=np.array([[False, True] + [False] * 4]), fee_most=np.array([300.0]),
    )  # fmt: skip
    nan = np.nan
    offered = Providers(
        ids=("a", "b"), kinds=np.array([[True]] * 2), active=np.array([True] * 2), serves=np.array([[True]] * 2),
        stands=np.array([0, -1]), metres=np.array([[900.0], [nan]]), comes=np.array([True, False]),
        free=np.array([[4.0], [nan]]), days=np.array([[False, True] + [False] * 5, [False] * 7]),
        days_known=np.array([True, False]), fee=np.array([100.0, nan]),
        conditions=np.array([[nan, 1.0] + [nan] * 4, [nan] * 6]), months=np.array([1.0, 36.0]),
    )  # fmt: skip
    found = scores(asked, offered, np.zeros((1, 1), dtype=bool)).score[0]
    assert found.tolist() == [93, 58]
    assert "92.5、重みの合計は 100 なので 93点" in section(22)
    assert "57.5 で 58点" in section(22)


def in_months(**came_in):
    """Requests by month and district."""
    rows = [(month, district) for month, of in came_in.items() for district, n in of.items() for _ in range(n)]
    return pd.DataFrame(rows, columns=["month", "district"]).assign(month=lambda rows: rows["month"].str[1:])


@pytest.mark.parametrize(("autumn", "told"), [(9, [10, 10, 0]), (10, [20, 10, 10])])
def test_the_tens_of_the_example(autumn, told):
    rows = counting.settled(in_months(**{"m2026-08": {"港": 13}, "m2026-09": {"小川": autumn}}), dt.date(2026, 10, 5))
    by_district = rows["district"].value_counts()
    assert [rounded_total(n) for n in (len(rows), by_district["港"], by_district.get("小川", 0))] == told
    assert (
        "市全体 22件、港 13件(8月)、小川 9件(9月)なら、8月までを数えて、市全体 10、港 10。"
        "9月が 10件になれば、市全体 20、港 10、小川 10 です。"
    ) in section(22)


def test_the_balance_of_the_example_comes_out():
    ready, trouble = (pd.DataFrame([each], columns=BOUNDS) for each in ((0.36, 0.32, 0.40), (0.28, 0.24, 0.33)))
    rho = correlation(ready["share"], trouble["share"]).iloc[0]
    difference, ratio = balance(ready, trouble), per_person(ready, trouble).iloc[0]
    row = difference.iloc[0]
    text = section(23)
    assert f"= −{abs(rho):.2f}。" in text
    assert f"= {100 * row['balance_low']:.1f}ポイント、上は {100 * row['balance_high']:.1f}ポイント" in text
    low, high = (round(1750 * row[name]) for name in ("balance_low", "balance_high"))
    assert f"担い手のほうが {low}〜{high}人多く" in text
    assert verdict(difference).tolist() == ["many"]
    assert f"{ratio['ratio']:.1f}人({ratio['ratio_low']:.2f}〜{ratio['ratio_high']:.2f}人)" in text
