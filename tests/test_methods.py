"""docs/methods.md says what the program does: its kinds, constants and reasons, and its examples worked again."""

import re
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest

from shiensys.answers.boundaries import VERTICES_PER_DISTRICT
from shiensys.answers.people import OLD
from shiensys.answers.protect import whole
from shiensys.intake.shapes import coverage, position
from shiensys.measures import (
    change,
    duplicates,
    gap,
    interval,
    naming,
    need,
    people,
    placement,
    places,
    sayable,
    trouble,
)
from shiensys.measures.addressing import addresses, gazetteer, geocoding
from shiensys.measures.release import disclosure
from shiensys.tables import districts
from shiensys.tables.categories import REFERENCE_FOLDER, Category, categories, category, household_weights
from shiensys.tables.survey import UNSOLVED
from shiensys.text import say

DOCUMENT = Path(__file__).parents[1] / "docs" / "methods.md"
UNITS = {"persons": "人", "households": "世帯", "households_snowfall": "世帯(雪の朝1回)"}
RULES = {
    "per_visit": "定員 × 月の回数 ÷ {divisor}",
    "helper_hours": "担い手 × 1人の月の時間 ÷ {divisor}",
    "helpers": "担い手 ÷ {divisor}",
    "registered": "登録数 ÷ {divisor}",
    "presence": "窓口の有無(人数なし)",
}
DIRECT = {
    "wishes_to_join": "参加したいが、いま参加していない",
    "alone_without_listener": "ひとり暮らしで、聞いてくれる人がいない",
    "nobody_listens": "聞いてくれる人がいない",
}
PROXIES = {"cooks": "問4(6) 食事の用意", "shops": "問4(5) 買物", "bus_alone": "問4(4) バスや電車で外出"}


@pytest.fixture(scope="module")
def text() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def section(text: str, number: int) -> str:
    return text.split(f"## §{number} ")[1].split("\n## §")[0]


def trouble_names() -> dict[str, str]:
    headings = pd.read_csv(REFERENCE_FOLDER / "headings" / "survey.csv", dtype=str).drop_duplicates("column")
    asked = headings[headings["column"].str.startswith("trouble_")]
    return dict(zip(asked["column"].str[8:], asked["heading"].str.removeprefix("困りごと_"), strict=True))


def kind_row(one: Category) -> str:
    names = trouble_names()
    asked = "、".join(names[item] for item in one.trouble_items) or DIRECT.get(one.direct_rule, "(聞いていない)")
    proxy = f"{PROXIES[one.proxy_item]}が{one.proxy_code}" if one.proxy_code is not None else "—"
    rule = RULES[one.capacity_rule].format(divisor=f"{one.capacity_divisor or 0:g}")
    gap = "出す" if one.has_gap else "出さない"
    cells = (f"{one.name_ja} `{one.kind}`", UNITS[one.unit], asked, proxy, rule, gap, one.caveat_ja)
    return f"| {' | '.join(cells)} |"


