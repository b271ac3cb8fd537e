"""The constants and the examples of the section on indicators and certification in docs/methods.md."""

import re
from pathlib import Path

import pandas as pd
import pytest

from shiensys.answers.ageing.certified.certification import FAR_DAYS
from shiensys.measures.ageing import certification
from shiensys.measures.ageing.indicators import (
    AVERAGE_WIDEST,
    LIVES_TO,
    NEAR_DAYS,
    OPEN_FROM,
    OPEN_PART,
    PER,
    middle,
    parts,
    valued,
)
from shiensys.measures.release.release_cells import FEWEST
from shiensys.measures.similar import yearly_change

SECTION = (Path(__file__).parents[3] / "docs" / "methods.md").read_text(encoding="utf-8").split("## §16")[1]
SECTION = re.split(r"\n## ", SECTION)[0]
EXAMPLES = SECTION.split("\n例")[-1].replace("\n", "")
DAY = pd.Timestamp("2026-01-01")


def residents(rows):
    table = pd.DataFrame(rows, columns=["district_id", "age_from", "age_to", "persons"])
    return table.assign(date=DAY).astype({"age_from": "Int16", "age_to": "Int16", "persons": float})


def value(key, rows):
    sums = parts(residents(rows), None, key).sum(min_count=1)
    return valued(sums[["amount"]], sums[["whole"]].set_axis(["amount"]), key).iloc[0]


def test_the_constants_are_those_of_the_program():
    assert f"0〜14歳の住民 | 数 ÷ 分母 × {PER['index']} |" in SECTION
    assert f"({LIVES_TO} − *a*) ÷ {OPEN_PART} 歳" in SECTION
    assert f"区切りが {AVERAGE_WIDEST} 年より広い表、上の区切りが {OPEN_FROM} 歳より下" in SECTION
    assert f"{NEAR_DAYS} 日以内でいちばん近い日" in SECTION
    assert f"{FAR_DAYS} 日より離れていれば" in SECTION
    assert f"どの年齢にも認定者が {FEWEST} 人以上" in SECTION
    assert f"認定者が {FEWEST} 人未満の地区は" in SECTION
    assert f"小数第{certification.DECIMALS}位" in SECTION
    assert certification.WIDE == (65, 75, 85)
    assert "65〜74歳、75〜84歳、85歳以上" in SECTION


def test_the_example_of_shares():
    rows = [("a", 0, 14, 100), ("a", 15, 64, 500), ("a", 65, None, 400), ("a", None, None, 50)]
    assert (value("older", rows), value("index", rows)) == (0.4, 400)
    assert "65歳以上 40.0%、老年化指数 400" in EXAMPLES
    two = [("a", 0, 64, 300), ("a", 65, None, 100), ("b", 0, 64, 1280), ("b", 65, None, 320)]
    assert value("older", two) == pytest.approx(0.21)
    assert "あわせると 21.0% です(割合の平均は 22.5%)" in EXAMPLES


def test_the_example_of_average_age():
    tens = [("a", first, first + 9, 10) for first in range(0, 90, 10)]
    assert value("average", [*tens, ("a", 90, None, 10)]) == pytest.approx(49.8)
    assert "平均年齢は 49.8歳" in EXAMPLES
    assert middle(pd.Series([70.0, 85.0]), pd.Series([74.0, None])).tolist() == [72.5, 89.0]
    assert "(85歳以上は 89歳)" in SECTION


def test_the_example_of_change():
    days = pd.to_datetime(["2016-01-01", "2026-01-01"])
    index = pd.MultiIndex.from_product([["a"], days], names=["district_id", "date"])
    assert yearly_change(pd.Series([1000.0, 817.0], index)).round(3).tolist() == [-0.02]
    assert "1年に −2.0%" in EXAMPLES


def test_the_examples_of_certification():
    n = pd.DataFrame({65: [600.0, 400.0], 75: [400.0, 600.0]}, index=["a", "b"])
    x = pd.DataFrame({65: [30.0, 20.0], 75: [120.0, 180.0]}, index=["a", "b"])
    assert (x.sum(axis=1) / n.sum(axis=1)).tolist() == [0.15, 0.2]
    for how in ("direct", "indirect"):
        assert certification.adjusted(n, x, how)["adjusted"].tolist() == [0.175, 0.175]
    assert "そのままの割合は 15.0% と 20.0%、ならした割合はどちらも 17.5%" in EXAMPLES
    then = certification.at_ages_of(n.loc[["a"]], x.loc[["a"]], n.loc[["b"]])
    assert then == 0.2
    assert "15.0% だった市で、いまの住民が 400人と 600人なら、いまの年齢にあてはめると 20.0%" in EXAMPLES
    few = certification.adjusted(pd.DataFrame({65: [1000.0, 1000.0]}), pd.DataFrame({65: [10.0, 190.0]}), "indirect")
    assert few.iloc[0].tolist() == [0.01, 0.005, 0.018]
    assert "間接法で 1.0%(0.5〜1.8%)" in EXAMPLES
