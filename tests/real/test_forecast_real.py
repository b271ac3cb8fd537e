"""Shizuoka through the door: foretold from 2013 to 2018 with what was known in 2013, set against what came."""

import csv
import io
import sys

import pandas as pd
import pytest

from shiensys.__main__ import main
from shiensys.store import database

pytestmark = pytest.mark.real
CITY = "22100"
FILE = "shizuoka/221007_population_2009_2018.csv"


@pytest.fixture(scope="module")
def shizuoka(real_data, tmp_path_factory):
    """A store that holds the ten years."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(database.VARIABLE, f"sqlite:///{tmp_path_factory.mktemp('shizuoka') / 'store.sqlite3'}")
        words = ["load", "population", str(real_data / FILE), "--city", CITY, "--name", "静岡市"]
        assert main([*words, "--accept", "--note", "試験"]) == 0
        yield CITY
        database.engine(database.url()).dispose()
        database.engine.cache_clear()


def table(capfdbinary, *words):
    capfdbinary.readouterr()
    assert main(["table", *words, "--city", CITY]) == 0
    sys.stdout.flush()
    return list(csv.DictReader(io.StringIO(capfdbinary.readouterr()[0].decode().removeprefix("\ufeff"))))


def off_by(told, actual, age):
    """Give the mean absolute error over all districts, percent."""
    foretold = {row["地区"]: float(row["人数"]) for row in told if (row["区分"], row["年齢"]) == ("再掲", age)}
    assert set(foretold) == set(actual.index)
    return 100 * (pd.Series(foretold) / actual - 1).abs().mean()


def test_errors_of_a_forecast_from_2013_are_as_small_as_promised(shizuoka, real_data, capfdbinary):
    told = table(capfdbinary, "forecast", "--base", "2013-03-31", "--to", "2018-03-31")
    raw = pd.read_csv(real_data / FILE, encoding="utf-8-sig").set_index("SCHOOL_NAME")
    came = raw[raw["SURVEY_DATE"] == "2018-03-31"]
    assert off_by(told, came["_65_and_over"], "65歳以上") <= 2.4
    assert off_by(told, came["_75_and_over"], "75歳以上") <= 2.9
    held = [
        float(row["人数(80%の幅の下)"]) <= came.loc[row["地区"], "_65_and_over"] <= float(row["人数(80%の幅の上)"])
        for row in told
        if (row["区分"], row["年齢"]) == ("再掲", "65歳以上")
    ]
    assert 0.6 <= sum(held) / len(held) <= 0.95


def test_the_first_sentence_tells_how_it_did_on_this_citys_past(shizuoka, capfdbinary):
    first = table(capfdbinary, "backtest")
    assert {"1", "5", "8"} <= {row["何年先"] for row in first}
    five = next(row for row in first if (row["何年先"], row["年齢"]) == ("5", "65歳以上"))
    assert (five["地区の数"], five["試した回数"]) == ("75", "4")
    assert float(five["平均の外れ"]) <= 0.024
    assert float(five["平均の外れ"]) <= float(five["市全体の率だけの場合の平均の外れ"])


def test_districts_pass_the_bounds_one_by_one(shizuoka, capfdbinary):
    told = table(capfdbinary, "passing")
    assert len(told) == 2 * 75
    assert {row["見通しの種類(記号)"] for row in told} == {"already", "expected", "possible", "not"}
