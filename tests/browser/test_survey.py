"""The page on what the survey tells, in a real Chromium."""

from urllib.parse import quote

import pytest

from tests.browser.test_needs import _click, _map

pytestmark = pytest.mark.browser

PATH = f"/?page={quote('わかったこと')}"
TOO_WIDE = """limit => [...document.querySelectorAll('.stApp *')]
  .filter(part => !part.closest('.figures') && !part.closest('svg') && part.getClientRects().length)
  .filter(part => part.getBoundingClientRect().right > limit + 1)
  .map(part => part.tagName + '.' + part.className).slice(0, 5)"""


def fits(page):
    """Hold a page to three widths: nothing is cut and nothing is English."""
    for width in (1280, 768, 375):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(700)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(TOO_WIDE, width) == []
    text = page.locator(".stApp").inner_text()
    for word in ("Deploy", "Fullscreen", "Choose an option", "Running", "None", "nan"):
        assert word not in text


def test_a_click_opens_the_panel_and_no_request_leaves_the_machine(page, app, requests):
    page.goto(app + PATH)
    _click(_map(page), 1)
    page.locator(".panel h2").wait_for()
    name = page.locator(".panel h2").inner_text()
    assert quote(name) in page.url
    page.wait_for_function(
        "name => document.querySelector('.js-plotly-plot')?.layout?.yaxis?.ticktext?.includes(`<b>${name}</b>`)",
        arg=name,
    )
    fits(page)
    assert requests.elsewhere() == []
    assert requests.failed == []
