"""Waiting until a page has become what it has to be: for conditions, never for a time that a slow machine outlasts."""

import time

from playwright.sync_api import Error, Locator, Page, expect

from tests.becoming import PATIENCE_S, PAUSE_S, becomes

OPEN_MS = 5_000  # in which a list that was clicked opens, unless it was closed again at once
LONGEST_MS = 300_000  # of a page at work, such as at what an older table would change
STILL_MS = 600  # nothing has moved for so long: the map fits itself to its frame half a second after it is there
STILL = """still => {
  const parts = document.querySelectorAll('iframe, .main-svg, [data-testid=stMain], .stApp h1, .stApp h2');
  const seen = JSON.stringify([document.documentElement.scrollWidth, [...parts].map(part => {
    const box = part.getBoundingClientRect();
    return [box.x, box.y, box.width, box.height, part.scrollHeight, part.scrollTop];
  })]);
  const running = !document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]');
  const before = window.seenBefore;
  if (running || !before || before.seen !== seen) window.seenBefore = { seen, at: performance.now() };
  return window.seenBefore === before && performance.now() - before.at >= still;
}"""
TOO_WIDE = """limit => [...document.querySelectorAll('.stApp *')]
  .filter(part => !part.closest('.figures') && !part.closest('svg') && part.getClientRects().length)
  .filter(part => part.getBoundingClientRect().right > limit + 1)
  .map(part => part.tagName + '.' + part.className).slice(0, 5)"""


def settled(page: Page) -> None:
    """Wait until the page has run and nothing on it moves any more."""
    page.evaluate("window.seenBefore = null")
    page.wait_for_function(STILL, arg=STILL_MS, polling=PAUSE_S * 1000, timeout=LONGEST_MS)


def fits(page: Page, widths=(1280, 768, 375)) -> None:
    """Hold a page to some widths: nothing is cut and nothing has to be pushed sideways."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        settled(page)
        assert becomes(lambda: page.evaluate("document.documentElement.scrollWidth <= innerWidth"), True), width
        assert becomes(lambda at=width: page.evaluate(TOO_WIDE, at), []) == []


def pick(page: Page, box: Locator, option: Locator) -> None:
    """Choose in a list, which closes again where the page scrolls or is drawn anew while it opens."""
    settled(page)
    box.evaluate("each => each.scrollIntoView({block: 'center'})")
    settled(page)
    ends = time.monotonic() + PATIENCE_S
    while True:
        box.click()
        try:
            option.click(timeout=OPEN_MS)
            break
        except Error:
            if time.monotonic() > ends:
                raise
    settled(page)


def press_until(page: Page, button: Locator, shows: Locator) -> None:
    """Press a button until the page shows what it leads to: one that is just drawn anew for a choice hears nothing."""
    ends = time.monotonic() + LONGEST_MS / 1000
    while not shows.is_visible() and time.monotonic() < ends:
        button.click()
        settled(page)  # pressed while the page works, it would begin its work anew
    expect(shows).to_be_visible()


def click_until(place: Locator, position, button: Locator) -> None:
    """Click on a map until a button may be pressed: a map that is only just there doesn't hear yet."""
    ends = time.monotonic() + PATIENCE_S
    while True:
        place.click(position=position)
        try:
            expect(button).to_be_enabled(timeout=OPEN_MS)
            return
        except AssertionError:
            if time.monotonic() > ends:
                raise
