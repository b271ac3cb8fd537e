"""The constants and the examples of the section on the survey's tables in docs/methods.md."""

import re
from pathlib import Path

import pandas as pd
import pytest

from shiensys.answers import survey as told
from shiensys.answers.release import Release
from shiensys.answers.survey.adjusting import answered_by_age
from shiensys.answers.survey.words import FRACTIONS, HARDLY, NEARLY
from shiensys.measures import similar
from tests.answers.survey.surveys_made import survey
from tests.city_of import city, districts

SECTION = (Path(__file__).parents[3] / "docs" / "methods.md").read_text(encoding="utf-8").split("## §15")[1]
SECTION = re.split(r"\n## ", SECTION)[0]


def test_the_constants_are_those_of_the_program():
    assert f"{len(FRACTIONS)} 通りの言い方" in SECTION
    assert f"{HARDLY * 100:g}% 未満は" in SECTION
    assert f"{NEARLY * 100:g}% を超えると" in SECTION
    assert f"小さい {similar.NEAREST} 地区" in SECTION
    assert f"標準偏差の {similar.ALIKE} 倍以内のものを、近い順に {similar.REASONS} つ" in SECTION


def test_the_example_of_two_denominators():
    held = city(districts=districts(), survey=survey({"港": (100, 20), "小川": (100, 20)}, open_=50))
    judged, everybody = (told.rates(held, "falls", denominator=of).table.loc["d0"] for of in ("judged", "all"))
    assert judged["direct"] == pytest.approx(0.205, abs=5e-5)
    assert (everybody["answered"], everybody["direct"]) == (150, pytest.approx(0.137, abs=5e-4))
    assert "集計値 20.5%" in SECTION
    assert "150人に対しては 13.7%" in SECTION


def test_the_example_of_who_answered():
    # a second district has the same ages: 60 and 80 of 1,200 and 800 residents answered
    residents = pd.DataFrame({"65-69": [600.0, 600.0], "70-": [400.0, 400.0]}, index=["d0", "d1"])
    came = pd.DataFrame({"n": [60.0, 80.0]}, index=["65-69", "70-"])
    everybody = Release(None, {"age": came}, None, pd.Series(dtype="str"))
    expected = answered_by_age(pd.Series({"d0": 70.0, "d1": 70.0}), residents, everybody)
    assert expected.loc["d0"].tolist() == pytest.approx([30, 40])
    assert "65〜69歳は 30人、70歳以上は 40人" in SECTION


def test_the_example_of_similar_districts():
    shares = pd.DataFrame({"old_share": [0.5, 0.6, 0.7]}, index=["a", "b", "c"])
    assert similar.nearest(shares, "a", shares.index)["distance"].round(2).tolist() == [1.22, 2.45]
    assert "1.22 と 2.45" in SECTION
