"""What goes over the wire for the first view of a browser that has been there before, and the geometry in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from playwright.sync_api import BrowserContext, Request

from bench import geometry, ground
from bench.browser import needs, profile
from bench.meter import Meter, metered
from bench.rerun import CITY
from bench.row import Row
from bench.server import APP, demonstration, served
from bench.session import opened

DISTRICTS = 31


@dataclass(frozen=True)
class View:
    """Bytes from the server for one view; ``component``: those of the map's own files among them."""

    whole: int
    component: int


def rows() -> Iterator[Row]:
    """Look at the page twice in one browser and count the second time; then weigh the geometry."""
    with demonstration() as store, served(APP, **store) as server:
        first, warm = _views(server.port)
        with opened(server.port, CITY) as session:
            script = json.loads(session.elements[session.component()].json_args)["script"]
    yield Row("first view of a new browser", f"{first.whole / 1000:,.0f} kB")
    yield Row("first view of a warm browser", f"{warm.whole / 1000:,.0f} kB")
    yield Row("  of it files that Streamlit lets no browser keep", f"{warm.component / 1000:,.0f} kB")
    yield from _weighed("  geometry in it", geometry.sent(script), geometry.demonstration())
    fine = ground.districts(DISTRICTS)
    yield from _weighed("  the same of finely drawn boundaries", geometry.drawn(fine), fine.geometry.to_numpy())


def _weighed(figure: str, geojson: str, before: np.ndarray) -> Iterator[Row]:
    """Weigh what is sent of districts, and look for gaps and overlaps in it."""
    size, districts = geometry.gzipped(geojson), geometry.polygons(geojson)
    yield Row(
        f"{figure}, {len(districts)} districts, {geometry.corners(districts):,} corners",
        f"{size / 1000:.1f} kB gzipped",
        aim=f"≤ {geometry.LARGEST / 1000:.0f} kB",
        met=size <= geometry.LARGEST,
    )
    fit = geometry.fit(districts, before)
    yield Row("    gaps and overlaps", "none" if fit else "some", aim="none", met=fit)


def _views(port: int) -> tuple[View, View]:
    """Count the first view of a browser, and that of a page that it opens later."""
    with metered(port) as meter, profile() as browser:
        return _view(browser, meter), _view(browser, meter)


def _view(browser: BrowserContext, meter: Meter) -> View:
    """Open the needs page in a page of its own and count what comes."""
    component: list[Request] = []

    def note(request: Request) -> None:
        if "/component/" in request.url:
            component.append(request)

    before, page = meter.received, browser.new_page()
    page.on("requestfinished", note)
    needs(page, f"http://127.0.0.1:{meter.port}/?{CITY}")
    seen = View(meter.received - before, sum(_came(request) for request in component))
    page.close()
    return seen


def _came(request: Request) -> int:
    """Give the bytes of an answer: head and body."""
    sizes = request.sizes()
    return int(sizes["responseHeadersSize"] + sizes["responseBodySize"])
