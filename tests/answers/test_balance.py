"""Need beside places, and what must not be seen of it."""

import pandas as pd
import pytest

from shiensys import answers
from shiensys.answers.release import answered, of_answers
from shiensys.errors import UnknownKindError
from shiensys.measures import trouble
from shiensys.tables.categories import category
from shiensys.text import half_up
from tests.city_of import city, complete, districts, population, registry, resource, survey

OLDER = {"港": 1000, "小川": 2000, "和田": 500, "大富": 400}
ANSWERS = {"港": (100, 20), "小川": (100, 2), "和田": (29, 12), "大富": (12, 3)}
TRIPS = (resource("港の車", "港"), resource("小川の車", "小川", capacity=400.0), resource("みんなの車", "市全域"))


def mostly_blank(answered: dict[str, tuple[int, int]], area: str = "大富", told: int = 5) -> pd.DataFrame:
    """Answers of which ``told`` in one area speak of shopping."""
    table = survey(answered)
    silent = table.index[table["area"] == area][told:]
    table.loc[silent, ["trouble_shopping", "solved_shopping"]] = pd.NA
    return table


def whole_city(**changed: pd.DataFrame):
    tables = {
        "districts": districts(),
        "population": population(OLDER),
        "survey": mostly_blank(ANSWERS),
        "resources": registry(*TRIPS),
        "completeness": complete(),
    }
    return city(**tables | changed)


def released(told, kind: str = "shopping") -> pd.DataFrame:
    """What is released of need in each district."""
    found = answered(told)
    assert found is not None
    asked = trouble.question(found.rows["city"], category(kind))
    return of_answers(found, lambda rows: trouble.verdict(rows, asked)).by_district


def test_need_is_the_released_share_times_the_residents():
    there = whole_city()
    row, share = answers.balance(there, "shopping").table.loc["d0"], released(there).loc["d0"]
    for name in ("need", "need_low", "need_high"):
        assert row[name] == half_up(1000 * share[name.replace("need", "share")])
    # 18–23 of 98–102 answers said so; of the other districts one says less and one more
    assert 150 <= row["need"] <= 210
    assert 105 <= row["need_low"] < 150
    assert 240 <= row["need_high"] < 310


def test_a_district_where_trouble_outweighs_help_is_short():
    row = answers.balance(whole_city(), "shopping").table.loc["d0"]
    assert row["places"] == 5  # 4 free in its own car and 4 × 1000/3900 in everybody's
    gap, low, high = (int(row[f"need{end}"]) - 5 for end in ("", "_low", "_high"))
    assert row[["gap", "gap_low", "gap_high"]].tolist() == [gap, low, high]
    assert row["verdict"] == "short"
    assert row["gap_words"] == f"{gap}人 足りない見込み({low}〜{high}人)"


def test_the_share_that_places_cover_is_open_above_where_need_may_be_nothing():
    table = answers.balance(whole_city(), "shopping").table
    assert table.loc["d0", "coverage_words"] in ("2%〜4%", "2%〜5%")  # 5 of 240–310 to 5 of 105–150
    assert table.loc["d1", "need_low"] == 0  # 0–5 of 98–102 answers said so
    assert table.loc["d1", "coverage_words"].endswith("%以上")
    assert table.loc["d3", "coverage_words"] == ""


def test_enough_and_its_words():
    row = answers.balance(whole_city(), "shopping").table.loc["d1"]
    assert row["verdict"] == "enough"
    assert row["gap_words"].startswith("いまのところ足りる見込み(空き")


def test_the_same_counts_in_words_and_figures():
    balance = answers.balance(whole_city(), "shopping")
    assert balance.counts == {"short": 2, "between": 0, "enough": 1, "unknown": 1}
    assert balance.headline[0] == "買い物の手助け:4地区のうち2地区で手が足りていない見込みです"


