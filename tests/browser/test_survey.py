"""The page on what the survey tells, in a real Chromium."""

from urllib.parse import quote

import pytest

from tests.browser.test_needs import _click, _map
from tests.browser.waiting import fits

pytestmark = pytest.mark.browser

PATH = f"/?page={quote('わかったこと')}"


def fits_in_japanese(page):
    """Hold a page to three widths: nothing is cut and nothing is English."""
    fits(page)
    text = page.locator(".stApp").inner_text()
    for word in ("Deploy", "Fullscreen", "Choose an option", "Running", "None", "nan"):
        assert word not in text


def test_a_click_opens_the_panel_and_no_request_leaves_the_machine(page, app, requests):
    page.goto(app + PATH)
    _click(_map(page), 1)
    page.locator(".panel h2").wait_for()
    name = page.locator(".panel h2").inner_text()
    page.wait_for_url(f"**{quote(name)}**")
    page.wait_for_function(
        "name => document.querySelector('.js-plotly-plot')?.layout?.yaxis?.ticktext?.includes(`<b>${name}</b>`)",
        arg=name,
    )
    fits_in_japanese(page)
    assert requests.elsewhere() == []
    assert requests.failed == []
