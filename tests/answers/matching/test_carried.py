"""Carriers in a small city: both sides from the same release, verdicts, neighbours, and what isn't told."""

import pandas as pd
import pytest

from shiensys.answers import survey as surveys
from shiensys.answers.matching import carriers
from shiensys.answers.matching.carriers import _trouble, troubles
from shiensys.answers.release import answered
from shiensys.text import speaking
from tests.city_of import city, districts, population, survey

OLDER = {"港": 1000, "小川": 2000, "和田": 500, "大富": 400}
# answered, and of them ready to help, in trouble with shopping, and with rubbish too
ANSWERS = {"港": (100, 80, 10, 10), "小川": (100, 10, 50, 20), "和田": (100, 30, 30, 0), "大富": (100, 30, 30, 0)}


def rows(answers=ANSWERS) -> pd.DataFrame:
    """Nobody who is ready is in trouble, as far as that goes."""
    table = survey({area: (n, 0) for area, (n, *_) in answers.items()})
    made = []
    for area, (n, ready, shopping, rubbish) in answers.items():
        part = table[table["area"] == area].reset_index(drop=True)
        place = part.index
        part = part.assign(
            organise=[1 if at < ready else 3 for at in place],
            trouble_shopping=[int(at >= n - shopping) for at in place],
            solved_shopping=[10 if at >= n - shopping else None for at in place],
            trouble_rubbish=[int(at >= n - rubbish) for at in place],
            solved_rubbish=[10 if at >= n - rubbish else None for at in place],
        )
        made.append(part)
    codes = dict.fromkeys(
        ("organise", "trouble_shopping", "solved_shopping", "trouble_rubbish", "solved_rubbish"), "Int8"
    )
    return pd.concat(made, ignore_index=True).astype(codes)


def there(table=None, **tables):
    made = {"districts": districts(), "population": population(OLDER), "survey": rows() if table is None else table}
    return city(**(made | tables))


@pytest.fixture(scope="module")
def answer():
    return carriers(there())


def test_clear_surplus_clear_shortage_and_what_is_neither(answer):
    table = answer.table.set_index("name")
    assert table["verdict"].to_dict() == {"港": "many", "小川": "few", "和田": "open", "大富": "open"}
    assert answer.counts == {"many": 1, "few": 1, "open": 2, "unknown": 0}
    assert table.loc["港", "ready"] == pytest.approx(800, abs=60)
    assert table.loc["小川", "trouble"] == pytest.approx(1000, abs=120)  # once, though 20 have two troubles
    assert (table["ready_low"] <= table["ready"]).all()
    assert (table["balance_low"] <= table["balance"]).all()
    assert table.loc["小川", "balance_high"] < 0 < table.loc["港", "balance_low"]


def test_the_neighbour_with_many_could_lend_to_the_one_with_few(answer):
    table = answer.table.set_index("name")
    assert table["neighbour"].to_dict() == {"港": "d1", "小川": "d0", "和田": "", "大富": ""}
    assert table.loc["小川", "neighbour_words"] == "となりの港は担い手が多く、応援を相談できます"
    assert table.loc["港", "neighbour_words"] == "となりの小川は担い手が少なく、応援を喜ばれそうです"
    assert table.loc["和田", "neighbour_words"] == ""


def test_words_say_verdict_ratio_and_how_it_stands_to_the_city(answer):
    table = answer.table.set_index("name")
    assert table.loc["和田", "words"].startswith("どちらが多いか、はっきりしません。困っている1人に、")
    assert table.loc["小川", "words"].endswith("市全体とくらべると少ないといえます")
    assert "最" not in "".join(table["words"])  # nobody is the worst
    assert (
        answer.headline[1]
        == "担い手が多いのは1地区、担い手が少ないのは1地区、どちらが多いかはっきりしないのは2地区です。"
    )


def test_where_it_is_not_clear_it_is_said_how_many_would_help_at_least_and_that_it_means_no_shortage(answer):
    table = answer.table.set_index("name")
    least = f"{table.loc['和田', 'ready_low']:,.0f}人"
    assert table.loc["和田", "words"].endswith(f"担い手になってもよい人は少なくとも{least}いると考えられます")
    assert "少なくとも" not in table.loc["港", "words"]  # there it is clear
    assert any("担い手が少ないという意味ではありません" in note for note in answer.notes)
    assert answer.columns[0].heading == answer.reading[0].heading == "地区"


def test_those_ready_are_the_same_as_on_the_page_of_the_survey(answer):
    told = surveys.rates(there(), "organises_or_would").table.set_index("unit_id")
    mine = answer.table.set_index("unit_id")
    assert mine["ready_share"].tolist() == pytest.approx(told["share"].tolist())
    assert mine["ready_share_high"].tolist() == pytest.approx(told["share_high"].tolist())