def test_shortages_are_added_and_never_offset_by_spare_places_elsewhere():
    balance = answers.balance(whole_city(), "shopping")
    low, high = (int(balance.table.loc[["d0", "d2"], f"gap_{end}"].sum()) for end in ("low", "high"))
    assert f"{low}〜{high}人分" in balance.headline[2]


def test_the_headline_tells_what_rests_on_few_answers_and_why_the_rest_isnt_known():
    assert answers.balance(whole_city(), "shopping").headline[-2:] == (
        "1地区の数字は、回答が少ないため参考の値です。",
        "1地区は、まだわかりません(おもな理由:個人を守るため)。",
    )


def test_few_answers_and_protected_are_two_things():
    table = answers.balance(whole_city(), "shopping").table
    assert table["need_state"].tolist() == ["shown", "shown", "few", "protected"]
    assert table["answered"].tolist()[:3] == [100, 100, 25]  # 29, told to the nearest five and as fewer than 30
    assert pd.isna(table.loc["d3", "answered"])
    assert table["mark_words"].tolist() == ["", "", "回答が少ない(参考)", ""]


def test_few_answers_give_whole_percents_and_a_marked_verdict():
    row = answers.balance(whole_city(), "shopping").table.loc["d2"]
    percent = row["need"] / 500 * 100
    assert percent == pytest.approx(round(percent), abs=0.11)  # of a person's half
    assert row["verdict"] == "short"
    assert row["need_words"].endswith("【回答が少ない(参考)】")


NUMBERS = [
    f"{name}{bound}" for name in ("need", "gap", "coverage") for bound in ("", "_low", "_high")
] + ["need_share", "gap_share", "residents"]  # fmt: skip


def test_what_cant_be_said_is_nowhere():
    table = answers.balance(whole_city(), "shopping").table
    assert table.loc["d3", NUMBERS].isna().all()
    assert table.loc["d2", NUMBERS].notna().all()


SEEN = {"港": (100, 8), "小川": (100, 0), "和田": (40, 0), "大富": (11, 0)}
OTHERWISE = ({"港": (100, 9)}, {"港": (101, 8)}, {"大富": (11, 1)}, {"小川": (99, 1)})


@pytest.fixture(scope="module")
def seen():
    return whole_city(survey=mostly_blank(SEEN))


@pytest.mark.parametrize("other", OTHERWISE)
def test_one_answer_more_less_or_otherwise_changes_nothing_that_anybody_sees(seen, other):
    again = whole_city(survey=mostly_blank(SEEN | other))
    for level in ("district", "area", "city"):
        one, two = (answers.balance(there, "shopping", level) for there in (seen, again))
        pd.testing.assert_frame_equal(one.table, two.table)
        assert (one.headline, one.evidence, one.counts) == (two.headline, two.evidence, two.counts)
        assert one.everywhere == two.everywhere


def test_neither_the_overview_nor_what_a_load_would_change_tells_of_one_answer(seen):
    again = whole_city(survey=mostly_blank(SEEN | OTHERWISE[0]))
    before, after = (answers.standing(there, ("shopping",)) for there in (seen, again))
    assert answers.changes(before, after).table.empty
    assert before.totals == after.totals
    one, two = (answers.overview(there) for there in (seen, again))
    pd.testing.assert_frame_equal(one.table, two.table)
    assert (one.sentences, one.cannot_say) == (two.sentences, two.cannot_say)


def test_districts_with_too_few_respondents_share_one_estimate_and_say_so():
    table = answers.balance(whole_city(survey=survey(ANSWERS | {"大富": (9, 3)})), "shopping").table
    assert table["together"].tolist() == ["", "", "和田・大富", "和田・大富"]
    assert table.loc["d2", "answered"] == table.loc["d3", "answered"] == 40  # 29 and 9: 38
    assert table.loc["d2", "need"] / 500 == pytest.approx(table.loc["d3", "need"] / 400, abs=0.002)
    assert table.loc["d3", "need_words"].endswith("【和田・大富をあわせた推計】")


