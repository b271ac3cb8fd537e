"""Certified persons: what is told, and that no district with few of them can be worked out."""

import itertools

import numpy as np
import pandas as pd
import pytest

from shiensys.answers.ageing import certification
from tests.city_of import AREAS, apart, city, districts, population

OLDER = {"港": 1000, "小川": 2000, "和田": 500, "大富": 400}


def cared(by_area, ages=((65, None),), date="2026-03-31"):
    rows = [
        (area, first, last, persons)
        for area, told in by_area.items()
        for (first, last), persons in zip(ages, told if isinstance(told, tuple) else (told,), strict=True)
    ]
    table = pd.DataFrame(rows, columns=["area", "age_from", "age_to", "persons"])
    table = table.assign(date=pd.Timestamp(date), level="要介護1")
    return table.astype({"age_from": "Int16", "age_to": "Int16", "persons": float})


def held(by_area, ground=None, **ways):
    ground = districts() if ground is None else ground
    return city(districts=ground, population=population(OLDER), certified=cared(by_area, **ways))


MANY = {"港": 180, "小川": 400, "和田": 90, "大富": 60}


def test_the_share_certified_is_told_by_district_area_and_city():
    told = certification(held(MANY)).table.set_index("name")
    assert told.loc["港", ["state", "persons", "certified", "crude"]].tolist() == ["shown", 1000, 180, 0.18]
    assert told.loc["港", "words"] == "認定を受けている人 180人(65歳以上の18.0%)"
    assert certification(held(MANY), "area").table["crude"].tolist() == [0.1933, 0.1667]
    assert certification(held(MANY), "city").table["certified"].tolist() == [730]


def test_days_and_the_want_of_ages_are_said():
    notes = certification(held(MANY)).notes
    assert "認定者は令和8年3月31日、65歳以上の人数は令和8年3月31日の数字です。" in notes
    assert any("年齢の区切りがない" in note for note in notes)
    late = certification(held(MANY, date="2026-12-31")).notes
    assert any("半年より離れています" in note for note in late)


def test_ages_are_evened_out_where_they_are_known():
    # every district has as many of 65–74 as of 75 and older, so nothing changes
    by_age = {"港": (50, 130), "小川": (100, 300), "和田": (20, 70), "大富": (10, 50)}
    answer = certification(held(by_age, ages=((65, 74), (75, None))))
    told = answer.table.set_index("name")
    assert told["adjusted"].tolist() == [0.18, 0.2, 0.18, 0.15]
    assert (told["adjusted_low"] < told["adjusted"]).all()
    assert (told["adjusted_high"] > told["adjusted"]).all()
    assert "直接法" in answer.evidence[0].rule
    assert told.loc["港", "words"].startswith("認定を受けている人 180人(65歳以上の18.0%)、年齢の違いをならすと 18.0%(")


def test_one_small_cell_by_age_turns_all_districts_to_the_citys_rates():
    by_age = {"港": (50, 130), "小川": (100, 300), "和田": (20, 70), "大富": (9, 51)}
    answer = certification(held(by_age, ages=((65, 74), (75, None))))
    assert "間接法" in answer.evidence[0].rule
    assert answer.table["adjusted"].notna().all()


FEW = MANY | {"大富": 9}


def test_a_district_with_nine_certified_persons_is_told_with_its_neighbour():
    told = certification(held(FEW)).table.set_index("name")
    for name in ("和田", "大富"):
        assert told.loc[name, ["persons", "certified"]].tolist() == [900, 99]
        assert told.loc[name, "together"] == "和田、大富"
        assert told.loc[name, "words"].endswith("和田、大富をあわせた値")
    assert told.loc["港", "together"] == ""


def test_a_district_that_stays_alone_is_in_no_figure_of_any_level():
    lonely = held(FEW | {"和田": 90}, apart(districts(), "大富"))
    told = certification(lonely).table.set_index("name")
    assert told.loc["大富", "state"] == "protected"
    assert told.loc["大富", ["persons", "certified", "crude"]].isna().all()
    assert told.loc["大富", "words"] == "人数が少ないため、出しません"
    area = certification(lonely, "area").table.set_index("name")
    assert area.loc["西", ["persons", "certified"]].tolist() == [500, 90]
    assert area.loc["西", "words"].endswith("大富は入っていません")
    whole = certification(lonely, "city").table.iloc[0]
    assert whole["certified"] == 180 + 400 + 90
    assert certification(lonely).headline[0].startswith("市全体は 認定を受けている人 670人")


def test_areas_that_share_a_group_are_told_together():
    ground = districts().assign(area=["東", "東", "東", "西"])
    told = certification(held(FEW, ground), "area").table.set_index("name")
    assert told["certified"].tolist() == [679, 679]  # 西 is 大富 alone, which is told with 和田 of 東
    assert told["together"].tolist() == ["東、西", "東、西"]


