"""The page on matching in a real Chromium."""

from urllib.parse import quote

import pytest

from tests.browser.test_needs import UNITS, _click
from tests.browser.test_survey import fits_in_japanese
from tests.browser.waiting import settled

pytestmark = pytest.mark.browser

PATH = f"/?page={quote('つなぐ')}"


def _frame(page):
    page.frame_locator("iframe").locator(UNITS).first.wait_for()
    settled(page)
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def test_a_click_on_the_map_names_providers_and_a_proposal_is_recorded_and_taken_back(page, app, requests):
    page.goto(app + PATH)
    _click(_frame(page), 1)
    page.locator(".provider h3").first.wait_for()
    page.wait_for_url("**district=**")
    best = page.locator(".provider h3").first.inner_text()
    numbers = [each.inner_text() for each in page.locator(".provider .rank").all()]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    page.get_by_role("button", name="ここに提案する").first.click()
    page.get_by_text(f"「{best}」への提案を記録しました").wait_for()
    page.get_by_role("button", name="元に戻す").click()
    page.get_by_text("元に戻しました").wait_for()
    fits_in_japanese(page)
    assert requests.elsewhere() == []
    assert requests.failed == []


@pytest.mark.parametrize("task", ["相談・依頼", "担い手", "空きと不足"])
def test_every_view_fits_three_widths(page, app, task):
    page.goto(f"{app}{PATH}&task={quote(task)}")
    page.locator(".answer h1").wait_for()
    settled(page)
    fits_in_japanese(page)
