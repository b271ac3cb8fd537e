"""Need beside places, and what must not be seen of it."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiensys import answers
from shiensys.errors import UnknownKindError
from tests.city_of import city, complete, districts, population, registry, resource, survey

OLDER = {"港": 1000, "小川": 2000, "和田": 500, "大富": 400}
ANSWERS = {"港": (100, 20), "小川": (100, 2), "和田": (29, 5), "大富": (9, 3)}
TRIPS = (resource("港の車", "港"), resource("小川の車", "小川", capacity=400.0), resource("みんなの車", "市全域"))


def whole_city(**changed: pd.DataFrame):
    tables = {
        "districts": districts(),
        "population": population(OLDER),
        "survey": survey(ANSWERS),
        "resources": registry(*TRIPS),
        "completeness": complete(),
    }
    return city(**tables | changed)


def test_a_district_where_trouble_outweighs_help_is_short():
    row = answers.balance(whole_city(), "shopping").table.loc["d0"]
    # 20 % of 1,000 (13.3–28.9 %); 4 free in its own car and 4 × 1000/3900 in everybody's
    assert row[["need", "need_low", "need_high", "places"]].tolist() == [200, 133, 289, 5]
    assert row[["gap", "gap_low", "gap_high"]].tolist() == [195, 128, 284]
    assert row["verdict"] == "short"
    assert row["gap_words"] == "195人 足りない見込み(128〜284人)"


def test_the_share_that_places_cover_is_open_above_where_need_may_be_nothing():
    one_of_many = whole_city(survey=survey(ANSWERS | {"小川": (100, 0)}))
    table = answers.balance(one_of_many, "shopping").table
    assert table.loc["d0", "coverage_words"] == "2%〜4%"  # 5 of 289 to 5 of 133
    assert table.loc["d1", "coverage_words"] == ""  # nobody is in need: not defined
    assert table.loc["d3", "coverage_words"] == ""


def test_enough_and_its_words():
    row = answers.balance(whole_city(), "shopping").table.loc["d1"]
    assert row["verdict"] == "enough"
    assert row["gap_words"].startswith("いまのところ足りる見込み(空き")


def test_the_same_counts_in_words_and_figures():
    balance = answers.balance(whole_city(), "shopping")
    assert balance.counts == {"short": 1, "between": 0, "enough": 1, "unknown": 2}
    assert balance.headline[0] == "買い物の手助け:4地区のうち1地区で手が足りていない見込みです"


def test_shortages_are_added_and_never_offset_by_spare_places_elsewhere():
    assert "128〜284人分" in answers.balance(whole_city(), "shopping").headline[2]


def test_the_headline_tells_the_main_reasons_for_what_isnt_known():
    last = answers.balance(whole_city(), "shopping").headline[-1]
    assert last == "2地区は、まだわかりません(おもな理由:回答が少ない、個人を守るため)。"


def test_few_answers_and_protected_are_two_things():
    table = answers.balance(whole_city(), "shopping").table
    assert table["need_state"].tolist() == ["shown", "shown", "few_answers", "protected"]
    assert table["answered"].tolist()[:3] == [100, 100, 29]
    assert pd.isna(table.loc["d3", "answered"])


NUMBERS = [
    f"{name}{bound}" for name in ("need", "gap", "coverage") for bound in ("", "_low", "_high")
] + ["need_share", "gap_share", "residents"]  # fmt: skip


def test_what_cant_be_said_is_nowhere():
    table = answers.balance(whole_city(), "shopping").table
    assert table.loc[["d2", "d3"], NUMBERS].isna().all(axis=None)


@given(st.integers(0, 9), st.data())
@settings(max_examples=6)
def test_fewer_than_ten_answers_change_nothing_that_anybody_sees(n, data):
    hidden = {"大富": (n, data.draw(st.integers(0, n)))}
    seen, other = (whole_city(survey=survey(ANSWERS | few)) for few in (hidden, {"大富": (0, 0)}))
    for level in ("district", "area", "city"):
        one, two = (answers.balance(c, "shopping", level) for c in (seen, other))
        pd.testing.assert_frame_equal(one.table, two.table)
        assert (one.headline, one.evidence, one.counts) == (two.headline, two.evidence, two.counts)


def test_an_area_above_the_districts_can_be_said_where_its_districts_cant():
    table = answers.balance(whole_city(survey=survey(ANSWERS | {"大富": (25, 5)})), "shopping", "area").table
    assert table["name"].tolist() == ["東", "西"]
    assert table.loc["西", "answered"] == 54  # 29 and 25 answers
    assert table.loc["西", "need_state"] == "shown"


def test_answers_by_area_alone_give_areas_and_no_districts():
    by_area = whole_city(survey=survey({"東": (60, 6), "西": (60, 6)}))
    assert set(answers.balance(by_area, "shopping").table["need_state"]) == {"protected"}
    assert answers.balance(by_area, "shopping", "area").table["need"].tolist() == [300, 90]
    assert by_area.unplaced == {}


def test_where_all_in_trouble_are_counted_the_whole_capacity_stands_against_them():
    in_trouble = whole_city(survey=survey(ANSWERS).drop(columns="solved_shopping"))
    balance = answers.balance(in_trouble, "shopping")
    assert balance.basis == "in_trouble"
    assert balance.table.loc["d0", "places"] == 10  # 8 of its own, 8 × 1000/3900 of everybody's
    assert any("困っている人すべて" in note for note in balance.notes)
    assert balance.nouns == {"need": "困っている人(推計)", "places": "受け入れられる人数"}


def test_a_kind_whose_units_differ_shows_need_and_presence_and_no_gap():
    desk = resource("相談窓口", "港", kinds="talk")
    balance = answers.balance(whole_city(resources=registry(desk)), "talk")
    assert set(balance.table["reasons"]) == {"units_differ"}
    assert balance.table.loc["d0", "places_words"] == "台帳に1か所"
    assert balance.table.loc["d0", "need"] == 0
    assert balance.table["gap"].isna().all()


def test_a_contractors_table_gives_need_without_answers():
    table = pd.DataFrame(
        {"survey": "R7", "date": pd.Timestamp("2025-11-30"), "area": ["港", "小川"], "kind": "shopping"}
    ).assign(basis="unsolved", n=pd.array([100, 8], dtype="Int32"), count=[20.0, 1.0])
    balance = answers.balance(city(districts=districts(), population=population(OLDER), survey_table=table), "shopping")
    assert balance.table.loc["d0", "need"] == 200
    assert balance.table.loc["d1", "need_state"] == "protected"


def test_an_unknown_kind_is_a_sentence():
    with pytest.raises(UnknownKindError, match="nonsense"):
        answers.balance(whole_city(), "nonsense")


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        ({"districts": districts()}, "no_survey"),
        ({"population": population(OLDER)}, "no_survey"),
        ({"districts": districts(), "resources": registry(*TRIPS)}, "no_population"),
        ({"districts": districts(), "population": population(OLDER), "survey": survey(ANSWERS)}, "no_registry"),
    ],
)
def test_any_part_of_the_tables_gives_a_page_and_the_reason_for_what_is_missing(tables, reason):
    table = answers.balance(city(**tables), "shopping").table
    assert len(table) == 4
    assert reason in table["reasons"].iloc[0].split(";")


def test_names_that_are_no_district_are_told_and_not_counted():
    with_stray = whole_city(survey=survey(ANSWERS | {"どこか": (50, 50)}))
    balance = answers.balance(with_stray, "shopping")
    assert any("どこか" in note for note in balance.notes)
    assert balance.table["answered"].sum() == 229


def test_a_city_without_districts_is_told_what_to_load():
    balance = answers.balance(city(resources=registry(*TRIPS)), "shopping")
    assert balance.table.empty
    assert "地区がまだわからない" in balance.headline[0]


def test_every_figure_comes_with_date_source_and_rule():
    for one in answers.balance(whole_city(), "shopping").evidence:
        assert one.source
        assert one.date
        assert one.unit
        assert one.rule