def test_an_area_adds_its_districts_up_by_their_residents():
    there = whole_city(survey=survey(ANSWERS | {"大富": (25, 5)}))
    table, shares = answers.balance(there, "shopping", "area").table, released(there)["share"]
    assert table["name"].tolist() == ["東", "西"]
    assert table.loc["西", "answered"] == 50  # 29 and 25 answers, told as 25 each
    assert table.loc["西", "need_state"] == "shown"
    assert table.loc["東", "need"] == pytest.approx(1000 * shares["d0"] + 2000 * shares["d1"], abs=0.6)


def test_residents_of_a_protected_district_are_taken_to_be_as_the_rest_of_its_area():
    there = whole_city()
    table, shares = answers.balance(there, "shopping", "area").table, released(there)["share"]
    assert table.loc["西", "need"] == pytest.approx(900 * shares["d2"], abs=0.6)
    assert table.loc["西", "need_state"] == "few"


def test_households_follow_from_one_factor_for_the_whole_city():
    # 40 live alone, half of them in trouble with rubbish; 60 are of couples, no trouble: 0.7 households a person
    rows = pd.DataFrame({"area": ["港", "小川"] * 50, "household": [1] * 40 + [2] * 60})
    rows = rows.assign(trouble_rubbish=[1] * 20 + [0] * 80, solved_rubbish=[10] * 20 + [None] * 80)
    rows = survey({"港": (50, 0), "小川": (50, 0)}).assign(**{name: rows[name].array for name in rows})
    codes = ["household", "trouble_rubbish", "solved_rubbish"]
    there = whole_city(survey=rows.astype(dict.fromkeys(codes, "Int8")))
    row, share = answers.balance(there, "rubbish").table.loc["d0"], released(there, "rubbish").loc["d0"]
    assert row["residents"] == 700
    # fewer than 30 are in need: their households are taken to be as everybody's
    assert row["need"] == half_up(1000 * share["share"] * 0.7)


def test_the_title_of_a_map_can_say_that_it_draws_an_estimate():
    assert answers.balance(whole_city(), "shopping").estimate == "ほかの地区も参考にした推計"
    assert answers.balance(whole_city(), "garden").estimate == ""  # not asked


def test_the_share_of_forms_that_came_back_stands_beside_the_estimate():
    sent = pd.DataFrame({"survey": "R7", "area": list(OLDER), "sampled": 200, "sent": 200, "returned": 62})
    (first, *_) = answers.balance(whole_city(returns=sent), "shopping").evidence
    assert "回収率31%" in first.over
    assert "標本による誤差だけ" in first.rule


def test_answers_by_area_alone_give_areas_and_no_districts():
    by_area = whole_city(survey=survey({"東": (60, 9), "西": (60, 21)}))
    assert set(answers.balance(by_area, "shopping").table["need_state"]) == {"protected"}
    east, west = answers.balance(by_area, "shopping", "area").table["need"]
    assert 3000 * 0.1 < east < 3000 * 0.25  # 6–11 and 18–23 of 58–62 answers said so
    assert 900 * 0.25 < west < 900 * 0.4
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
    assert balance.table.loc["d0", "need_low"] == 0
    assert balance.table["gap"].isna().all()


def test_a_contractors_table_gives_need_without_answers():
    table = pd.DataFrame(
        {"survey": "R7", "date": pd.Timestamp("2025-11-30"), "area": list(OLDER), "kind": "shopping"}
    ).assign(basis="unsolved", n=pd.array([100, 8, 60, 60], dtype="Int32"), count=[20.0, 1.0, 12.0, 12.0])
    balance = answers.balance(city(districts=districts(), population=population(OLDER), survey_table=table), "shopping")
    assert 150 <= balance.table.loc["d0", "need"] <= 230  # 18–23 of 98–102 answers said so
    assert balance.table["together"].tolist() == ["港・小川", "港・小川", "", ""]  # 8 answers are too few alone


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
    assert balance.table["answered"].sum() == 235  # 100, 100, 29 told as 25, 12 told as 10


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
