"""docs/methods.md §17 and §18 say what the program does: constants, and examples worked again from its numbers."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from shiensys.measures.ageing import births, breaks, choosing, control, leaning, oldest, ratios, splitting, spread
from shiensys.measures.ageing.backtest import SMALL
from shiensys.measures.ageing.groups import GROUPS
from shiensys.measures.ageing.projection import FADING, fading
from shiensys.measures.ageing.telling import around
from tests.measures.ageing.counted import rows
from tests.measures.ageing.forecast_doc import GROUPS as WORDS

DOCUMENT = Path(__file__).parents[3] / "docs" / "methods.md"


def section(number):
    """Give the text of one section."""
    return re.search(rf"## §{number} .*?(?=\n## §|\Z)", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)[0]


def numbers(pattern, text):
    """Read the numbers of a sentence."""
    found = re.search(pattern, text)
    assert found, pattern
    return [float(one.replace(",", "")) for one in found.groups()]


def test_the_cohort_example():
    text = section(17)
    before, after, ratio = numbers(
        r"65〜69歳 ([\d,]+)人が、5年後に 70〜74歳 ([\d,]+)人になれば、変化率は ([\d.]+) です", text
    )
    assert after / before == pytest.approx(ratio)
    expected, counted, factor = numbers(r"見込みが ([\d,]+)人、実際が ([\d,]+)人なら \*f\* は ([\d.]+)", text)
    assert counted / expected == pytest.approx(factor)
    noise, between, leant = numbers(r"が ([\d.]+)、\*τ\*² が ([\d.]+) なら、地区の違いは ([\d.]+)", text)
    assert 1 + (factor - 1) * between / (between + noise / expected) == pytest.approx(leant)
    assert noise == leaning.SCATTER
    start, later = numbers(r"65〜69歳 ([\d,]+)人は、5年後に ([\d.]+)人", text)
    assert round(start * ratio * leant ** fading(5, 0), 1) == later
    assert numbers(r"1.0125 の ([\d.]+) 乗", text) == [round(fading(5, 0), 3)]


def test_the_example_of_the_open_band():
    flowing, top, after, ratio, weight = numbers(
        r"80〜84歳 ([\d,]+)人と 85歳以上 ([\d,]+)人が、5年後に 85歳以上 ([\d,]+)人"
        r"になれば、\*r\* は ([\d.]+)、\*w\* は ([\d.]+)",
        section(17),
    )
    found = oldest.weights(np.arange(0, 90, 5), 5, np.array([flowing, top]), after)
    assert round(float(found[1]), 3) == weight
    assert round(after / (flowing + found[1] * top), 3) == ratio
    assert found[1] == pytest.approx(ratio ** (np.exp(0.12 * (89.5 - 82.5)) - 1), abs=1e-3)


def test_the_example_of_the_official_growth():
    here, one, two, times, aim = numbers(
        r"もとの日に ([\d,]+)人で、社人研の見通しが ([\d,]+)人から ([\d,]+)人\(([\d.]+)倍\)"
        r"に増えるなら、目標は ([\d,]+)人",
        section(17),
    )
    days = pd.DatetimeIndex(["2020-10-01", "2030-10-01"])
    stated = rows({("市", days[0]): [9, 9, one], ("市", days[1]): [9, 9, two]}, bands=(0, 65, 75))
    counted = rows({("東", days[0]): [9, 9, here]}, bands=(0, 65, 75))
    grows = control.growth(stated, control.residents(counted), days[0], days[1:])
    assert grows.times[0, 0, 2] == pytest.approx(times)
    assert grows.times[0, 0, 2] * here == pytest.approx(aim)


@pytest.mark.parametrize(
    ("words", "constant"),
    [
        (r"1年ごとに ([\d.]+) 倍に薄れ", FADING),
        (r"前後(\d)歳と男女", ratios.BESIDE),
        (r"変化率を (\d+) 人分として", ratios.STEADY),
        (r"1歳ごとに\n(\d+)% 高くなる", oldest.GROWTH * 100),
        (r"85 \+ ([\d.]+) × \(100 − 85\)", oldest.PART),
        (r"直近(\d)年の合計", births.RECENT),
        (r"人数が (\d+)% より大きく違う", control.CONTRADICTION * 100),
        (r"標準偏差\)の (\d) 倍以上", breaks.FAR),
        (r"全年齢が (\d)% 以上", breaks.OF_ALL * 100),
        (r"標準偏差の(\d)倍以上", breaks.WITH_IT),
        (r"ある区分が (\d+)% 以上", breaks.OF_CLASS * 100),
        (r"以上、(\d+)人動いた|以上、(\d+)人以上動いた", breaks.LEAST),
        (r"増減\((\d)期間以上", breaks.STEADY),
        (r"区分が (\d+)歳より広い表", splitting.WIDEST),
        (r"上の区分が (\d+)歳より下から", splitting.LEAST_TOP),
        (r"1歳ごと\((\d+)歳まで", splitting.SINGLE_TO),
        (r"変化率は1きざみに (\d) 倍まで", ratios.MOST),
        (r"地区の違いは (\d) 倍", leaning.MOST),
        (r"親1人あたり ([\d.]+) 人まで", births.MOST),
    ],
)
def test_constants_of_the_forecast(words, constant):
    found = re.search(words, section(17))
    assert found, words
    assert float(next(one for one in found.groups() if one)) == pytest.approx(constant)


def test_classes_of_age_are_those_of_the_text():
    text = section(17)
    assert "、".join(map(str, ratios.CLASSES)) + "歳から" in text
    assert "、".join(map(str, breaks.CLASSES)) + "歳から" in text
    assert (ratios.MOVING[0], choosing.MOST) == (15, 0.5)
    assert f"{len(ratios.CLASSES)} の年齢の区分" in text


def test_the_reference_is_that_of_the_text():
    text = section(18)
    common, rate, chance = (part[spread.PERSONS] for part in spread.REFERENCE)
    assert f"| 共通 | {' | '.join(f'{one:.2%}' for one in common)} |" in text
    assert f"| 地区 | {' | '.join(f'{one:.2%}' for one in rate)} |" in text
    assert f"| 偶然(1人あたりの分散) | {' | '.join(f'{one:g}' for one in chance)} |" in text
    assert list(WORDS) == list(GROUPS)
    steady, city = numbers(r"地区と偶然は (\d+) 地区×年分、共通は (\d+) 年分", text)
    assert (steady, city) == (spread.STEADY_DISTRICTS, spread.STEADY_CITY)
    assert f"{SMALL:,}人未満" in text


def test_the_example_of_the_band():
    text = section(18)
    persons, years, wide, low, high = numbers(
        r"65歳以上 ([\d,]+)人の見通しの (\d+)年先の幅は.*?= ([\d.]+)% から、([\d,]+)〜([\d,]+)人", text
    )
    usual, group = spread.reference(), np.array(GROUPS.index("older"))
    own = usual.of_district(spread.PERSONS, np.array(years), np.array(persons), group)
    common = usual.of_city(spread.PERSONS, np.array(years), group)
    assert round(100 * float(own + common) ** 0.5, 2) == wide
    assert [round(float(end)) for end in around(np.array(persons), np.sqrt(own + common))] == [low, high]
    districts, whole, narrow, lower, upper = numbers(
        r"同じ地区が (\d+) ある市の合計 ([\d,]+)人では ([\d.]+)% で、([\d,]+)〜([\d,]+)人", text
    )
    assert round(100 * float(own / districts + common) ** 0.5, 2) == narrow
    assert [round(float(end)) for end in around(np.array(whole), np.sqrt(own / districts + common))] == [lower, upper]
