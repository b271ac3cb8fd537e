"""What ageing does to need: in a city in which nobody dies or moves, so that the growth is worked out by hand."""

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from shiensys import answers
from shiensys.answers.ageing import outlook
from shiensys.answers.ageing.needs.growing import growing
from shiensys.answers.ageing.needs.outlook import DRAWN
from shiensys.answers.ageing.needs.outlook_words import headline
from shiensys.answers.estimate import estimated
from shiensys.answers.release import answered
from shiensys.measures.ageing.forecast import by_band, by_group, forecast
from shiensys.tables.categories import category
from shiensys.text import half_up
from tests.answers.ageing.ageless import TIMES, ageless
from tests.city_of import survey

YEARS = (2010, 2015, 2020)
ANSWERS = {"港": (300, 60), "小川": (300, 45), "和田": (150, 30), "大富": (4, 0)}
NEED = ["need", "need_low", "need_high"]


def asked(answers_: dict[str, tuple[int, int]], *, ages: bool = True) -> pd.DataFrame:
    """Answers on shopping: two in three of those who can't solve it are 75 to 79, of the others one in three."""
    table = survey(answers_)
    if not ages:
        return table
    nth = table.groupby("area").cumcount()
    first = 65 + 5 * (nth % 3) + 10 * (table["solved_shopping"].notna() & (nth % 3 == 0))
    return table.assign(age_from=first.astype("Int16"), age_to=(first + 4).astype("Int16"))


def told(answers_: dict[str, tuple[int, int]] = ANSWERS, *, ages: bool = True, **tables: pd.DataFrame):
    return ageless(*YEARS, survey=asked(answers_, ages=ages), **tables)


@pytest.fixture(scope="module")
def there():
    return told()


@pytest.fixture(scope="module")
def seen(there):
    return outlook(there, kind="shopping")


def row(table: pd.DataFrame, unit: str, year: int) -> pd.Series:
    here = (table["unit_id"] == unit) & (table["date"] == dt.date(year, 4, 1))
    assert here.sum() == 1
    return table[here].iloc[0]


def test_today_is_what_the_needs_page_says(there, seen):
    balance = answers.balance(there, "shopping").table
    today = seen.table[~seen.table["expected"]].set_index("unit_id")
    assert today["date"].unique().tolist() == [dt.date(2020, 4, 1)]
    pd.testing.assert_frame_equal(today[NEED], balance[NEED], check_names=False)
    assert today["state"].tolist() == balance["need_state"].tolist()


def test_the_years_are_those_that_a_plan_looks_to(seen):
    assert seen.days == tuple(dt.date(year, 4, 1) for year in (2020, 2030, 2035, 2040))


def slowly(there, unit: str, year: int) -> float:
    """The growth of need, band by band: what is released of each age times who is that old."""
    known = estimated(there, category("shopping"), answered(there), DRAWN)
    rates = known.release.cells["age"]["share"]
    assert rates.notna().all()
    found = forecast(there.population)
    later, now = 0.0, 0.0
    for band in by_band(found).itertuples():
        if band.district_id != unit or band.date.year != year or band.persons == 0 or band.age_from < 65:
            continue
        rate = rates[f"{band.age_from}-{band.age_from + 4}"]
        later += rate * band.persons
    residents = there.population[there.population["date"] == "2020-04-01"]
    for band in residents[residents["district_id"] == unit].itertuples():
        if band.age_from >= 65 and band.persons > 0:
            now += rates[f"{band.age_from}-{band.age_from + 4}"] * band.persons
    return later / now


@pytest.mark.parametrize(("unit", "year"), [("d0", 2030), ("d1", 2040)])
def test_need_grows_by_the_need_of_each_age(there, seen, unit, year):
    factor = slowly(there, unit, year)
    then = row(seen.table, unit, year)
    assert then["change"] == pytest.approx(factor - 1, abs=6e-4)
    assert then["need"] == half_up(row(seen.table, unit, 2020)["need"] * factor)