def kinds_table() -> str:
    heads = (
        "種類",
        "単位",
        "困りごと(または、じかの問い)",
        "代わりの問い",
        "1つの支え合いで助けられる数",
        "不足の数",
        "添える注意",
    )
    return "\n".join([f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|", *map(kind_row, categories())])


def households_table() -> str:
    rows = pd.read_csv(REFERENCE_FOLDER / "household_weights.csv", dtype=str)
    lines = [f"| {row.household} {row.meaning_ja} | {row.weight} |" for row in rows.itertuples()]
    return "\n".join(["| 家族構成(問1(1)) | 重み *h* |", "| --- | --- |", *lines])


def reasons_table() -> str:
    lines = [f"| `{code}` | {say(f'answers.reason.{code}')} |" for code in sayable.REASONS]
    return "\n".join(["| 理由(この順に書く) | 画面の言葉 |", "| --- | --- |", *lines])


TABLES = {"kinds": kinds_table, "households": households_table, "reasons": reasons_table}


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_those_of_the_program(text, name):
    assert f"<!-- {name} -->\n\n{TABLES[name]()}\n" in text


def test_constants_stand_with_their_true_values(text):
    stated = {
        2: [f"*z* = {interval.Z_95:.2f}"],
        3: [
            f"({UNSOLVED})",
            f"{household_weights()[need.AVERAGE_HOUSEHOLD]:g} で数えます",
            f"{need.STEP:g} 単位に丸め",
            f"{disclosure.FEW}人に満たない",
        ],
        4: [f"{disclosure.FEWEST}人に満たない"],
        5: [f"{places.CONFIRMED_MONTHS}か月以内"],
        7: [f"{people.OLDER}歳以上", f"{OLD}歳以上", f"{change.YEARS_BACK}年前"],
        8: [
            f"EPSG:{districts.CRS}",
            f"{position.FAR_METRES // 1000} km",
            f"幅 {coverage.SLIVER_METRES:g} m",
            f"{coverage.NOTICEABLE_SHARE:.1%}",
            f"{VERTICES_PER_DISTRICT}点",
        ],
        10: [
            f"{geocoding.SAME_HALL_M:g} m より離れて",
            f"{gazetteer.BLOCK_M:g} m より離れて",
            f"{duplicates.SAME_PLACE_M:g} m 以内",
            f"{places.CONFIRMED_MONTHS}か月以内",
        ],
        21: [
            f"{duplicates.SAME_PLACE_M:g} m 以内",
            f"{duplicates.ONE_DOOR_M:g} m 以内",
            f"{duplicates.HALL}つ以上",
            f"{duplicates.BUSY}件以上",
            f"どちらも {naming.SHORTEST}文字以上",
        ],
    }
    for number, phrases in stated.items():
        for phrase in phrases:
            assert phrase in section(text, number), (number, phrase)


def test_every_section_that_the_program_points_to_is_there(text):
    sources = [path.read_text(encoding="utf-8") for path in (DOCUMENT.parents[1] / "shiensys").rglob("*.py")]
    named = {int(number) for source in sources for number in re.findall(r"methods\.md §(\d+)", source)}
    written = [int(number) for number in re.findall(r"^## §(\d+) ", text, re.MULTILINE)]
    assert written == sorted(set(written))  # each once, in order
    assert named
    assert named <= set(written)


def test_every_file_of_the_program_that_is_named_exists(text):
    for name in re.findall(r"`((?:measures|answers|intake|tables)/\w+\.py)`", text):
        assert (DOCUMENT.parents[1] / "shiensys" / name).is_file(), name


def example(text: str, number: int) -> str:
    return section(text, number).split("\n例")[-1].replace("\n", "")


def test_section_1_takes_those_in_care_off(text):
    day = pd.Timestamp("2026-01-01")
    residents = pd.DataFrame(
        {"district_id": ["a"], "date": [day], "age_from": [65], "age_to": [None], "persons": [1200.0]}
    )
    certified = pd.DataFrame(
        {"district_id": "a", "date": day, "level": "要介護1", "age_to": [None, 64.0], "persons": [200.0, 15.0]}
    )
    assert people.asked(residents, certified).persons.tolist() == [1000]
    assert "*N* = 1,000人" in example(text, 1)


def test_section_2_gives_wilsons_interval(text):
    bounds = interval.wilson(pd.Series([0.2]), pd.Series([100])).iloc[0]
    assert f"幅は {bounds['low'] * 100:.1f}〜{bounds['high']:.1%}" in example(text, 2)


def test_section_3_leaves_open_what_blanks_could_change(text):
    survey = pd.DataFrame(
        {
            "trouble_hospital": pd.array([1, 0, 0], dtype="Int8"),
            "solved_hospital": pd.array([UNSOLVED, None, None], dtype="Int8"),
            "trouble_outing": pd.array([None, None, 0], dtype="Int8"),
            "solved_outing": pd.array([None, None, 1], dtype="Int8"),
        }
    )
    assert trouble.in_need(survey, category("transport")).verdict.tolist() == [True, pd.NA, False]
    assert "通院が解決できない人は、外出が空欄でも 1。通院に困っておらず外出が空欄の人は、判定できない。" in section(
        text, 3
    )


def test_section_3_counts_households(text):
    household = [1] * 30 + [2] * 60
    survey = pd.DataFrame({"household": pd.array(household, dtype="Int8"), "weight": 1.0})
    whose = need.sizes(survey, pd.Series([True] * 40 + [False] * 50, dtype="boolean"))
    shares = pd.DataFrame({"share": [0.3], "share_low": [0.2], "share_high": [0.4]}, index=["d"])
    row = need.persons(shares, pd.Series({"d": 400.0}), whose).iloc[0]
    told = example(text, 3)
    assert f"丸めて {whose.everybody:.2f}" in told
    assert f"丸めて {whose.in_need:.2f}" in told
    assert f"400 × 30% × {whose.in_need:g} = {row['need']:.0f}世帯" in told
    assert f"400 × {whose.everybody:g} = {row['residents']:.0f}世帯" in told


def test_section_3_weighs_districts_by_their_residents(text):
    shares = {"share": [0.2, 0.1], "share_low": [0.16, 0.07], "share_high": [0.24, 0.14], "sd": 0.02, "common": 0.0}
    cells = pd.DataFrame({"n": 100.0} | shares, index=["a", "b"])
    parts = pd.DataFrame({"cell": ["a", "b"], "unit_id": "city", "residents": [1000.0, 3000.0]})
    found = need.by_unit(cells, parts, pd.Index(["city"]))
    row = need.persons(found, pd.Series({"city": 4000.0}), need.Sizes()).iloc[0]
    assert f"÷ 4,000 = {row['share']:.1%}、{row['need']:.0f}人" in section(text, 3)


def offers() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "resource_id": ["A", "B", "C"],
            "kinds": ["shopping", "shopping;transport", "shopping"],
            "kind_shares": pd.Series([None, None, None], dtype="str"),
            "status": "active",
            "capacity": [20.0, 10.0, None],
            "times_month": [4.0, 4.0, None],
            "users": [12.0, 4.0, None],
            "helpers": float("nan"),
            "hours_month": float("nan"),
            "assured_date": pd.Timestamp("2026-01-01"),
        }
    )


