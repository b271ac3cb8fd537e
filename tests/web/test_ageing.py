"""The page on ageing: the answer first, each view, what to do where something is missing, a link restores the view."""

import datetime as dt

import pandas as pd
import pytest

from tests import city_of

PAGE = "高齢化の推移と見通し"
YOUNGEST = range(0, 90, 5)


def _aged(shares):
    """Residents of three days five years apart: every cohort of 100 stays as it is, babies come in."""
    rows = [
        (area, pd.Timestamp(year, 1, 1), low, low + 4 if low < 85 else None, times * (100 + year - 2016))
        for area, times in shares.items()
        for year in (2016, 2021, 2026)
        for low in YOUNGEST
    ]
    table = pd.DataFrame(rows, columns=["area", "date", "age_from", "age_to", "persons"])
    table = table.assign(area_code=None, sex="total", status="stated")
    return table.astype({"age_from": "Int16", "age_to": "Int16", "persons": float})


POPULATION = _aged({"港": 1, "小川": 2, "和田": 3, "大富": 4})


@pytest.fixture
def counted(held):
    """Let the page see a city with population of three days."""

    def hold(**named):
        held(city_of.city(**{"districts": city_of.districts(), "population": POPULATION} | named))

    return hold


def _panel(shown):
    return shown.split('<section class="panel"')[1].split("</section>")[0]


def test_the_answer_first_is_the_citys_share_with_its_persons(counted, opened, html):
    counted()
    shown = html(opened(page=PAGE))
    headline = shown[shown.index("<h1>") : shown.index("</h1>")]
    assert "27.8%" in headline  # 5 of 18 bands alike
    assert "5,500人" in headline  # 10 times 110 in each of 5 bands


def test_a_district_is_told_with_share_persons_and_change_at_the_day_of_the_slider(counted, opened, html):
    counted()
    app = opened(page=PAGE, district="小川", day="2021年")
    assert app.session_state["day"] == "2021-01-01"
    panel = _panel(html(app))
    assert "<h2>小川</h2>" in panel
    assert "1,050人" in panel  # 2 times 105 in each of 5 bands
    assert "+50人" in panel
    assert "1,100人" not in panel  # the figure of 2026


def test_the_ages_of_two_days_may_lie_ahead(counted, opened):
    counted()
    app = opened(page=PAGE, second="2040年(見通し)")
    assert app.session_state["second"] == "2040-01-01"
    assert len(app.get("plotly_chart")) == 3


def test_the_forecast_begins_with_how_sure_it_is(counted, opened, html):
    counted()
    app = opened(page=PAGE, part="見通し", step="2050年(見通し)", ages="75歳以上", district="和田")
    assert (app.session_state["step"], app.session_state["ages"]) == ("2050-01-01", "old")
    shown = html(app)
    assert shown.index('class="sure"') < shown.index("<h1>")
    assert "2050年" in _panel(shown)
    assert "〜" in _panel(shown)  # never without its range


def test_one_day_of_population_says_why_there_is_neither_change_nor_forecast(counted, opened, html):
    counted(population=POPULATION[POPULATION["date"] == dt.datetime(2026, 1, 1)])
    app = opened(page=PAGE)
    assert "1時点だけのため" in html(app)
    assert not app.select_slider
    ahead = opened(page=PAGE, part="見通し")
    assert "データの取込" in html(ahead)
    assert not ahead.get("plotly_chart")


@pytest.mark.parametrize("part", ["推移", "見通し", "必要量の見通し", "目標と実績"])
def test_without_any_table_each_view_says_what_to_bring(held, opened, html, part):
    held(city_of.city(districts=city_of.districts()))
    app = opened(page=PAGE, part=part)
    assert "データの取込" in html(app)
    assert not app.get("plotly_chart")


def test_without_boundaries_charts_stand_alone(counted, opened, html):
    counted(districts=pd.DataFrame(city_of.districts().drop(columns="geometry")))
    app = opened(page=PAGE)
    assert "境界" in app.info[0].value
    assert app.selectbox(key="district").placeholder == "ここから地区を選んでください"  # no map to press on
    assert 'class="legend"' not in html(app)
    assert len(app.get("plotly_chart")) == 3


def test_need_to_come_stands_beside_need_today(counted, opened, html):
    counted(survey=city_of.survey({"港": (100, 40), "小川": (100, 20), "和田": (100, 10), "大富": (100, 30)}))
    app = opened(page=PAGE, part="必要量の見通し", kind="買い物の手助け", later="2035年(見通し)", district="港")
    assert app.session_state["later"] == "2035-01-01"
    assert "いま" in _panel(html(app))
    assert "2035年" in _panel(html(app))


def test_targets_stand_beside_results_of_the_chosen_year(counted, opened, html):
    targets = pd.DataFrame(
        {
            "indicator": "通いの場参加率",
            "area": "市全域",
            "date": [pd.Timestamp(2025, 3, 31), pd.Timestamp(2026, 3, 31)],
            "target": [0.06, 0.08],
            "result": [0.07, 0.05],
            "unit": "share",
            "higher": "better",
            "source": "第9期計画",
        }
    )
    counted(targets=targets)
    app = opened(page=PAGE, part="目標と実績", year="令和6年度")
    assert app.session_state["year"] == dt.date(2025, 3, 31)
    cards = html(app).split('<div class="figures cards">')[1].split("</table>")[0]
    assert "6.0%" in cards
    assert "7.0%" in cards
    assert "8.0%" not in cards  # the target of the year after


def test_nonsense_in_a_link_is_ignored(counted, opened):
    counted()
    app = opened(page=PAGE, day="いつか", measure="x", level="42", first="0")
    assert (app.session_state["day"], app.session_state["measure"]) == ("2026-01-01", "older")


def test_the_page_speaks_english_at_a_switch(counted, opened, html):
    counted()
    app = opened(page=PAGE, lang="English")
    assert app.select_slider[0].label == "Move through the years"
    assert "Ages of residents" in html(app)
