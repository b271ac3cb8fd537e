"""How often the made-up answers mean a risk, held against two towns' published rates.

These say what is plausible, so that a demonstration doesn't look absurd. They are no test of truth: the towns aren't
the demonstration's cities, and where reports cut everyday jobs, reading and role isn't known.
"""

import pandas as pd
import pytest

from shiensys.city import City
from shiensys.measures.scoring import counts, judge
from shiensys.tables.indicators import indicators
from shiensys.tables.rules import rules

TOWNS = {  # percent: town A (n = 474), town B (n = 1,835)
    "motor": (11.6, 14.6), "falls": (32.5, 36.5), "homebound": (22.6, 24.1), "undernutrition": (0.6, 1.1),
    "oral": (25.1, 27.5), "cognition": (44.1, 47.9), "depression": (42.8, 38.3), "iadl_low": (8.7, 12.3),
    "intellectual_lower": (37.5, 41.5), "social_lower": (55.6, 47.7),
}  # fmt: skip
CODES = ("36201", "35215")


def answers(city: City, back: int = 0) -> pd.DataFrame:
    table = city.rounds[back].answers
    assert table is not None
    return table


def percent(table: pd.DataFrame, key: str) -> float:
    return 100 * float(judge(table, rules()[key]).mean())


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("key", TOWNS)
def test_a_risk_is_about_as_frequent_as_in_two_towns(cities: dict[str, City], key: str, code: str) -> None:
    for back in (0, 1):
        assert 0.6 * min(TOWNS[key]) < percent(answers(cities[code], back), key) < 1.6 * max(TOWNS[key])


@pytest.mark.parametrize("code", CODES)
def test_every_indicator_was_asked_in_both_surveys_and_some_verdicts_stay_open(
    cities: dict[str, City], code: str
) -> None:
    for back in (0, 1):
        table = answers(cities[code], back)
        for each in indicators():
            unknown = judge(table, each.rule).isna().mean()
            assert 0 < unknown < 0.12, each.key


@pytest.mark.parametrize("code", CODES)
def test_districts_differ_by_some_points(cities: dict[str, City], code: str) -> None:
    """Between districts, beyond what chance alone makes of samples of their size."""
    table = answers(cities[code])
    found = {}
    for key in ("falls", "cognition", "depression", "intellectual_lower", "takes_part_sport"):
        cells = counts(table, judge(table, rules()[key]), table["stratum"])
        cells = cells[cells["n"] >= 60]
        share = cells["x"] / cells["n"]
        chance = (share * (1 - share) / cells["n"]).mean()
        found[key] = 100 * max(0.0, share.var() - chance) ** 0.5
    assert 2.5 < sum(found.values()) / len(found) < 6


@pytest.mark.parametrize("code", CODES)
def test_the_oldest_are_frailer_and_women_more_afraid_of_falling(cities: dict[str, City], code: str) -> None:
    table = answers(cities[code])
    assert percent(table[table["age_from"] >= 85], "motor") > 2 * percent(table[table["age_from"] < 75], "motor")
    afraid = table["fall_fear"].isin([1, 2])
    assert afraid[table["sex"] == "female"].mean() > afraid[table["sex"] == "male"].mean() + 0.05
