"""Each of the five questions opens with this district's figures, worked out by hand here, and their sources."""

import datetime as dt

import pandas as pd
import pytest

from shiensys.answers import council
from shiensys.answers.matching import carriers
from shiensys.programme import Programme
from shiensys.tables.programme import NAMES, Body, Council, Kept, Member, Step
from tests import city_of

COUNCIL = Council(id="c", name="港地区協議体", districts=("d0",))
CITYS = Council(id="w", tier=1, name="第1層協議体")
QUESTIONS = ("trouble", "resources", "lacking", "how", "who")


def records(*some):
    kept = {}
    for each in some:
        moment = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
        kept.setdefault(NAMES[type(each)], []).append(Kept(each, 1, moment, "somebody"))
    return Programme("22212", 1, {name: tuple(of) for name, of in kept.items()})


@pytest.fixture(scope="module")
def city():
    """港 is short of help with shopping, 小川 has enough; the registry of 港 has one bus, confirmed in September."""
    households = pd.DataFrame(
        {
            "area": list(city_of.AREAS), "area_code": None, "date": pd.Timestamp("2026-03-31"), "all_households": 900.0,
            "single_65": [200.0, 210.0, 220.0, 230.0], "couple_65": [150.0, 160.0, 170.0, 180.0],
        }
    )  # fmt: skip
    return city_of.city(
        districts=city_of.districts(),
        population=city_of.population({"港": 1000, "小川": 1000, "和田": 1000, "大富": 1000}),
        households=households,
        survey=city_of.survey({"港": (100, 40), "小川": (100, 1), "和田": (100, 4), "大富": (5, 1)}),
        resources=city_of.registry(
            city_of.resource("港の買い物バス", "港"),
            city_of.resource("小川の移動販売", "小川", capacity=400.0, users=0.0, schedule="毎週火曜"),
            city_of.resource("昔の会", "港", status="inactive"),
        ),
        completeness=city_of.complete(),
    )


@pytest.fixture(scope="module")
def worked_out(city):
    """What takes longest, once for all."""
    return {"balances": council.prepared(city), "carriers": carriers(city)}


@pytest.fixture(scope="module")
def programme():
    return records(
        COUNCIL,
        Body(id="b", name="港自治会", kind="residents_association"),
        Member(council_id="c", body_id="b", role="chair"),
        Step(district="d0", step="state", reached=dt.date(2025, 4, 1)),
        Step(district="d0", step="place", reached=dt.date(2026, 4, 1)),
        Step(district="d0", step="help", reached=dt.date(2027, 4, 1)),  # is to come
    )


@pytest.fixture
def asked(city, programme, worked_out):
    return lambda question, of=COUNCIL, **more: council.screen(city, programme, of, question, **worked_out, **more)


def test_the_kind_that_is_short_here_stands_first(asked):
    for question in QUESTIONS:
        assert asked(question).kind.kind == "shopping"
    assert asked("lacking", kind="garden").kind.kind == "garden"


def test_trouble_names_the_need_with_its_range_and_who_lives_alone(asked):
    found = asked("trouble")
    need = found.balance.table.set_index("unit_id").loc["d0"]
    range_ = f"{need['need_low']:.0f}〜{need['need_high']:.0f}人の間"
    assert f"買い物の手助け 約{need['need']:.0f}人({range_})" in found.headline[0]
    assert found.headline[1] == "港地区では、65歳以上のひとり暮らしが200世帯、65歳以上の夫婦だけの世帯が150世帯です。"
    assert found.sentences[1].evidence[0].date == dt.date(2026, 3, 31)
    assert found.table.iloc[0]["kind"].startswith("買い物の手助け")


def test_resources_are_those_of_the_district_that_are_active(asked):
    found = asked("resources")
    assert found.headline[0] == "港地区で使える活動や場所は、台帳に1件あります(1年以内に確かめたもの1件)。"
    assert list(found.table["name"]) == ["港の買い物バス"]
    assert "載っていないだけかもしれません" in found.headline[2]  # nobody entered it: that isn't "there is none"
    assert "contact" not in [column.key for column in found.columns]


def test_what_is_lacking_is_said_in_the_words_of_the_balance(asked):
    found = asked("lacking")
    words = found.balance.table.set_index("unit_id").loc["d0", "gap_words"]
    assert found.headline[0] == f"港地区で足りない見込みなのは、買い物の手助け({words})です。"
    assert found.metric == "gap"


def test_how_tells_the_step_reached_the_next_one_and_what_like_districts_have(asked):
    found = asked("how")
    assert found.headline[0] == "港地区は「話し合いの場」まで進みました(令和8年4月1日)。次は「必要な助け合い」です。"
    assert "小川の小川の移動販売" in found.headline[1]
    assert list(found.table["schedule"]) == ["毎週火曜"]


def test_who_sets_those_ready_beside_those_in_trouble_and_lists_the_seats(asked):
    found = asked("who")
    assert found.metric == "organisers"
    assert found.headline[0].startswith("港地区では、お世話役をしている・してもよい人が")
    assert found.headline[-1] == "この話し合いには、1の団体が席を持っています。"
    assert found.table.to_dict("records") == [{"body": "港自治会", "role": "会長"}]


def test_the_whole_city_is_told_in_districts(asked):
    found = asked("lacking", CITYS)
    assert found.place == "焼津市"
    assert "買い物の手助け(4地区のうち1地区)" in found.headline[0]
    assert asked("trouble", CITYS).headline[1].startswith("焼津市では、65歳以上のひとり暮らしが860世帯")
    assert asked("how", CITYS).headline[0].startswith("各地区が進んだところ:")


def test_a_council_of_two_districts_names_them(asked):
    both = Council(id="two", name="東", districts=("d0", "d1"))
    found = asked("lacking", both)
    assert found.place == "港・小川地区"
    assert "買い物の手助け(港)" in found.headline[0]
    assert set(found.table["name"]) == {"港", "小川"}


@pytest.mark.parametrize("of", [COUNCIL, CITYS])
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_figure_has_a_source_and_nothing_of_a_protected_district_is_told(asked, question, of):
    found = asked(question, of)
    assert found.evidence
    assert 1 <= len(found.headline) <= 4
    hidden = asked(question, Council(id="o", name="大富", districts=("d3",)))  # five answers: none is shown
    assert not any("5人" in sentence for sentence in hidden.headline)


def test_without_any_table_each_question_says_what_isnt_known():
    bare = city_of.city(districts=city_of.districts())
    balances = council.prepared(bare)
    told = {
        each: council.screen(bare, records(COUNCIL), COUNCIL, each, balances=balances).headline for each in QUESTIONS
    }
    assert told["trouble"] == ("港地区で困っている人の数は、まだわかりません。ここで聞いたことを書きとめましょう。",)
    assert told["resources"] == ("支え合い資源の台帳がまだありません。知っている活動や場所を書き出しましょう。",)
    assert told["lacking"][0] == "港地区で何が足りないかは、まだわかりません。"
    assert told["how"][0] == "港地区の歩みは、まだ記録されていません。はじめは「現状把握」です。"
    assert told["who"][0] == "担い手になってもよい人の数は、調査で聞いていないのでわかりません。"
