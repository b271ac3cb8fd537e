"""From a click on a district to its visible panel in a real Chromium, and where the time goes.

Four moments are noted by the browser's own clock: the finger's release in the map's frame, the answer leaving for the
server, the last message from there before the panel stands, and the first frame that shows it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from statistics import median

from playwright.sync_api import Frame, Page

from bench.browser import needs, profile
from bench.rerun import CITY
from bench.row import Row
from bench.server import APP, demonstration, served

CLICKS = 25
WARM_UP = 3
AIM = 450  # ms
BETWEEN_MS = 700  # from one click to the next: the page has come to rest
QUICK = 200  # ms: what the project would like to reach

_PAGE = """
const now = () => performance.timeOrigin + performance.now();
const noted = window.noted = {};
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (message) {
  noted.sent ??= now();
  if (!this.heard) this.addEventListener('message', () => { if (!noted.seen) noted.came = now(); });
  this.heard = true;
  return send.call(this, message);
};
const look = () => {
  const name = document.querySelector('.panel h2')?.textContent;
  if (name && name !== noted.name) { noted.name = name; noted.seen = now(); }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
_MAP = """() => addEventListener('click', event => {
  parent.noted.click = performance.timeOrigin + event.timeStamp;
  parent.noted.sent = parent.noted.came = parent.noted.seen = null;
}, true)"""
_POINTS = """() => {
  const hit = new Map();
  for (let y = 2; y < innerHeight; y += 4) for (let x = 2; x < innerWidth; x += 4) {
    const unit = document.elementFromPoint(x, y);
    if (unit?.matches("path.leaflet-interactive[fill^='url']")) hit.set(unit, [...(hit.get(unit) ?? []), [x, y]]);
  }
  return [...hit.values()].map(points => points[points.length >> 1]);
}"""


@dataclass(frozen=True)
class Parts:
    """One click, in milliseconds."""

    asking: float  # click to message: the map's own wait
    server: float  # message to the last answer before the panel stands
    drawing: float  # that answer to the panel on the screen

    @property
    def whole(self) -> float:
        """Click to panel."""
        return self.asking + self.server + self.drawing


def rows() -> Iterator[Row]:
    """Click on one district after the other."""
    with demonstration() as store, served(APP, **store) as server, profile() as browser:
        page = browser.new_page()
        page.add_init_script(f"if (window === top) (() => {{{_PAGE}}})()")
        frame = needs(page, f"http://127.0.0.1:{server.port}/?{CITY}")
        frame.evaluate(_MAP)
        points = frame.evaluate(_POINTS)
        for number in range(WARM_UP):
            _click(page, frame, points[number])
        before = server.cpu
        found = [_click(page, frame, points[(WARM_UP + number) % len(points)]) for number in range(CLICKS)]
        work = (server.cpu - before) / CLICKS * 1000
    whole = sorted(click.whole for click in found)
    yield Row(
        f"click to panel in Chromium, {len(points)} districts, {CLICKS} clicks, load {os.getloadavg()[0]:.1f}",
        f"{median(whole):.0f} ms ({whole[0]:.0f}–{whole[-1]:.0f})",
        aim=f"≤ {AIM} ms",
        met=median(whole) <= AIM,
    )
    middle = {part.name: median(getattr(click, part.name) for click in found) for part in fields(Parts)}
    yield Row("  of it before the map answers (st_folium alone waits 250 ms)", f"{middle['asking']:.0f} ms")
    yield Row("  of it at the server and on the way", f"{middle['server']:.0f} ms ({work:.0f} ms CPU)")
    yield Row("  of it in the browser", f"{middle['drawing']:.0f} ms")
    yield Row(f"  to take off for {QUICK} ms", f"{max(median(whole) - QUICK, 0):.0f} ms")


def _click(page: Page, frame: Frame, point: tuple[float, float]) -> Parts:
    """Click on a point of the map and wait for the panel of the district there."""
    box = frame.frame_element().bounding_box()
    assert box is not None, "the map is not on the screen"
    page.mouse.move(box["x"] + point[0], box["y"] + point[1])
    page.wait_for_timeout(BETWEEN_MS)
    page.mouse.click(box["x"] + point[0], box["y"] + point[1])
    page.wait_for_function("() => noted.click && noted.seen")
    page.wait_for_timeout(BETWEEN_MS)
    noted = page.evaluate("noted")
    return Parts(noted["sent"] - noted["click"], noted["came"] - noted["sent"], noted["seen"] - noted["came"])
