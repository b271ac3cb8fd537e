"""The page on what the survey tells: the answer first, marks in words, a link that restores the view."""

import dataclasses

import pytest

from shiensys.store import audit
from shiensys.web import visitor
from tests import city_of
from tests.answers.survey.surveys_made import ANSWERS, OLDER, survey, two_surveys

PAGE = "わかったこと"


@pytest.fixture
def surveyed(held):
    """Let the page see a city whose survey was told before: 96 of 280 fell, 大富 has 20 answers."""

    def hold(answers=ANSWERS, **named):
        old = survey(dict.fromkeys(OLDER, (100, 10)), date="2022-11-30")
        held(two_surveys(survey(answers), old, population=city_of.population(OLDER), **named))

    return hold


def test_the_answer_is_a_sentence_with_the_citys_known_share(surveyed, opened, html):
    surveyed()
    shown = html(opened(page=PAGE, **{"item-risks": "falls"}))
    headline = shown[shown.index("<h1>") : shown.index("</h1>")]
    assert "34.3%" in headline  # 96 of 280
    assert "280人" in shown


def test_no_survey_gives_a_sentence_that_says_where_to_bring_it(held, opened, html):
    held(city_of.city(districts=city_of.districts()))
    app = opened(page=PAGE)
    assert "データの取込" in html(app)
    assert not app.get("plotly_chart")


def test_a_district_of_few_answers_is_marked_and_has_no_share_of_its_own(surveyed, opened, html):
    surveyed()
    app = opened(page=PAGE, district="大富")
    shown = html(app)
    panel = shown[shown.index('<section class="panel"') : shown.index("</section>")]
    assert "<h2>大富</h2>" in panel
    assert "回答が少ない(参考)" in panel
    assert "20.0%" not in panel  # 4 of 20, which the answers alone would say
    assert "回答が少ない(参考)(1地区)" in shown  # the legend


def test_districts_put_together_say_so_and_nothing_tells_the_small_one_apart(surveyed, opened, html):
    surveyed(ANSWERS | {"大富": (6, 6)})
    panel = html(opened(page=PAGE, district="大富")).split('<section class="panel"')[1].split("</section>")[0]
    assert "和田" in panel
    assert "あわせた値" in panel
    assert "回答6人" not in panel


def test_a_link_restores_the_choices(surveyed, opened, html):
    surveyed()
    app = opened(page=PAGE, cut="年齢", figure="調査の集計値", over="回答した人全員")
    assert (app.session_state["cut"], app.session_state["figure"]) == ("age", "direct")
    shown = html(app)
    assert "65〜69歳" in shown
    assert 'class="legend"' not in shown  # ages have no map


def test_nonsense_in_a_link_is_ignored(surveyed, opened):
    surveyed()
    app = opened(page=PAGE, cut="42", figure="x", group="どれでもない")
    assert (app.session_state["cut"], app.session_state["figure"]) == ("district", "share")


def test_the_legend_names_which_of_the_two_figures_is_drawn(surveyed, opened, html):
    surveyed()
    assert "ほかの地区も参考にした推計" in _legend(html(opened(page=PAGE)))
    assert "調査の集計値" in _legend(html(opened(page=PAGE, figure="調査の集計値")))


def _legend(shown):
    return shown.split('<div class="legend">')[1].split("</strong>")[0]


@pytest.mark.parametrize("may", [True, False])
def test_exact_counts_are_offered_to_those_alone_who_may_see_them(
    surveyed, opened, monkeypatch, may, empty_store, html
):
    surveyed()
    real = visitor.visitor()
    monkeypatch.setattr(
        visitor, "visitor", lambda: dataclasses.replace(real, name="佐藤", may_load=False, may_see_inside=may)
    )
    monkeypatch.setattr("shiensys.web.survey.inside.visitor", visitor.visitor)
    app = opened(page=PAGE)
    assert [each.label for each in app.expander].count("くわしい集計(取扱注意)") == int(may)
    assert "取扱注意" not in html(app)
    if may:
        app.button(key="inside-open").click().run()
        assert '<p class="warning">取扱注意' in html(app)
        assert (audit.entries()[0].action, audit.entries()[0].who) == ("inside", "佐藤")


def test_the_page_speaks_english_at_a_switch(surveyed, opened, html):
    surveyed()
    shown = html(opened(page=PAGE, lang="English"))
    assert "few answers" in shown.lower()
