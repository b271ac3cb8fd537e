"""The top of the pages leaves room for the answer: held to the screens that people have."""

import pytest

from tests.browser.waiting import settled

pytestmark = pytest.mark.browser

EDGES = """selector => {
  const box = document.querySelector(selector).getBoundingClientRect();
  return [Math.round(box.top), Math.round(box.bottom)];
}"""
LINES = "buttons => new Set(buttons.map(button => Math.round(button.getBoundingClientRect().top))).size"
PAGES = ".st-key-links button"


def _edges(page, selector):
    return page.evaluate(EDGES, selector)


def test_the_answer_and_the_whole_map_stand_on_the_first_screen(page, app):
    page.goto(app)
    page.locator(".st-key-ground iframe").wait_for()
    page.locator(PAGES).first.wait_for()
    settled(page)
    mark, city = _edges(page, ".fiction"), _edges(page, ".st-key-city")
    assert max(mark[0], city[0]) < min(mark[1], city[1]), "the mark of fiction beside the city"
    assert page.locator(PAGES).count() == 11
    assert page.locator(PAGES).evaluate_all(LINES) == 1
    assert _edges(page, ".st-key-ground iframe")[1] <= 720
    page.set_viewport_size({"width": 768, "height": 1024})
    settled(page)
    assert page.locator(PAGES).evaluate_all(LINES) == 2
    assert _edges(page, "h1")[1] <= 300
    page.set_viewport_size({"width": 375, "height": 800})
    settled(page)
    assert _edges(page, "h1")[1] <= 540
    low = page.locator(".stApp button:visible").evaluate_all(
        "buttons => buttons.map(button => button.getBoundingClientRect().height).filter(height => height < 24)"
    )
    assert low == []


def test_paper_bears_the_mark_of_fiction_and_no_menus(page, app):
    page.goto(app)
    page.locator(PAGES).first.wait_for()
    page.emulate_media(media="print")
    assert page.locator(".fiction").is_visible()
    assert not page.locator(PAGES).first.is_visible()
    assert not page.locator(".st-key-city").is_visible()


def test_names_of_halls_leave_the_names_of_districts_legible(page, app):
    page.goto(f"{app}/?page=台帳の点検")
    page.frame_locator(".st-key-ground iframe").locator(".unit-name").first.wait_for()
    settled(page)
    assert page.frame_locator(".st-key-ground iframe").locator(".hall-name").count() == 0