def test_a_group_with_a_district_outside_all_areas_is_in_no_area():
    ground = districts().assign(area=["東", "東", "西", None])
    told = certification(held(FEW, ground), "area").table.set_index("name")
    assert told.loc["東", "certified"] == 580
    assert told.loc["西", "state"] == "protected"


def covered(table, level, inside):
    """List for each figure the districts that it is the sum of. ``inside``: 圏域 by district."""
    for row in table[table["state"] == "shown"].to_dict("records"):
        units = (row["together"] or row["name"]).split("、")
        last = row["words"].rpartition("。")[2]
        left_out = last.removesuffix("は入っていません").split("、") if last.endswith("は入っていません") else []
        names = units if level == "district" else [one for one in inside if level == "city" or inside[one] in units]
        yield row["certified"], [one for one in names if one not in left_out]


@pytest.mark.parametrize("seed", range(6))
def test_no_sum_or_difference_of_figures_of_any_level_tells_of_fewer_than_ten(seed):
    """An attacker adds and takes off figures of all levels: no set of districts with 1–9 persons can be reached."""
    draw = np.random.default_rng(seed)
    counts = {area: int(n) for area, n in zip(AREAS, draw.choice([3, 7, 9, 12, 40, 200], 4), strict=True)}
    inside = {area: str(name) for area, name in zip(AREAS, draw.choice(["東", "西"], 4), strict=True)}
    ground = districts().assign(area=list(inside.values()))
    if draw.random() < 0.5:
        ground = apart(ground, str(draw.choice(list(AREAS))))
    made = held(counts, ground)
    known = []
    for level in ("district", "area", "city"):
        for figure, names in covered(certification(made, level).table, level, inside):
            assert figure == sum(counts[name] for name in names), (level, names)
            known.append([name in names for name in AREAS])
    equations = np.array(known, float).reshape(-1, 4)
    rank = np.linalg.matrix_rank(equations) if len(equations) else 0
    for wanted in itertools.product((0, 1), repeat=4):
        if 0 < sum(n for n, part in zip(counts.values(), wanted, strict=True) if part) < 10:
            assert np.linalg.matrix_rank(np.vstack([equations, wanted])) > rank, wanted


def test_a_district_without_rows_is_unknown_and_the_rest_goes_on():
    told = certification(held({"港": 180, "小川": 400, "和田": 90})).table.set_index("name")
    assert told.loc["大富", "state"] == "unknown"
    assert told.loc["港", "certified"] == 180


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({}, "認定者の表がまだありません"),
        ({"certified": cared(MANY)}, "人口の表がまだありません"),
        ({"population": population(OLDER)}, "認定者の表がまだありません"),
    ],
)
def test_what_is_missing_is_said(tables, said):
    answer = certification(city(districts=districts(), **tables))
    assert answer.headline[0].startswith(said)
    assert set(answer.table["state"]) == {"unknown"}
    assert len(answer.table) == 4


def test_without_boundaries_the_smallest_of_the_area_takes_the_small_one():
    answer = certification(city(population=population(OLDER), certified=cared(FEW)))
    told = answer.table.set_index("name")
    assert told.loc["大富", "state"] == "protected"  # without boundaries and 圏域 there is no neighbour
    assert told.loc["港", "certified"] == 180


AGES = ((65, 74), (75, None))
THEN = {"港": (50, 130), "小川": (100, 300), "和田": (20, 70), "大富": (10, 50)}


def two_years(then, now, older_now):
    """A city whose elders were as many of 65–74 as of 75 and older, and grew older."""
    people = population(OLDER, "2025-03-31")
    grown = people.assign(date=pd.Timestamp("2026-03-31"))
    grown["persons"] *= grown["age_from"].map({0: 1.0, 65: 2 - older_now, 75: older_now}).astype(float)
    certified = [cared(then, AGES, "2025-03-31"), cared(now, AGES)]
    return city(districts=districts(), population=pd.concat([people, grown]), certified=pd.concat(certified))


def test_whether_more_are_certified_or_only_more_are_old_is_said():
    # 75+ grow by a fifth and 65–74 shrink by as much; rates by age stay
    now = {area: (young * 0.8, old * 1.2) for area, (young, old) in THEN.items()}
    told = certification(two_years(THEN, now, 1.2)).headline
    assert told[0].startswith("市全体は 認定を受けている人 804人(65歳以上の20.6%)")
    # 180 of 1,950 and 550 of 1,950: at today's ages 0.4 × 9.23 % + 0.6 × 28.21 % = 20.6 %
    assert told[1] == "令和7年3月31日は 18.7%でした。年齢の構成がいまと同じだったとすると 20.6%です。"


def test_years_of_other_districts_are_not_compared():
    fewer = {area: ages for area, ages in THEN.items() if area != "港"}
    assert len(certification(two_years(fewer, THEN, 1.0)).headline) == 1