def places_of_example() -> pd.DataFrame:
    chosen = places.of_kind(offers(), "shopping")
    values = places.ranges(chosen, category("shopping"), free=True)
    served = pd.DataFrame({"resource_id": ["A", "B", "B", "C"], "district_id": ["a", "a", "b", "a"]})
    parts = places.split(served, pd.Series({"a": 1000.0, "b": 3000.0}))
    units = pd.Series({"a": "a", "b": "b"})
    return places.by_unit(chosen, values, parts, units, today=pd.Timestamp("2026-02-01").date()).loc[["a"]]


def test_section_5_counts_a_shared_capacity_once_and_splits_it(text):
    row = places_of_example().iloc[0]
    rounded = whole(places_of_example(), ["places_low", "places_high"]).iloc[0]
    said = f"合わせて {row['places_low']}〜{row['places_high']}、"
    assert said + f"丸めて {rounded['places_low']:.0f}〜{rounded['places_high']:.0f}人" in example(text, 5)


def test_section_6_takes_places_from_need(text):
    shares = pd.DataFrame({"share": [0.197], "share_low": [0.12], "share_high": [0.287]}, index=["a"])
    wanted = need.persons(shares, pd.Series({"a": 1000.0}), need.Sizes())
    wanted = whole(wanted, ["need", "need_low", "need_high"])
    there = whole(places_of_example(), ["places", "places_low", "places_high"])
    short = gap.gap(wanted, there)
    assert gap.verdict(short, pd.Series({"a": ()})).tolist() == ["short"]
    covered = gap.coverage(wanted, there).iloc[0]
    row = wanted.join(there).join(short).iloc[0]
    told = example(text, 6)
    for name in ("need", "places", "gap"):
        assert f"{row[name]:.0f}人({row[f'{name}_low']:.0f}〜{row[f'{name}_high']:.0f}人)" in told
    assert f"{covered['coverage']:.1%}({covered['coverage_low'] * 100:.1f}〜{covered['coverage_high']:.1%})" in told


def test_section_7_gives_shares_over_known_ages(text):
    day = pd.Timestamp("2026-01-01")
    ages = {"age_from": [0, 65, None], "age_to": [64, None, None], "persons": [680.0, 280.0, 40.0]}
    table = pd.DataFrame({"district_id": "a", "date": day} | ages)
    older, known, everybody = people.aged(table, from_age=65), people.known_ages(table), people.all_ages(table)
    assert f"{(older / known).iloc[0]:.1%}(全員に対しては {(older / everybody).iloc[0]:.1%})" in example(text, 7)


def test_section_8_splits_persons_by_the_crosswalk(text):
    ways = pd.DataFrame({"area": "町丁", "district_id": ["a", "b"], "share": [0.4, 0.6]})
    rows = placement.apportioned(pd.DataFrame({"area": ["町丁"], "persons": [200.0]}), ways, "persons")
    first, second = rows["persons"]
    assert f"{first:.0f}人と {second:.0f}人" in example(text, 8)


def test_section_8_splits_a_former_district_up_to_its_last_day(text):
    days = pd.to_datetime(["2018-03-31", "2020-03-31"])
    ways = pd.DataFrame(
        {"source": "港", "district": ["港", "浜"], "share": [0.7, 0.3], "until": pd.Timestamp("2019-03-31")}
    )
    today = pd.DataFrame({"district_id": ["a", "b"], "name": ["港", "浜"]})
    people_then = pd.DataFrame({"area": "港", "date": days, "persons": [1000.0, 700.0]})
    rows = placement.placed(people_then, today, ways, ("persons",)).table
    first, second, later = rows["persons"]
    assert f"1,000人を、2019-03-31 までの行が 0.7 と 0.3 に分けるなら、{first:.0f}人と {second:.0f}人" in example(
        text, 8
    )
    assert later == 700


def test_section_9_says_what_the_demonstration_takes_for_today(text):
    for city in ("tokushima", "shunan"):
        described = (DOCUMENT.parents[1] / "data" / city / "city.toml").read_text(encoding="utf-8")
        (day,) = re.findall(r"^as_of = (\S+)", described, re.MULTILINE)
        assert day in section(text, 9)


def test_section_10_reads_both_addresses_alike(text):
    town = addresses.folded("本町二丁目")
    written = re.findall("「([^」]+)」", example(text, 10))[:2]
    assert len(written) == 2
    for address in written:
        rest = addresses.after_town(addresses.inside(addresses.folded(address), "焼津市"), town)
        assert addresses.block(rest or "") == "16"


def test_section_10_names_every_way(text):
    for way in get_args(geocoding.Way):
        assert f"`{way}`" in section(text, 10), way