def test_need_follows_those_who_need_most_and_not_all_of_65_and_over(there, seen):
    """港 in 2030: twice as many of 65 to 74, and as many as today of 75 to 79, who need most."""
    known = estimated(there, category("shopping"), answered(there), DRAWN).release
    assert known is not None
    young, middle, old = known.cells["age"]["share"].sort_index()
    factor = (2 * young + 2 * middle + old) / (young + middle + old)
    assert row(seen.table, "d0", 2030)["change"] == pytest.approx(factor - 1, abs=6e-4)
    assert factor < 500 / 300 - 0.01


def test_without_ages_need_grows_as_all_of_65_and_over():
    """300 aged 65+ today, a band of 200 more reaches 65 every five years: 700 in 2040."""
    blank = told(ages=False)
    seen = outlook(blank, kind="shopping")
    older = by_group(forecast(blank.population), pd.Series({"d0": "d0"}))
    older = older[older["group"] == "older"].set_index("date")["persons"]
    assert older[pd.Timestamp("2020-04-01")] == 300
    change = older[pd.Timestamp("2040-04-01")] / 300 - 1
    assert row(seen.table, "d0", 2040)["change"] == pytest.approx(change, abs=6e-4)
    assert any("65歳以上の人口と同じ伸び" in note for note in seen.notes)


def test_no_later_figure_stands_without_its_range_and_it_widens(seen):
    shown = seen.table[seen.table["expected"] & seen.table["need"].notna()]
    assert len(shown) == 12
    assert (shown["need_low"] < shown["need"]).all()
    assert (shown["need"] < shown["need_high"]).all()
    assert (shown[NEED] % 1 == 0).all(axis=None)
    width = [row(seen.table, "d0", year)["need_high"] / row(seen.table, "d0", year)["need"] for year in (2020, 2040)]
    assert width[0] <= width[1] + 0.01


def test_the_words_say_today_and_then(seen):
    now, then = row(seen.table, "d0", 2020), row(seen.table, "d0", 2040)
    assert now["words"] == f"いま{now['need']:.0f}人({now['need_low']:.0f}〜{now['need_high']:.0f}人)"
    rest = f"→ 2040年 {then['need']:.0f}人ほど({then['need_low']:.0f}〜{then['need_high']:.0f}人)"
    assert then["words"] == now["words"] + rest


def test_what_is_protected_today_is_protected_in_every_year():
    apart_ = told()
    table = outlook(apart_, kind="shopping").table
    assert set(table.loc[table["unit_id"] == "d3", "state"]) <= {"protected", "few", "shown"}
    lost = told({"港": (300, 60), "小川": (300, 45), "和田": (6, 2), "大富": (2, 0)})
    table = outlook(dataclasses.replace(lost, borders={}), kind="shopping").table
    hidden = table[table["state"] == "protected"]
    assert len(hidden) > 0
    assert len(hidden) % 4 == 0
    assert hidden[[*NEED, "change", "change_low", "change_high"]].isna().all(axis=None)
    assert hidden["words"].str.contains("伏せて").all()


SEEN = {"港": (300, 8), "小川": (300, 0), "和田": (60, 0), "大富": (11, 0)}


@pytest.mark.parametrize("other", [{"港": (300, 9)}, {"大富": (11, 1)}, {"小川": (299, 0)}])
def test_one_answer_more_less_or_otherwise_changes_nothing_that_anybody_sees(other):
    """What is released stays as it is: so must all that is worked out of it."""
    one, two = (told(SEEN | change, ages=False) for change in ({}, other))
    for level in ("district", "area", "city"):
        first, second = (outlook(each, level, kind="shopping") for each in (one, two))
        pd.testing.assert_frame_equal(first.table, second.table)
        pd.testing.assert_frame_equal(first.everywhere, second.everywhere)
        assert (first.headline, first.notes, first.evidence) == (second.headline, second.notes, second.evidence)


