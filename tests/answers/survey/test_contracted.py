"""Where a city holds only a contractor's cross-table, the same answers from its counts."""

import pandas as pd

from shiensys.answers import links, release
from shiensys.answers import survey as told
from tests.answers.survey.surveys_made import OLDER
from tests.city_of import city, districts, population


def table() -> pd.DataFrame:
    rows = [
        ("港", "district", None, 100, 20), ("小川", "district", None, 20, 4), ("和田", "district", None, 80, 40),
        ("大富", "district", None, 5, 2), ("", "age", "65-74", 120, 30), ("", "age", "75-", 85, 36),
    ]  # fmt: skip
    made = pd.DataFrame(rows, columns=["area", "by", "cell", "n", "count"])
    made = made.assign(survey="R7", date=pd.Timestamp("2025-11-30"), kind="falls", basis="indicator")
    return made.astype({"n": "Int32", "count": float})


def test_rates_come_from_the_counts_protected_alike():
    held = city(districts=districts(), population=population(OLDER), survey_table=table())
    assert [each.key for each in told.listing(held, "risks")] == ["falls"]
    rates = told.rates(held, "falls").table
    assert rates.loc["d0", "direct"] == 0.205
    assert rates.loc["d1", "state"] == "few"
    assert rates.loc["d3", "together"] == "和田・大富"
    assert rates.loc["d2", "answered"] == 85
    by_age = told.rates(held, "falls", "age").table
    assert by_age["name"].tolist() == ["65〜74歳", "75歳以上"]
    assert by_age["answered"].tolist() == [120, 85]
    assert told.rates(held, "falls", "city").table["answered"].tolist() == [205]


def test_two_questions_of_a_table_that_hang_together_are_protected_together():
    """5 would organise in 港 and 6 would or do: told each for itself, 55 and 56 in the city would give both away."""
    counts = {"would_organise": (5, 20, 30), "organises_or_would": (6, 20, 30)}
    rows = [
        (area, "district", None, n, x, kind)
        for kind, each in counts.items()
        for area, n, x in zip(("港", "小川", "和田"), (60, 70, 80), each, strict=True)
    ]
    made = pd.DataFrame(rows, columns=["area", "by", "cell", "n", "count", "kind"])
    made = made.assign(survey="R7", date=pd.Timestamp("2025-11-30"), basis="indicator")
    held = city(districts=districts(), survey_table=made.astype({"n": "Int32", "count": float}))
    alone, both = (
        release.of_table(held, held.rounds[0], "organises_or_would", tied=tied).whole.iloc[0]
        for tied in ((), links.keys_before("organises_or_would"))
    )
    assert (alone["x_low"], alone["x_high"]) == (56, 56)
    assert (both["x_low"], both["x_high"]) == (54, 69)
    source = told.rates(held, "organises_or_would", "city").table.iloc[0]
    assert source["direct"] == 0.2929  # 61.5 of 210, the middle of 54 to 69
