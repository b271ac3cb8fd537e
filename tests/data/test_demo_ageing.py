"""What the demonstration cities show of ageing: a past by chance, a home that opened, a forecast, a plan's targets."""

from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).parents[2] / "data"
CITIES = ("tokushima", "shunan")
VERY_OLD = ["85～89歳", "90～94歳", "95～99歳", "100歳以上"]
BANDS = {65: ["65～69歳"], 70: ["70～74歳"], 75: ["75～79歳"], 80: ["80～84歳"], 85: ["85～89歳"], 90: VERY_OLD[1:]}


def table(city: str, name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / city / f"{name}.csv")


def people(city: str, day: str) -> pd.DataFrame:
    rows = table(city, "population").query(f"調査年月日 == '{day}'")
    return rows.groupby("地区名").sum(numeric_only=True)


@pytest.mark.parametrize("city", CITIES)
def test_nobody_is_certified_who_doesnt_live_there(city: str) -> None:
    certified = table(city, "certified").query("調査年月日 == '2026-03-31'")
    counts = certified.pivot_table(values="人数", index="地区名", columns="年齢から", aggfunc="sum")
    residents = people(city, "2026-01-01")
    rates = pd.DataFrame({first: counts[first] / residents[names].sum(axis=1) for first, names in BANDS.items()})
    assert (rates <= 0.8).all(axis=None)
    everywhere = counts.sum() / pd.Series({first: residents[names].sum().sum() for first, names in BANDS.items()})
    assert everywhere.is_monotonic_increasing
    assert everywhere[90] > 20 * everywhere[65]


@pytest.mark.parametrize(("city", "levels"), [("tokushima", 13_608), ("shunan", 8_298)])
def test_certified_persons_are_as_many_as_before_they_had_ages(city: str, levels: int) -> None:
    certified = table(city, "certified").query("調査年月日 == '2026-03-31'")
    assert certified["人数"].sum() == levels


@pytest.mark.parametrize("city", CITIES)
def test_households_are_counted_every_five_years(city: str) -> None:
    homes = table(city, "households")
    assert sorted(homes["調査年月日"].unique()) == ["2016-01-01", "2021-01-01", "2026-01-01"]
    alone = homes.groupby("調査年月日")["65歳以上単身世帯"].sum()
    assert alone.is_monotonic_increasing


@pytest.mark.parametrize(("city", "home", "before", "after"), [
    ("tokushima", "入田", "2018-01-01", "2019-01-01"), ("shunan", "和田", "2019-01-01", "2020-01-01"),
])  # fmt: skip
def test_a_home_for_the_elderly_opens_in_one_district(city: str, home: str, before: str, after: str) -> None:
    old, new = (people(city, day)[VERY_OLD].sum(axis=1) for day in (before, after))
    change = (new / old - 1)[new > 100]
    assert change[home] > 0.6
    assert change.drop(home).abs().max() < 0.2


def test_one_district_of_shunan_is_tiny() -> None:
    everybody = people("shunan", "2026-01-01")["総数"]
    assert everybody.idxmin() == "大津島"
    assert 100 < everybody["大津島"] < 200 < everybody.drop("大津島").min()


@pytest.mark.parametrize("city", CITIES)
def test_the_years_before_were_not_plain_ageing(city: str) -> None:
    """Those of 70 to 79 in 2021 were 65 to 74 five years before: districts differ in how many are left."""
    then, now = people(city, "2016-01-01"), people(city, "2021-01-01")
    left = now[["70～74歳", "75～79歳"]].sum(axis=1) / then[["65～69歳", "70～74歳"]].sum(axis=1)
    large = left[then["総数"] > 3000]
    assert 0.005 < large.std() < 0.04


def test_the_forecast_of_shunan_meets_the_published_totals_and_says_what_it_is() -> None:
    forecast = table("shunan", "city_forecast")
    totals = forecast.groupby("年")["総数"].sum()
    assert totals.index.tolist() == [2020, 2025, 2030, 2035, 2040, 2045, 2050]
    assert (totals[2020], totals[2050]) == (137_607, 91_413)
    assert 1 - totals[2050] / totals[2020] == pytest.approx(0.335, abs=0.002)
    ages = forecast.drop(columns=["年", "性別", "総数", "出典"])
    assert (ages.sum(axis=1) == forecast["総数"]).all()
    assert forecast["出典"].str.contains("架空").all()


def test_no_forecast_is_made_up_where_none_was_published() -> None:
    assert not (DATA / "tokushima" / "city_forecast.csv").exists()
    assert "city-forecast" not in (DATA / "tokushima" / "city.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("city", CITIES)
def test_the_plan_aims_at_three_things_in_every_area_and_says_that_it_is_made_up(city: str) -> None:
    plan = table(city, "targets")
    assert plan["指標"].unique().tolist() == ["通いの場参加率", "認定率", "単身高齢世帯"]
    assert plan.groupby("指標")["地区または圏域"].nunique().tolist() == [7, 7, 7]
    assert plan["出典"].str.contains("架空").all()
    assert plan[["目標", "実績"]].notna().any(axis=1).all()


def test_results_are_those_of_the_citys_own_tables() -> None:
    plan = table("shunan", "targets").query("地区または圏域 == '市全域' and 年度 == '令和7年度'").set_index("指標")
    homes = table("shunan", "households").query("調査年月日 == '2026-01-01'")
    assert plan.loc["単身高齢世帯", "実績"] == homes["65歳以上単身世帯"].sum()
    certified = table("shunan", "certified").query("調査年月日 == '2026-03-31'")["人数"].sum()
    assert plan.loc["認定率", "実績"] == pytest.approx(100 * certified / 43_500, abs=0.05)