def test_answers_that_change_no_released_cell_change_nothing(there, seen):
    """Ages of two who answered alike change places: every cell counts the same."""
    changed = asked(ANSWERS)
    rows = changed.index[(changed["area"] == "港") & changed["solved_shopping"].isna()]
    young, old = rows[changed.loc[rows, "age_from"] == 65][0], rows[changed.loc[rows, "age_from"] == 75][0]
    ages = ["age_from", "age_to"]
    changed.loc[[young, old], ages] = changed.loc[[old, young], ages].to_numpy()
    again = outlook(ageless(*YEARS, survey=changed), kind="shopping")
    pd.testing.assert_frame_equal(seen.table, again.table)


def test_the_city_grows_as_its_districts_together(there, seen):
    whole = row(seen.everywhere, "city", 2030)
    assert whole["need"] == half_up(row(seen.everywhere, "city", 2020)["need"] * (1 + whole["change"]))
    assert whole["state"] == "shown"


def test_a_kind_that_the_survey_doesnt_ask_says_so(there):
    table = outlook(there, kind="carers").table
    assert table["state"].unique().tolist() == ["not_asked"]
    assert table["words"].unique().tolist() == ["調査で聞いていません"]


def test_one_count_gives_no_outlook_and_says_why():
    once = ageless(2020, survey=asked(ANSWERS))
    seen = outlook(once, kind="shopping")
    assert seen.days == (dt.date(2020, 4, 1),)
    assert not seen.table["expected"].any()
    assert row(seen.table, "d0", 2020)["need"] > 0
    assert seen.headline[0].startswith("人口の見通しがないため")


def test_a_city_without_residents_or_survey_says_that():
    table = outlook(dataclasses.replace(told(), population=None), kind="shopping").table
    assert table["need"].isna().all() or table["expected"].eq(False).all()
    without = ageless(*YEARS)
    assert outlook(without, kind="shopping").table["state"].unique().tolist() == ["no_survey"]


def test_caveats_stand_beside_and_fiction_first(there):
    notes = outlook(there, kind="shopping").notes
    assert notes[0].startswith("年齢ごとの割合がいまのままなら")
    assert any("要介護1〜5" in note for note in notes)
    assert f"買い物の手助け:{category('shopping').caveat}" in notes
    fictional = dataclasses.replace(there, record=dataclasses.replace(there.record, fictional=True))
    assert "架空" in outlook(fictional, kind="shopping").notes[0]


def test_the_headline_of_one_kind_is_the_citys_figure(seen):
    whole = row(seen.everywhere, "city", 2040)
    assert seen.headline == (f"買い物の手助け(市全体):{whole['words']}。", "はっきり増える見込みです。")


def test_the_headline_of_all_kinds_names_the_one_that_changes_most(there):
    first, counts = outlook(there, "city").headline
    assert first.startswith("市全体で伸びがいちばん大きい見込みは、")
    assert counts.startswith("2040年までに、計算できる3種類のうち、はっきり増える見込みが3種類")


def test_what_changes_no_more_than_the_forecasts_range_isnt_called_a_change(there):
    table = outlook(there, "city").everywhere
    alike = table.assign(change_low=-0.1, change_high=0.1).where(table["expected"], table)
    ground = growing(there)
    assert headline(alike, ground) == (
        "2040年の必要量は、計算できる3種類とも、いまとはっきりした差がない見込みです(市全体)。",
    )
    falling = table.assign(change=-0.2, change_low=-0.3, change_high=-0.1).where(table["expected"], table)
    assert headline(falling, ground)[0].startswith("市全体で減り方がいちばん大きい見込みは、")


def test_a_contractors_table_by_district_grows_as_all_of_65_and_over():
    rows = [(area, 100, 20) for area in TIMES]
    table = pd.DataFrame(rows, columns=["area", "n", "count"]).astype({"n": "Int32"})
    table = table.assign(survey="R7", date=pd.Timestamp("2025-11-30"), by="district", cell=None, kind="shopping")
    there = ageless(*YEARS, survey_table=table.assign(basis="unsolved"))
    seen = outlook(there, kind="shopping")
    assert row(seen.table, "d0", 2040)["change"] == pytest.approx(600 / 300 - 1, abs=6e-4)
