"""How the city stands now, as far as its data go."""

import dataclasses

import pandas as pd
import pytest

from shiensys import answers
from tests.city_of import RECORD, city, complete, districts, population, registry, resource, survey

OLDER = {"港": 1000, "小川": 2000, "和田": 500, "大富": 400}


def full_city():
    both = pd.concat([population(OLDER), population({name: n * 0.8 for name, n in OLDER.items()}, "2021-03-31")])
    homes = pd.DataFrame({"area": list(OLDER), "area_code": None, "date": pd.Timestamp("2026-03-31")})
    homes = homes.assign(all_households=3000.0, single_65=[260.0, 500.0, 120.0, 95.0], couple_65=200.0)
    sent = pd.DataFrame(
        {"survey": "R7", "area": list(OLDER), "sampled": 200, "sent": 200, "returned": [100, 100, 29, 9]}
    )
    return city(
        districts=districts(),
        population=both,
        households=homes,
        survey=survey({"港": (100, 20), "小川": (100, 2), "和田": (29, 5), "大富": (9, 3)}),
        returns=sent,
        resources=registry(
            resource("港の車", "港"), resource("昔の車", "小川", assured_date=pd.Timestamp("2025-01-01"))
        ),
        completeness=complete(),
    )


@pytest.fixture(scope="module")
def overview():
    return answers.overview(full_city())


def said(overview) -> str:
    return "\n".join(sentence.text for sentence in overview.sentences)


def test_the_city_in_sentences(overview):
    text = said(overview)
    assert "65歳以上は3,900人(25.0%)、75歳以上は1,950人(12.5%)です。" in text
    assert "5年前より、75歳以上は390人増え、65〜74歳は390人増えました。" in text
    assert "ひとり暮らしの65歳以上は975人で、65歳以上の4人に1人です。" in text
    assert "台帳の支え合いは2件、そのうち1年以内に確認できたのは1件です。" in text


def test_totals_of_answers_are_told_to_the_nearest_five(overview):
    assert "調査には約240人が答えました(回収率30%" in said(overview)  # 238


def test_shares_of_the_whole_city_are_estimated_from_what_is_released(overview):
    (willing,) = (one for one in overview.sentences if one.text.startswith("お世話役"))
    assert willing.evidence[0].n == 240
    assert "ほかの地区も参考にした推計" in willing.evidence[0].rule
    assert "回収率30%" in willing.evidence[0].over


def test_every_sentence_has_its_source_and_date(overview):
    for sentence in overview.sentences:
        assert all(one.source and one.date for one in sentence.evidence)


def test_kinds_are_listed_by_their_shortage(overview):
    assert overview.table.loc[0, "kind"] == "shopping"
    assert overview.table.loc[0, "short"] == 3  # 港, and 和田 and 大富, which are put together


def test_what_isnt_known_is_said_with_its_reason(overview):
    told = overview.cannot_say
    assert any("要介護認定のデータがない" in sentence for sentence in told)
    assert any(sentence.startswith("買い物の手助け:1地区でまだわかりません") for sentence in told)


def test_without_any_table_there_is_a_page_that_says_what_is_missing():
    overview = answers.overview(city())
    assert overview.sentences == ()
    assert any("地図は出せません" in sentence for sentence in overview.cannot_say)


def test_population_alone_says_how_many_and_that_boundaries_are_missing():
    overview = answers.overview(city(population=population(OLDER)))
    assert "65歳以上は3,900人" in said(overview)
    assert any("境界" in sentence for sentence in overview.cannot_say)


def test_a_fictional_city_says_so_first():
    made_up = city(record=dataclasses.replace(RECORD, fictional=True), population=population(OLDER))
    for answer in (answers.overview(made_up), answers.balance(made_up, "shopping"), answers.population(made_up)):
        assert answer.notes[0] == "架空のデータ(地区別の値・境界は実在しません)"
    assert answers.population(city(population=population(OLDER))).notes[0] != answers.population(made_up).notes[0]


def test_a_kind_that_the_city_doesnt_need_is_not_listed():
    no_snow = complete("snow").assign(status="not_applicable")
    listed = answers.overview(city(districts=districts(), completeness=no_snow)).table["kind"]
    assert "snow" not in set(listed)
    assert "shopping" in set(listed)
