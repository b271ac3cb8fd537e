"""The page on ageing in a real Chromium."""

from urllib.parse import quote

import pytest

from tests.becoming import becomes
from tests.browser.test_needs import UNITS, VIEW, _click, _map
from tests.browser.test_survey import fits_in_japanese
from tests.browser.waiting import settled

pytestmark = pytest.mark.browser

PATH = f"/?page={quote('高齢化の推移と見通し')}"
COLOURS = "units => units.map(unit => unit.getAttribute('fill')).join()"


def test_the_slider_paints_the_map_anew_and_a_click_opens_the_panel(page, app, requests):
    page.goto(app + PATH)
    frame = _map(page)
    before, where = frame.locator(UNITS).evaluate_all(COLOURS), frame.evaluate(VIEW)
    page.get_by_role("slider").first.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**day=**")
    assert becomes(lambda: frame.locator(UNITS).evaluate_all(COLOURS) != before, True)
    settled(page)
    assert frame.evaluate(VIEW) == where
    _click(frame, 1)
    page.locator(".panel h2").wait_for()
    page.wait_for_url(f"**{quote(page.locator('.panel h2').inner_text())}**")
    fits_in_japanese(page)
    assert requests.elsewhere() == []
    assert requests.failed == []


def test_a_chart_leaves_as_a_picture(page, app):
    page.goto(f"{app}{PATH}&part={quote('見通し')}")
    _map(page)
    with page.expect_download() as leaving:
        page.get_by_role("button", name="この図を画像で受け取る").first.click()
    assert leaving.value.suggested_filename.endswith(".png")
    assert leaving.value.path().read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
