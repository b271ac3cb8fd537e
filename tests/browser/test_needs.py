"""The needs page in a real Chromium."""

from urllib.parse import quote

import pytest

from tests.becoming import becomes
from tests.browser.fixtures import FIRST_VIEW_MS
from tests.browser.waiting import fits, settled

pytestmark = pytest.mark.browser

UNITS = "path.leaflet-interactive[fill^='url']"
LARGEST = """units => units
  .map((unit, place) => [unit.getBoundingClientRect(), place])
  .sort(([a], [b]) => b.width * b.height - a.width * a.height)
  .map(([, place]) => place)"""
FREE_POINT = """unit => {
  const box = unit.getBoundingClientRect();
  for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
    const x = box.x + box.width * i / 20, y = box.y + box.height * j / 20;
    const around = [[0, 0], [4, 0], [-4, 0], [0, 4], [0, -4]];  // px: not on the edge to a neighbour
    if (around.every(([dx, dy]) => document.elementFromPoint(x + dx, y + dy) === unit))
      return { x: x - box.x, y: y - box.y };
  }
}"""
VIEW = "() => [map.getZoom(), map.getCenter().lat, map.getCenter().lng]"


def _map(page):
    page.frame_locator("iframe").locator(UNITS).first.wait_for()
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    settled(page)
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def _click(frame, rank):
    """Click on the unit that is the ``rank``-th largest on the screen, beside pins, names and edges."""
    unit = frame.locator(UNITS).nth(frame.locator(UNITS).evaluate_all(LARGEST)[rank])
    unit.click(position=unit.evaluate(FREE_POINT))


def test_a_click_opens_the_panel_the_chart_follows_and_the_map_holds_still(page, app):
    page.goto(app)
    frame = _map(page)
    before, scrolled = frame.evaluate(VIEW), page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    _click(frame, 1)
    page.locator(".panel h2").wait_for()
    name = page.locator(".panel h2").inner_text()
    assert name
    page.wait_for_function("name => document.querySelector('.js-plotly-plot')?.layout?.shapes?.length === 1", arg=name)
    ticks = page.evaluate("document.querySelector('.js-plotly-plot').layout.yaxis.ticktext")
    assert f"<b>{name}</b>" in ticks
    assert frame.evaluate(VIEW) == before
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == scrolled
    assert len([each for each in page.frames if "streamlit_folium" in each.url]) == 1


def test_a_link_opens_the_same_view_again(page, app, browser):
    page.goto(app)
    _click(_map(page), 2)
    page.locator(".panel h2").wait_for()
    page.get_by_role("radio", name="困りごと").or_(page.get_by_role("button", name="困りごと")).first.click()
    page.wait_for_url("**metric=**")
    name, link = page.locator(".panel h2").inner_text(), page.url
    other = browser.new_page(viewport={"width": 1280, "height": 720})
    other.set_default_timeout(FIRST_VIEW_MS)
    other.goto(link)
    other.locator(".panel h2").wait_for()
    assert other.locator(".panel h2").inner_text() == name
    assert "困っていて" in other.locator(".legend strong").inner_text()
    assert becomes(lambda: other.url, link) == link
    other.close()


def test_nonsense_in_a_link_is_ignored(page, app):
    page.goto(f"{app}/?district={quote('どこにもない')}&metric=42&kind=xyz")
    _map(page)
    assert page.locator(".panel").count() == 0
    assert page.locator(".answer h1").inner_text().startswith("買い物の手助け")


def test_nothing_is_asked_of_any_other_host_and_nothing_fails(page, app, requests):
    page.goto(app)
    _click(_map(page), 1)
    page.locator(".panel h2").wait_for()
    page.get_by_text("いま、このまちは", exact=True).click()
    page.locator("ul.facts").wait_for()
    settled(page)
    assert requests.elsewhere() == []
    assert requests.failed == []
    assert any("leaflet.js" in url for url in requests.asked)


def test_a_link_straight_to_a_page_opens_it_without_a_failed_request(page, app, requests):
    page.goto(f"{app}/?page={quote('いま、このまちは')}&city={quote('周南市')}")
    page.locator("ul.facts").wait_for()
    assert page.locator("h1").inner_text() == "いま、周南市は"
    assert requests.failed == []


def test_a_wrong_path_opens_the_first_page_and_says_nothing_in_english(page, app):
    page.goto(f"{app}/needs")
    _map(page)
    assert "Page not found" not in page.locator("body").inner_text()


@pytest.mark.parametrize("widths", [(1280, 768, 375), (320,)])
@pytest.mark.parametrize("path", ["", f"/?page={quote('いま、このまちは')}"])
def test_nothing_scrolls_sideways(page, app, widths, path):
    page.set_viewport_size({"width": widths[0], "height": 800})
    page.goto(app + path)
    page.locator("ul.notes").first.wait_for()
    fits(page, widths)


def test_the_map_fits_the_city_to_its_frame_at_every_width(page, app):
    page.goto(app)
    frame = _map(page)
    for width in (1280, 768, 375):
        page.set_viewport_size({"width": width, "height": 800})
        settled(page)
        assert becomes(lambda: _filled(frame), "well") == "well", width


def _filled(frame):
    """Say how the city fills its frame."""
    boxes = frame.evaluate(
        "() => [...document.querySelectorAll(\"path[fill^='url']\")].map(part => part.getBoundingClientRect())"
    )
    width, height = frame.evaluate("() => [innerWidth, innerHeight]")
    left, right = min(box["x"] for box in boxes), max(box["x"] + box["width"] for box in boxes)
    top, bottom = min(box["y"] for box in boxes), max(box["y"] + box["height"] for box in boxes)
    inside = left >= 0 and top >= 0 and right <= width and bottom <= height
    large = max((right - left) / width, (bottom - top) / height) > 0.85
    return "well" if inside and large else f"{left, top, right, bottom} in {width} × {height}"


def test_the_fiction_line_comes_first_and_no_english_is_left(page, app):
    page.goto(app)
    _map(page)
    text = page.locator(".stApp").inner_text()
    assert text.strip().startswith("架空のデータ(地区別の値・境界は実在しません)")
    for word in ("Deploy", "Fullscreen", "Choose an option", "Press Enter", "Running"):
        assert word not in text


def test_a_city_that_was_chosen_stands_in_the_link_even_if_it_is_the_first(page, app):
    page.goto(f"{app}/?city={quote('周南市')}")
    _map(page)
    page.locator("[data-testid=stSelectbox]").first.click()
    page.get_by_role("option", name="徳島市").click()
    page.wait_for_function("name => decodeURIComponent(location.search).includes(name)", arg="徳島市")