def test_one_answer_more_or_otherwise_in_trouble_changes_no_range(answer):
    """Of 100 answers one more in trouble moves the range by its steps only, and its city's count isn't exact."""
    one = rows()
    there_ = one.index[(one["area"] == "和田") & (one["trouble_shopping"] == 0)][0]
    one.loc[there_, ["trouble_rubbish", "solved_rubbish"]] = [1, 10]
    moved = carriers(there(one)).table.set_index("name")
    before = answer.table.set_index("name")
    same = ["港", "小川", "大富"]
    assert moved.loc[same, "trouble_share"].tolist() == before.loc[same, "trouble_share"].tolist()


def test_that_one_person_has_both_troubles_can_t_be_worked_out_from_items_and_any_of_them():
    """20 + 30 in trouble in 小川: 50 persons, or 49, one of them twice. What is told fits both."""
    apart_, once_both = (rows(ANSWERS | {"港": (100, 80, 12, 12)}) for _ in range(2))
    there_ = apart_["area"] == "小川"
    for table, first in ((apart_, 20), (once_both, 19)):
        table.loc[there_, ["trouble_rubbish", "solved_rubbish"]] = [0, pd.NA]
        place = table.index[there_]
        table.loc[place, ["trouble_shopping", "solved_shopping"]] = [0, pd.NA]
        table.loc[place[:20], ["trouble_shopping", "solved_shopping"]] = [1, 10]
        table.loc[place[first : first + 30], ["trouble_rubbish", "solved_rubbish"]] = [1, 10]
    assert _troubled(apart_) - _troubled(once_both) == 1
    for table in (apart_, once_both):
        found = answered(there(table))
        assert found is not None
        release = _trouble(found).release
        assert release is not None
        assert release.whole is not None
        for row, persons in ((release.cells["district"].loc["d1"], 50), (release.whole.iloc[0], _troubled(apart_))):
            assert row["x_low"] < persons <= row["x_high"]
            assert row["x_high"] - row["x_low"] >= 5


def _troubled(table: pd.DataFrame) -> int:
    return int((table["trouble_shopping"].eq(1) | table["trouble_rubbish"].eq(1)).sum())


def test_level_by_level(answer):
    whole = carriers(there(), "city")
    assert whole.table["unit_id"].tolist() == ["city"]
    assert whole.table["neighbour_words"].tolist() == [""]
    assert whole.everywhere["ready"] == answer.everywhere["ready"]
    areas = carriers(there(), "area").table.set_index("unit_id")
    assert list(areas.index) == ["東", "西"]
    assert areas.loc["東", "ready"] == pytest.approx(800 + 200, abs=120)


def test_few_answers_and_merged_districts_are_marked_and_protected_ones_blank():
    few = ANSWERS | {"和田": (6, 2, 2, 0), "大富": (20, 6, 6, 0)}
    table = carriers(there(rows(few))).table.set_index("name")
    assert "和田・大富をあわせた推計" in table.loc["和田", "mark_words"]
    assert table.loc["和田", "state"] == "few"
    assert "回答が少ない(参考)" in table.loc["大富", "mark_words"]
    alone = {"港": (6, 3, 2, 0)}
    lone = carriers(there(rows(alone))).table.set_index("name").loc["港"]
    assert lone["verdict"] == "unknown"
    assert pd.isna(lone["ready"])
    assert lone["words"] == "回答が少なく、回答者を守るため出せません"


def test_where_solving_wasnt_asked_those_in_trouble_count_and_it_is_said():
    table = rows().drop(columns=["solved_shopping", "solved_rubbish"])
    found = carriers(there(table))
    assert found.basis == "in_trouble"
    assert "困りごとがある人は" in found.headline[0]


def test_where_troubles_werent_asked_only_those_ready_are_told():
    table = rows().drop(columns=[f"{way}_{what}" for way in ("trouble", "solved") for what in ("shopping", "rubbish")])
    found = carriers(there(table))
    assert found.basis == "none"
    assert found.table["ready"].notna().all()
    assert found.table["verdict"].unique().tolist() == ["unknown"]
    assert found.table["words"].unique().tolist() == ["調査で聞いていないので、わかりません"]


def test_without_a_survey_there_is_nothing_to_tell():
    found = carriers(city(districts=districts(), population=population(OLDER)))
    assert found.table.empty
    assert found.headline == ("調査がまだないので、担い手のことはわかりません。",)


def test_every_trouble_is_one_that_is_released_alone_too():
    assert {each.key for each in troubles("unsolved")} >= {"unsolved_shopping", "unsolved_transport"}
    assert all(each.key.startswith("unsolved_") for each in troubles("unsolved"))


def test_columns_are_there_in_both_languages():
    for language in ("ja", "en"):
        with speaking(language):
            found = carriers(there())
            assert {column.key for column in (*found.columns, *found.reading)} <= set(found.table.columns)
