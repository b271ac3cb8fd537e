"""Who could meet a need in a small city, with reasons for and against."""

import pandas as pd
import pytest

from shiensys.answers.matching import Need, suggestions
from shiensys.answers.units import UnknownUnitError
from shiensys.errors import UnknownKindError
from shiensys.text import speaking
from tests.answers.matching.programmes import NOTHING, match, programme
from tests.city_of import city, districts, population, registry, resource

HERE = {"longitude": 138.305, "latitude": 34.805}
ROWS = (
    resource(
        "R1",
        "港",
        **HERE,
        schedule="毎週火曜 10時〜12時",
        fee="100円",
        transport="送迎",
        contact="03-1",
        contact_public=True,
    ),
    resource("R2", "市全域", schedule="予約制", fee="燃料代", users=None, assured_date=pd.Timestamp("2024-01-05")),
    resource("R3", "小川", longitude=138.315, latitude=34.805, fee="無料", assured_date=pd.NaT),
    resource("R4", "港", users=8.0, contact="090-internal"),
    resource("R5", "港", status="temporarily closed"),
    resource("R6", "大富", longitude=138.39, latitude=34.805),
    resource("R7", "港", kinds="rubbish", capacity=9.0, users=1.0),
)


def found(need: Need, *rows, records=NOTHING):
    there = city(districts=districts(), resources=registry(*(rows or ROWS)))
    return suggestions(there, records, need)


def row(answer, name: str) -> pd.Series:
    return answer.table.set_index("resource_id").loc[name]


def test_the_best_stands_first_and_what_is_in_the_way_is_named_behind():
    answer = found(Need("shopping", "d0"))
    assert answer.table["resource_id"].tolist()[:3] == ["R1", "R3", "R2"]
    assert answer.table["possible"].tolist() == [True, True, True, False, False]
    assert row(answer, "R1")["possible_words"] == "頼める"
    assert row(answer, "R4")["possible_words"] == "頼めない"
    assert "possible" not in {column.key for column in answer.columns}  # True is no word of a Japanese file
    assert (answer.possible, answer.beyond) == (3, 1)  # R6 serves a far district, R7 is of another kind
    assert row(answer, "R4")["fails"] == "places"
    assert row(answer, "R5")["fails"] == "status"
    assert pd.isna(row(answer, "R4")["score"])
    assert answer.headline[0] == "頼めそうなところは3件です。いちばん合うのは「R1」(100点)です。"
    assert "空きがない 1件" in answer.headline[1]
    assert "休止など 1件" in answer.headline[1]


def test_reasons_for_and_against_are_said_one_by_one():
    answer = found(Need("shopping", "d0", 2, ("TU", "FR"), ("pick_up",), 300))
    one = row(answer, "R1")
    assert one["for_list"] == (
        "この地区にあり、この地区の人が使えます",
        "自分で行かなくてもよい(送迎)",
        "空きがあります(あと4人)",
        "費用は希望の範囲です(100円)",
        "「送迎がある」に合います",
        "令和8年9月1日に確認",
    )
    assert one["against_list"] == ("希望の曜日のうち火だけ使えます(金は休み)",)
    assert one["for_words"].startswith("この地区にあり、この地区の人が使えます、自分で")
    # 30 + 30 + 15 × ½ + 10 + 10 + 5
    assert one["score"] == 93
    assert one["score_days"] == 0.5


def test_what_isnt_known_is_said_and_counts_half_but_is_shown_blank():
    answer = found(Need("shopping", "d0", 1, ("TU",), ("wheelchair",), 300))
    one = row(answer, "R2")
    assert one["against_list"] == (
        "空きは不明です(確かめてください)",
        "曜日は不明です(台帳には「予約制」)",
        "費用は不明です(台帳には「燃料代」)",
        "「車いすで使える」かは不明です(確かめてください)",
        "令和6年1月5日に確認(1年以上前です)",
    )
    assert one[["score_places", "score_days", "score_fee", "score_conditions"]].isna().all()
    assert pd.isna(one["free_places"])
    # distance unknown: 30 × 0.75; places, days, fee, conditions half; confirmed long ago
    assert one["score"] == round(22.5 + 15 + 7.5 + 5 + 5 + 2.5 + 0.01)


def test_what_wasnt_asked_for_isnt_counted_and_is_named():
    one = row(found(Need("shopping", "d0")), "R1")
    assert one["unasked"] == "days;fee;conditions"
    assert one["score_fee"] == 1
    assert row(found(Need("shopping", "d0", fee_most=100)), "R1")["unasked"] == "days;conditions"


def test_a_neighbour_is_to_be_asked_and_a_place_is_measured():
    one = row(found(Need("shopping", "d0")), "R3")
    assert "となりの地区の活動です(この地区でも頼めるか相談が必要)" in one["against_list"]
    assert one["distance_words"] == "約900m"
    assert one["distance_m"] == pytest.approx(915, abs=2)


def test_matches_in_hand_are_said_and_ended_ones_arent():
    running = programme(match("m1"), match("m2", state="ended"), match("m3", state="running"))
    told = row(found(Need("shopping", "d0"), records=running), "R1")["against_list"]
    assert told == ("ほかに話を進めている人が1件あります(空きから引いていません)",)


def test_internal_contacts_stay_inside():
    answer = found(Need("shopping", "d0"))
    assert row(answer, "R1")["contact"] == "03-1"
    assert pd.isna(row(answer, "R4")["contact"])
    assert "090" not in answer.table.to_csv()


def test_nobody_could():
    answer = found(Need("snow", "d0"))
    assert answer.table.empty
    assert answer.headline == ("台帳の中に、いま頼めるところは見つかりません。",)
    without = suggestions(city(districts=districts()), NOTHING, Need("shopping", "d0"))
    assert without.table.empty


def test_without_boundaries_there_are_no_neighbours_and_no_distances():
    there = city(population=population({"港": 1000, "小川": 1000}), resources=registry(*ROWS))
    answer = suggestions(there, NOTHING, Need("shopping", "港"))
    assert answer.table.loc[answer.table["possible"], "resource_id"].tolist() == ["R1", "R2"]
    assert answer.table["distance_m"].isna().all()


def test_unknown_kinds_and_districts_are_refused():
    with pytest.raises(UnknownKindError):
        found(Need("magic", "d0"))
    with pytest.raises(UnknownUnitError):
        found(Need("shopping", "d9"))


def test_ties_and_rules_are_said_in_both_languages_and_every_column_is_there():
    for language in ("ja", "en"):
        with speaking(language):
            answer = found(Need("shopping", "d0", 1, ("TU",), ("once",), 0))
            assert {column.key for column in (*answer.columns, *answer.reading)} <= set(answer.table.columns)
            assert any("同じ" in note or "equal" in note for note in answer.notes)
            assert answer.evidence
