"""A real Chromium, found as the tests find it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, ViewportSize, sync_playwright

from tests.browser.fixtures import FIRST_VIEW_MS, chromium

SIZE = ViewportSize(width=1280, height=1024)  # the whole map is on the screen
SETTLED_MS = 1500  # nothing moves any more: the map fits itself to its frame half a second after it is there


class NoBrowserError(RuntimeError):
    """There is no Chromium on this machine."""


@contextmanager
def profile() -> Iterator[BrowserContext]:
    """Start a browser with an empty cache that lasts until the block ends; raises NoBrowserError."""
    try:
        program = chromium()
    except (pytest.skip.Exception, pytest.fail.Exception) as missing:
        raise NoBrowserError(str(missing)) from None
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])  # may run as root
        context = started.new_context(viewport=SIZE, locale="ja-JP")
        context.set_default_timeout(FIRST_VIEW_MS)
        yield context
        started.close()


def needs(page: Page, address: str) -> Frame:
    """Open the needs page and wait until map and chart stand still; gives the map's frame."""
    page.goto(address)
    page.frame_locator("iframe").locator("path.leaflet-interactive").first.wait_for()
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.wait_for_timeout(SETTLED_MS)
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)
